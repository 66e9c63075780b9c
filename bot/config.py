"""Settings, read once at start from the environment and from `.env` beside it."""

import base64
import binascii
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from dotenv import dotenv_values
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bot.db.vault import KEY_BYTES

TELEGRAM = "https://api.telegram.org"
DATA = "data"
LEVELS = ("debug", "info", "warning", "error")
FORMATS = ("plain", "json")
VARIABLES = (
    "TELEGRAM_BOT_TOKEN",
    "TELEGRAM_API_URL",
    "DATABASE_URL",
    "PLUMBLINE_KEY",
    "WEBHOOK_URL",
    "WEBHOOK_SECRET",
    "LISTEN",
    "LOG_LEVEL",
    "LOG_FORMAT",
)
_T = TypeVar("_T")


class SettingError(Exception):
    """A setting is wrong. Its text is one plain sentence, and never holds the value of a secret."""


@dataclass(frozen=True)
class Settings:
    """Everything that is decided outside the code.

    `token` is None when there is none. `api_url` has no slash at its end; the bot's methods are
    at `<api_url>/bot<token>/<method>`. `keys` is the master key where PLUMBLINE_KEY gives it, and
    while it is being changed the new one and then the old one; if it is empty, the key is kept in
    `key_file` (see `bot.keys`). With `webhook_url` Telegram brings the
    updates there, showing `webhook_secret`, and we wait at `listen`; without, the bot polls.
    Secrets stay out of the repr.
    """

    token: str | None = field(repr=False)
    api_url: str
    database_url: str = field(repr=False)
    keys: tuple[bytes, ...] = field(repr=False)
    data: Path
    webhook_url: str | None
    webhook_secret: str | None = field(repr=False)
    listen: tuple[str, int]
    log_level: str
    log_format: str

    @property
    def key_file(self) -> Path:
        """Where a generated master key is kept."""
        return self.data / "plumbline.key"

    @property
    def next_key_file(self) -> Path:
        """Where the new master key lies while the generated one is being changed."""
        return self.data / "plumbline.key.new"

    @property
    def erased_file(self) -> Path:
        """Where it is noted who was erased, outside the database (see `bot.db.erased_file`)."""
        return self.data / "plumbline.erased"


def load(environ: Mapping[str, str] | None = None, folder: Path | None = None) -> Settings:
    """Read the settings; what the environment says wins over `.env` in `folder` (here).

    Raises `SettingError`. Nothing is created.
    """
    folder = folder or Path.cwd()
    values = _dotenv(folder / ".env") | dict(os.environ if environ is None else environ)
    data = folder / DATA
    default_database = f"sqlite:///{data / 'plumbline.db'}"
    found = Settings(
        token=_read(values, "TELEGRAM_BOT_TOKEN", _token, None),
        api_url=_read(values, "TELEGRAM_API_URL", _address, TELEGRAM),
        database_url=_read(values, "DATABASE_URL", _database, default_database),
        keys=_read(values, "PLUMBLINE_KEY", _keys, ()),
        data=data,
        webhook_url=_read(values, "WEBHOOK_URL", _address, None),
        webhook_secret=_read(values, "WEBHOOK_SECRET", _secret, None),
        listen=_read(values, "LISTEN", _host_and_port, ("127.0.0.1", 8080)),
        log_level=_read(values, "LOG_LEVEL", _one_of(LEVELS), "info"),
        log_format=_read(values, "LOG_FORMAT", _one_of(FORMATS), "plain"),
    )
    if found.webhook_url is not None and found.webhook_secret is None:
        raise SettingError("WEBHOOK_SECRET must be set too where WEBHOOK_URL is.")
    return found


def parse_key(text: str) -> bytes:
    """Read a master key written in base64; ValueError says what is wrong with it."""
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise ValueError("must be 32 bytes written in base64, which is 44 characters")
    return key


def _keys(text: str) -> tuple[bytes, ...]:
    new, comma, old = text.partition(",")
    try:
        return (parse_key(new), parse_key(old)) if comma else (parse_key(new),)
    except ValueError as error:
        raise ValueError(
            f"{error}; while the key is being changed, the new one, a comma and the old one"
        ) from None


def _dotenv(path: Path) -> dict[str, str]:
    try:
        found = dotenv_values(path) if path.is_file() else {}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(f"The file {path} cannot be read: {_why(error)}.") from None
    return {name: value for name, value in found.items() if value is not None}


def _why(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or "it is not plain text"


def _read(
    values: Mapping[str, str], name: str, parse: Callable[[str], _T], default: _T | None
) -> _T:
    text = values.get(name, "").strip()
    if not text:
        return default  # type: ignore[return-value]  # None only where the setting may be None
    try:
        return parse(text)
    except ValueError as error:
        raise SettingError(f"{name} {error}.") from None


def _token(text: str) -> str:
    if not re.fullmatch(r"\d+:[A-Za-z0-9_-]+", text):
        raise ValueError(
            "does not look like a bot token (digits, a colon, then letters); "
            "@BotFather in Telegram shows yours"
        )
    return text


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("must be an address that begins with https:// or http://")
    return text.rstrip("/")


def _secret(text: str) -> str:
    if not re.fullmatch("[A-Za-z0-9_-]{16,256}", text):
        raise ValueError("must be 16 to 256 letters, digits, underscores or hyphens")
    return text


def _host_and_port(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise ValueError("must be a host and a port, such as 127.0.0.1:8080")
    return host.strip("[]"), int(port)


def _database(text: str) -> str:
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise ValueError("is not a database address such as sqlite:///data/plumbline.db") from None
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise ValueError("must begin with sqlite:/// or postgresql://")
    if url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:"):
        raise ValueError("must name a file, such as sqlite:///data/plumbline.db")
    return text


def _one_of(words: tuple[str, ...]) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text.lower() not in words:
            raise ValueError(f"must be one of: {', '.join(words)}")
        return text.lower()

    return parse
