"""The README shows every picture of the page, and no other."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_each_picture_is_there_and_no_other() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"!\[[^\]]+\]\((docs/pictures/[^)]+)\)", readme)
    there = [path.relative_to(ROOT).as_posix() for path in (ROOT / "docs" / "pictures").iterdir()]
    assert sorted(shown) == sorted(there)
    assert there
