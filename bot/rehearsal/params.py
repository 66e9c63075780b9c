"""One call's parameters, read as Telegram reads them: form fields, nested values as JSON text."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.rehearsal.refusal import Json, bad_request


@dataclass(frozen=True)
class Upload:
    """A file sent along with a call."""

    name: str
    content: bytes
    mime: str = "application/octet-stream"


@dataclass(frozen=True)
class Call:
    """One call of a method. Values may be plain (int, bool, list) or text as in a form field."""

    method: str
    params: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, Upload] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Whether the parameter was given and is not empty."""
        return self.params.get(name) not in (None, "")

    def text(self, name: str, default: str = "") -> str:
        """The parameter as text."""
        value = self.params.get(name)
        return default if value is None else str(value)

    def integer(self, name: str, default: int = 0) -> int:
        """The parameter as a whole number; anything else counts as the default, as in Telegram."""
        try:
            return int(self.params.get(name, default))
        except (TypeError, ValueError):
            return default

    def boolean(self, name: str) -> bool:
        """The parameter as true or false; absent is false."""
        return str(self.params.get(name, "")).lower() in ("true", "yes", "1")

    def json(self, name: str) -> Any:
        """The parameter's nested value, or None if absent. Raises a refusal if it is not JSON."""
        value = self.params.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            label = name.replace("_", " ")
            raise bad_request(f"can't parse {label} JSON object") from None

    def mapping(self, name: str) -> Json | None:
        """The parameter as a JSON object, or None if absent."""
        value = self.json(name)
        if value is not None and not isinstance(value, dict):
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object")
        return value

    def listing(self, name: str) -> list[Any]:
        """The parameter as a JSON array; absent is empty."""
        value = self.json(name)
        if value is not None and not isinstance(value, list):
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON array")
        return value or []
