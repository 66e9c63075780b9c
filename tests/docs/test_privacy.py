"""docs/PRIVACY.md says who reads what exactly as the rules have it."""

import re
from pathlib import Path

from bot.delivery.inbox import KEPT
from bot.domain.responses import Reader
from bot.domain.visibility import MAY_READ, Standing, Viewer
from bot.services.people.invites import LIFETIME

PAGE = (Path(__file__).parents[2] / "docs" / "PRIVACY.md").read_text(encoding="utf-8")
OTHERS = {entry for entry in MAY_READ if entry[0] is not Viewer.WRITER}


def test_the_table_names_every_reader_and_no_other() -> None:
    rows = re.findall(r"^\| `([a-z]+)` \| [^|]+ \| ([^|]+) \|", PAGE, re.MULTILINE)
    said = {(matter, reader) for matter, readers in rows for reader in readers.strip().split(", ")}
    assert said == {(matter.value, viewer.value) for viewer, matter, _, _ in OTHERS}


def test_others_read_only_what_was_meant_for_them_and_shared() -> None:
    assert {(standing, reader) for _, _, standing, reader in OTHERS} == {
        (Standing.SHARED, Reader.OTHER)
    }


def test_how_long_things_are_kept() -> None:
    assert f"| the number of an update | {KEPT.days * 24} hours |" in PAGE
    assert f"| an invite link | works once, {LIFETIME.days} days |" in PAGE
