"""Check of the file that says who was erased: without it a backup would bring them back."""

import os
from pathlib import Path

from bot.doctor.finding import Finding, trouble


def check(path: Path) -> list[Finding]:
    """What is wrong with the file at `path`, or with the folder where it is still to be made."""
    place = path if path.exists() else next(each for each in path.parents if each.exists())
    is_right_kind = place.is_file() if place == path else place.is_dir()
    if is_right_kind and os.access(place, os.R_OK | os.W_OK):
        return []
    return [
        trouble(
            f"The file {path} cannot be read and written. In it stands who was erased, so that a "
            "backup which is put back does not bring them back."
        )
    ]
