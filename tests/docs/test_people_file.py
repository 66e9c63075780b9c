"""What the README says of a file of people, and the example that it shows, is what can be read."""

import re
from pathlib import Path

from bot.domain.people import Role
from bot.domain.people_files import COLUMNS, PeopleFile
from bot.domain.reading_people import read
from bot.domain.relationships import RelationshipKind

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PART = README.partition("## Bringing many people in")[2].partition("\n## ")[0]


def test_the_example_is_a_good_file_with_something_of_everything() -> None:
    example = read((ROOT / "docs" / "people.csv").read_bytes())
    assert isinstance(example, PeopleFile)
    assert {role for row in example.rows for role in row.roles} == set(Role)
    assert {row.mentor for row in example.rows} == {"", "Ruth Adeyemi"}
    assert any(row.group for row in example.rows)


def test_the_readme_names_every_column_role_and_kind() -> None:
    assert tuple(re.findall(r"^\| `(\w+)` \|", PART, re.MULTILINE)) == COLUMNS
    named = set(re.findall(r"`(\w+)`", PART))
    assert {*Role, *RelationshipKind} <= named
    assert "docs/people.csv" in PART
