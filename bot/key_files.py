"""A master key in a file: made whole or not at all, and never written over."""

import base64
import os
from pathlib import Path

from bot.config import SettingError, parse_key
from bot.db.vault import KEY_BYTES


def random_key() -> bytes:
    """Return a new master key."""
    return os.urandom(KEY_BYTES)


def written(key: bytes) -> str:
    """Write a master key as `bot.config.parse_key` reads it."""
    return base64.b64encode(key).decode("ascii")


def read_key(path: Path) -> bytes | None:
    """Return the key in `path`; None if there is no such file."""
    try:
        return parse_key(path.read_text(encoding="ascii"))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SettingError(f"The key file {path} cannot be read: {error.strerror}.") from None
    except ValueError:
        raise SettingError(f"The key file {path} is damaged; put back your copy of it.") from None


def make_key(path: Path) -> bytes:
    """Make a master key and keep it in `path`, which only its owner may read."""
    key = random_key()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(path, written(key).encode("ascii") + b"\n")
    except OSError as error:
        raise SettingError(f"The key file {path} cannot be made: {error.strerror}.") from None
    return key


def put_in_place(new: Path, path: Path) -> None:
    """Let `new` take the place of `path`, in one step."""
    try:
        new.replace(path)
        to_disk(path)
    except OSError as error:
        raise SettingError(f"The key file {path} cannot be replaced: {error.strerror}.") from None


def to_disk(path: Path) -> None:
    """Wait until a file and its name are on the disk, so that they outlive a power cut too."""
    for each in (path, path.parent):
        handle = os.open(each, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _write(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        to_disk(path)
    except OSError:
        # Half a key on a full disk would be taken for a damaged one at the next start.
        path.unlink(missing_ok=True)
        raise
