"""A file of people is read as a whole: everybody in it, or everything that is wrong with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.people import Role
from bot.domain.people_files import LARGEST, MOST_LINES, Bad, PeopleFile, Problem
from bot.domain.reading_people import read
from bot.domain.relationships import RelationshipKind

_CELLS = st.sampled_from(
    ["name", "role", "mentor", "kind", "Ana", "mentee", "mentor+", '"', '""', ",", ";", "\n", "\r"]
)


def problems(content: bytes) -> list[tuple[Problem, int]]:
    found = read(content)
    assert not isinstance(found, PeopleFile)
    return [(bad.problem, bad.line) for bad in found]


@pytest.mark.parametrize(
    "content",
    [
        "name,role,mentor,group,kind\nBen,mentor,,,\nAna,mentee,Ben,Circle,\n",
        "\ufeffKIND;Mentor;ROLE;name;Group\n;;mentor;Ben;\n\n mentoring ; BEN ;mentee; Ana ;Circle\n",
        'name,role,mentor,group\r"Ben",MENTOR,,\r"Ana",Mentee,"bEN",Circle\r,,,\r',
        "name,role,mentor,group,\nBen,mentor,,,\nAna,mentee,Be\u200bn,Circle,,,\n",
    ],
)
def test_order_case_marks_and_the_way_of_saving_do_not_matter(content: str) -> None:
    found = read(content.encode())
    assert isinstance(found, PeopleFile)
    ben, ana = found.rows
    assert (ben.name, ben.roles, ben.mentor) == ("Ben", (Role.MENTOR,), "")
    assert (ana.name, ana.roles, ana.group) == ("Ana", (Role.MENTEE,), "Circle")
    assert found.by_name()[ana.mentor.casefold()] is ben
    assert ana.kind is RelationshipKind.MENTORING


def test_a_name_written_by_another_program_is_the_same_name() -> None:
    content = "name,role,mentor\nZoe\u0308,mentor,\nAna,mentee,Zo\u00eb\n".encode()
    assert isinstance(read(content), PeopleFile)


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        (",mentee,", Problem.NO_NAME),
        (f"{'x' * 61},mentee,", Problem.LONG_NAME),
        ("Ana,,", Problem.NO_ROLE),
        ("Ana,boss,", Problem.UNKNOWN_ROLE),
        ("Ana,mentee+boss,", Problem.UNKNOWN_ROLE),
        ("Ana,mentee,Zoe", Problem.NO_MENTOR),
        ("Ana,mentee,Ana", Problem.ONESELF),
        ("Ana,coordinator,Ben", Problem.NOT_LED),
        ("Ana,mentee,Ida", Problem.NOT_LEADING),
        ("ben,mentee,", Problem.NAME_TWICE),
        ("Ana,mentee,,,Friends", Problem.UNKNOWN_KIND),
        ("Ana,mentor,Ben,,mentor-support", Problem.NOT_LEADING),
        (f"Ana,mentee,,{'x' * 61}", Problem.LONG_GROUP),
        ("Ana,mentee,,,,too many", Problem.CELLS),
        ('Ana,mentee,"Ben', Problem.QUOTES),
    ],
)
def test_every_bad_line_is_named_with_its_reason(rows: str, wrong: Problem) -> None:
    before = "name,role,mentor,group,kind\nBen,mentor,,,\n\nIda,mentee,,,\n"
    assert problems(f"{before}{rows}\n".encode()) == [(wrong, 5)]


def test_lines_are_counted_as_an_editor_does_though_a_cell_has_several() -> None:
    content = b'name,role,group\r\n"Ana",mentee,"two\r\nlines"\r\n\r\nBen,boss,\r\n,mentee,\r\n'
    assert problems(content) == [(Problem.UNKNOWN_ROLE, 5), (Problem.NO_NAME, 6)]


def test_a_mentor_on_a_bad_line_is_not_called_missing() -> None:
    content = b"name,role,mentor\nBen,boss,\nAna,mentee,Ben\n"
    assert problems(content) == [(Problem.UNKNOWN_ROLE, 2)]


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (b"", Problem.EMPTY),
        (b"\xef\xbb\xbf \r\n;;\r\n", Problem.EMPTY),
        (b"name,role\n", Problem.NOBODY),
        (b"PK\x03\x04 a spreadsheet", Problem.SPREADSHEET),
        (b"\xd0\xcf\x11\xe0 an old one", Problem.SPREADSHEET),
        (b"\x89PNG\r\n\x1a\n\0\0", Problem.BINARY),
        (b"\xff\x01\x02", Problem.BINARY),
        ("name;role\nZoë;mentee\n".encode("cp1252"), Problem.ENCODING),
        ("name\trole\nZoë\tmentee\n".encode("utf-16"), Problem.ENCODING),
        (b"name,role\n" + b"Ana,mentee\n" * (MOST_LINES + 1), Problem.MANY),
        (b"name,role\n" + b"x" * LARGEST, Problem.LARGE),
    ],
)
def test_a_file_that_is_none_is_told_as_one(content: bytes, wrong: Problem) -> None:
    assert problems(content) == [(wrong, 0)]


def test_a_file_whose_first_line_names_no_column_is_told_so_once() -> None:
    assert problems(b"Ana,mentee\nBen,mentor\n") == [(Problem.NO_HEADER, 1)]


def test_columns_are_named_when_they_are_missing_twice_or_unknown() -> None:
    assert read(b"name,Mood,mood,name,group,\nAna\n") == (
        Bad(Problem.NO_COLUMN, 1, "role"),
        Bad(Problem.COLUMN_TWICE, 1, "name"),
        Bad(Problem.UNKNOWN_COLUMN, 1, "mood"),
    )


@given(st.binary() | st.text().map(str.encode) | st.lists(_CELLS).map(",".join).map(str.encode))
def test_no_bytes_whatever_make_it_fail(content: bytes) -> None:
    for whole in (content, b"name,role,mentor,group,kind\n" + content):
        found = read(whole)
        assert isinstance(found, PeopleFile) or found
