"""How a call can fail: a refusal in Telegram's words, or no response at all."""

from typing import Any

Json = dict[str, Any]


class Refusal(Exception):
    """The server answers with an error; `description` has Telegram's wording."""

    def __init__(self, status: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters

    def as_json(self) -> Json:
        """The response's body, as Telegram writes it."""
        body: Json = {"ok": False, "error_code": self.status, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


class Broken(Exception):
    """The caller gets no response at all."""


class Down(Broken):
    """Nobody listens: the connection is refused and nothing was delivered."""


class Reset(Broken):
    """The connection breaks; the caller cannot know whether the call took effect."""


def bad_request(text: str) -> Refusal:
    """400, with Telegram's prefix."""
    return Refusal(400, f"Bad Request: {text}")


def forbidden(text: str) -> Refusal:
    """403, with Telegram's prefix."""
    return Refusal(403, f"Forbidden: {text}")


def conflict(text: str) -> Refusal:
    """409, with Telegram's prefix."""
    return Refusal(409, f"Conflict: {text}")


def too_many_requests(seconds: int) -> Refusal:
    """429: nothing is accepted for this chat (or at all) for so many seconds."""
    text = f"Too Many Requests: retry after {seconds}"
    return Refusal(429, text, {"retry_after": seconds})
