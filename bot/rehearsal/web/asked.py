"""What a POST asks for, read strictly."""

import json
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

_MOST_BODY = 256 * 1024
_NOT_OURS = "That is not what this page sends: a JSON object."


class Asked:
    """The JSON object of a POST. Everything raises ValueError where it is not as agreed."""

    def __init__(self, body: Any) -> None:
        if not isinstance(body, dict):
            raise ValueError(_NOT_OURS)  # noqa: TRY004  see the class
        self._body = body

    def has(self, name: str) -> bool:
        """Whether it says anything by this name."""
        return name in self._body

    def text(self, name: str, most: int) -> str:
        """A text of at most so many characters that is not blank."""
        value = self._body.get(name)
        if not isinstance(value, str) or not value.strip():
            raise ValueError(f"Something must be written for {name!r}.")
        if len(value) > most:
            raise ValueError(f"At most {most:,} characters fit in {name!r}.")
        return value.encode("utf-8", "replace").decode("utf-8")

    def one(self, name: str, words: tuple[str, ...]) -> str:
        """One of these words."""
        value = self._body.get(name)
        if value not in words:
            raise ValueError(f"{name!r} must be one of: {', '.join(words)}.")
        return str(value)

    def whole(self, name: str, least: int, most: int) -> int:
        """A whole number within these bounds."""
        value = self._body.get(name)
        if type(value) is not int or not least <= value <= most:
            raise ValueError(f"{name!r} must be a whole number from {least:,} to {most:,}.")
        return value

    def number(self, name: str, most: float) -> float:
        """A number from 0 to `most`."""
        value = self._body.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
            raise ValueError(f"{name!r} must be a number from 0 to {most:,}.")
        return value

    def yes(self, name: str) -> bool:
        """True or false."""
        value = self._body.get(name)
        if not isinstance(value, bool):
            raise ValueError(f"{name!r} must be true or false.")  # noqa: TRY004  see the class
        return value


async def read_asked(request: Request) -> Asked:
    """Read the body of a POST. Raises ValueError, and HTTPException where it is too long."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > _MOST_BODY:
            raise HTTPException(413, "That is too much at once.")
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise ValueError(_NOT_OURS) from None
    return Asked(found)
