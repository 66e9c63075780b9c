"""Check of the file that says who was erased: by it a backup that is put back brings nobody back."""

import os
from pathlib import Path

from bot.db.database import Database
from bot.db.erased_file import ErasedFile
from bot.doctor.finding import Finding, note, times, trouble
from bot.services.people.staying_erased import brought_back


async def check(file: ErasedFile, db: Database) -> list[Finding]:
    """Whether it can be read and written, and whether it names anybody who is there again."""
    if not _is_usable(file.path):
        return [
            trouble(
                f"The file {file.path} cannot be read and written. In it stands who was erased, so "
                "that a backup which is put back does not bring them back."
            )
        ]
    back = await brought_back(db, file.read())
    if not back:
        return []
    who = times(len(back), "person is", "people are")
    return [note(f"{who} there again who had been erased; starting the bot erases them again.")]


def _is_usable(path: Path) -> bool:
    """The file itself, or the folder in which it is still to be made."""
    place = path if path.exists() else next(each for each in path.parents if each.exists())
    is_right_kind = place.is_file() if place == path else place.is_dir()
    return is_right_kind and os.access(place, os.R_OK | os.W_OK)
