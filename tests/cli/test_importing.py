"""`import` brings in everybody from a file or nobody, and hands the links over in private."""

import csv
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Run

GOOD = "name;role;mentor;group\n=Ben;mentor;;\nAna;mentee;=Ben;Circle\n"


@pytest.fixture
def programme(founded: Run) -> Run:
    """A programme without anybody, and a file of people."""
    Path("people.csv").write_text(GOOD)
    return founded


def coordinator() -> None:
    """Somebody has joined as a coordinator."""
    with closing(sqlite3.connect("data/plumbline.db")) as db, db:
        db.execute(
            "INSERT INTO people (id, programme_id, telegram_id, state, wrapped_key, zone, language,"
            " created_at) SELECT 1, id, 1, 'active', x'00', 'UTC', 'en',"
            " '2026-03-02 08:00:00.000000' FROM programmes"
        )
        db.execute(
            "INSERT INTO person_roles VALUES (1, 'coordinator', '2026-03-02 08:00:00.000000')"
        )


def count(table: str) -> int:
    with closing(sqlite3.connect("data/plumbline.db")) as db:
        return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def links(path: str = "people-links.csv") -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_names_and_links_go_to_a_private_file_and_nowhere_else(programme: Run) -> None:
    coordinator()
    result = programme("import", "people.csv")
    assert result.exit_code == 0, result.output
    assert "Done: 2 links, one pair, one group." in result.stdout
    assert "Names and links are in people-links.csv" in result.stdout
    assert oct(Path("people-links.csv").stat().st_mode & 0o777) == "0o600"
    ben, ana = links()
    assert (ben["name"], ana["name"], ana["role"]) == ("'=Ben", "Ana", "mentee")
    for row in (ben, ana):
        assert row["link"].startswith("/start ")
        assert row["link"].split()[1] not in result.output
    assert (count("invites"), count("planned_pairs")) == (2, 1)


def test_again_it_changes_nothing_and_writes_no_file(programme: Run) -> None:
    coordinator()
    programme("import", "people.csv")
    before = links()
    result = programme("import", "people.csv")
    assert result.exit_code == 0
    assert "2 were given a link before and have not joined yet." in result.stdout
    assert "nothing has changed" in result.stdout
    assert sorted(path.name for path in Path().glob("*.csv")) == ["people-links.csv", "people.csv"]
    anew = programme("import", "people.csv", "--new-links")
    assert "people-links-2.csv" in anew.stdout
    assert links() == before
    assert not {row["link"] for row in links("people-links-2.csv")} & {r["link"] for r in before}
    assert count("invites") == 2


def test_every_bad_line_is_told_and_nobody_is_invited(programme: Run) -> None:
    Path("people.csv").write_text("name,role,mentor\nAna,mentee,Zoe\nBen,boss,\n")
    result = programme("import", "people.csv")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "Line 2: The mentor “Zoe” is not in this file. Please add a line for them, or leave the"
        " mentor out and use /pair later.",
        "Line 3: I do not know the role “boss”. It can be mentee, mentor or coordinator, or"
        " several with a + between.",
        "Error: people.csv cannot be used yet, so nobody has been invited.",
    ]
    assert count("invites") == 0
    assert not Path("people-links.csv").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nowhere.csv"], "nowhere.csv cannot be read: No such file or directory."),
        ([".."], "cannot be read: Is a directory."),
        (["people.csv"], "nobody has joined as one yet: python -m bot invite --role coordinator"),
        (["people.csv", "--programme", "Brigde"], "There is no programme “Brigde”"),
    ],
)
def test_what_stands_in_the_way_is_one_sentence(
    programme: Run, words: list[str], told: str
) -> None:
    result = programme("import", *words)
    assert result.exit_code == 1
    assert told in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert count("invites") == 0
    assert not list(Path().glob("*-links*"))


def test_where_no_file_can_be_written_no_link_is_made(programme: Run) -> None:
    coordinator()
    name = f"{'x' * 250}.csv"
    Path(name).write_text(GOOD)
    result = programme("import", name)
    assert result.exit_code == 1
    assert "cannot be made: File name too long." in result.stderr
    assert count("invites") == 0
