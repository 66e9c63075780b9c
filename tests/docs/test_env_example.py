"""`.env.example` names every setting there is, and none that is not; each with an explanation."""

import re
from pathlib import Path

from bot.config import VARIABLES, load

EXAMPLE = Path(__file__).parents[2] / ".env.example"


def test_it_names_exactly_the_settings_that_are_read() -> None:
    named = re.findall(r"^([A-Z_]+)=", EXAMPLE.read_text(), re.MULTILINE)
    assert sorted(named) == sorted(VARIABLES)


def test_the_settings_that_are_read_are_the_listed_ones() -> None:
    source = (EXAMPLE.parent / "bot" / "config.py").read_text()
    assert set(re.findall(r'_read\(values, "([A-Z_]+)"', source)) == set(VARIABLES)


def test_each_is_explained_right_above_it() -> None:
    for block in EXAMPLE.read_text().strip().split("\n\n")[1:]:
        *comments, setting = block.splitlines()
        assert comments
        assert all(line.startswith("# ") for line in comments)
        assert re.fullmatch(r"[A-Z_]+=", setting)


def test_copied_as_it_is_it_works(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(EXAMPLE.read_text())
    assert load({}, tmp_path) == load({}, tmp_path.with_name(tmp_path.name))
    assert load({}, tmp_path).token is None
