"""The file outside the database that remembers who was erased, for when a backup is put back.

A line is the number of a row that led to a person, and when they were erased; nobody can tell from
it who that was. Lines are only added.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.config import SettingError

_HEAD = (
    "# Who was erased: the number of a row and when, and nothing else. With it a backup that is\n"
    "# put back brings nobody back: keep it, and never put an older one in its place.\n"
)


@dataclass(frozen=True)
class ErasedFile:
    """The file at `path`, which is made with the first line; only its owner may read it."""

    path: Path

    def read(self) -> dict[int, datetime]:
        """Return when each was erased (aware), the last time of several.

        A line that is not whole says nothing. `SettingError` if there is a file and it cannot be
        read.
        """
        try:
            text = self.path.read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise SettingError(
                f"The file {self.path}, which says who was erased, cannot be read: "
                f"{error.strerror}."
            ) from None
        found: dict[int, datetime] = {}
        for person_id, at in _lines(text):
            found[person_id] = max(at, found.get(person_id, at))
        return found

    def add(self, erased: Mapping[int, datetime]) -> None:
        """Add a line for each, and return when they are on the disk; OSError if they cannot be."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        before = self.path.read_bytes() if self.path.exists() else b""
        # After half a line of one that was killed, or whose disk was full, the next begins anew.
        begin = _HEAD if not before else "" if before.endswith(b"\n") else "\n"
        lines = "".join(f"{person_id} {at.isoformat()}\n" for person_id, at in erased.items())
        handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write((begin + lines).encode())
            file.flush()
            os.fsync(file.fileno())
        if not before:
            _to_disk(self.path.parent)


def _lines(text: str) -> Iterator[tuple[int, datetime]]:
    for line in text.split("\n"):
        number, _, moment = line.partition(" ")
        try:
            person_id, at = int(number), datetime.fromisoformat(moment)
        except ValueError:
            continue
        if at.tzinfo is not None:
            yield person_id, at


def _to_disk(folder: Path) -> None:
    """Wait until the name of a new file is on the disk too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
