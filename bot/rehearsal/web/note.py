"""What stands beside a kept programme: what its database has no place for."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from bot.config import SettingError
from bot.rehearsal.web.shapes import instant


@dataclass(frozen=True)
class Note:
    """Which sample it was (None: the story), how often it was taken up again, when it was left
    (aware), and the menus of commands that Telegram knew.
    """

    sample: str | None
    runs: int
    now: datetime
    menus: list[Any]

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read it. Raises `SettingError`."""
        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
            now = datetime.fromisoformat(raw["now"])
            return cls(raw["sample"], int(raw["runs"]), now, list(raw["menus"]))
        except (OSError, ValueError, LookupError, TypeError):
            raise SettingError(
                f"{path} cannot be read. Without it, that programme cannot be taken up again."
            ) from None

    def write(self, path: Path) -> None:
        """Write it, wholly or not at all."""
        raw = {
            "sample": self.sample,
            "runs": self.runs,
            "now": instant(self.now),
            "menus": self.menus,
        }
        beside = path.with_suffix(".new")
        beside.write_text(json.dumps(raw), encoding="utf-8")
        beside.replace(path)
