"""Reading a file of people: everybody in it, or everything that is wrong with it.

Columns are found by their names, in any order and case. The first line names them.
"""

from collections.abc import Iterator, Sequence

from bot.domain.csv_text import NoTableError, lines_of
from bot.domain.names import NameProblem, tidy_name
from bot.domain.people import Role
from bot.domain.people_files import (
    COLUMNS,
    LONGEST_GROUP,
    MOST_LINES,
    NEEDED,
    SIDES,
    Bad,
    PeopleFile,
    Problem,
    Row,
    same,
)
from bot.domain.relationships import RelationshipKind


def read(content: bytes) -> PeopleFile | tuple[Bad, ...]:
    """Read a whole file; return everybody in it, or everything that is wrong with it.

    Whatever the bytes are, nothing is raised.
    """
    try:
        lines = lines_of(content)
    except NoTableError as error:
        return (Bad(error.problem, error.line),)
    if not lines:
        return (Bad(Problem.EMPTY),)
    (_, header), *rest = lines
    columns = [cell.strip().casefold() for cell in header]
    if wrong := tuple(_wrong_columns(columns)):
        return wrong
    if not rest:
        return (Bad(Problem.NOBODY),)
    if len(rest) > MOST_LINES:
        return (Bad(Problem.MANY),)
    return _people(columns, rest)


def _wrong_columns(columns: list[str]) -> Iterator[Bad]:
    if not any(column in COLUMNS for column in columns):
        yield Bad(Problem.NO_HEADER, 1)
        return
    for column in NEEDED:
        if column not in columns:
            yield Bad(Problem.NO_COLUMN, 1, column)
    for column in dict.fromkeys(columns):
        if column not in COLUMNS and column:
            yield Bad(Problem.UNKNOWN_COLUMN, 1, column)
        elif columns.count(column) > 1 and column:
            yield Bad(Problem.COLUMN_TWICE, 1, column)


def _people(
    columns: list[str], lines: Sequence[tuple[int, list[str]]]
) -> PeopleFile | tuple[Bad, ...]:
    bad: list[Bad] = []
    rows: list[Row] = []
    names: set[str] = set()
    for line, cells in lines:
        found = _row(columns, line, cells)
        names.add(same(_tidy(dict(zip(columns, cells, strict=False)).get("name", ""))))
        if isinstance(found, Row):
            rows.append(found)
        else:
            bad += found
    bad += _between(rows, names)
    return tuple(sorted(bad, key=lambda each: each.line)) if bad else PeopleFile(tuple(rows))


def _row(columns: list[str], line: int, cells: list[str]) -> Row | list[Bad]:
    if any(cell.strip() for cell in cells[len(columns) :]):
        return [Bad(Problem.CELLS, line)]
    said = {column: cell.strip() for column, cell in zip(columns, cells, strict=False) if column}
    bad: list[Bad] = []
    name = tidy_name(said.get("name", ""))
    if isinstance(name, NameProblem):
        empty = name is NameProblem.EMPTY
        bad.append(Bad(Problem.NO_NAME if empty else Problem.LONG_NAME, line))
        name = ""
    roles = _roles(said.get("role", ""), line, bad)
    kind = _kind(said.get("kind", ""), line, bad)
    group, mentor = _tidy(said.get("group", "")), _tidy(said.get("mentor", ""))
    if len(group) > LONGEST_GROUP:
        bad.append(Bad(Problem.LONG_GROUP, line))
    return bad or Row(line, name, roles, mentor, group, kind)


def _roles(said: str, line: int, bad: list[Bad]) -> tuple[Role, ...]:
    words = [word.strip().casefold() for word in said.split("+") if word.strip()]
    known = {role.value: role for role in Role}
    if not words:
        bad.append(Bad(Problem.NO_ROLE, line))
    bad += [Bad(Problem.UNKNOWN_ROLE, line, word) for word in words if word not in known]
    return tuple(role for role in Role if role.value in words)


def _kind(said: str, line: int, bad: list[Bad]) -> RelationshipKind:
    word = "_".join(said.casefold().replace("-", " ").split()) or RelationshipKind.MENTORING.value
    if word in {kind.value for kind in RelationshipKind}:
        return RelationshipKind(word)
    bad.append(Bad(Problem.UNKNOWN_KIND, line, said))
    return RelationshipKind.MENTORING


def _tidy(text: str) -> str:
    found = tidy_name(text)
    if found is NameProblem.EMPTY:
        return ""
    return " ".join(text.split()) if found is NameProblem.LONG else found


def _between(rows: list[Row], names: set[str]) -> Iterator[Bad]:
    """What is wrong between lines; of all `names`, those on bad lines are not called missing."""
    first: dict[str, Row] = {}
    for row in rows:
        before = first.setdefault(same(row.name), row)
        if before is not row:
            yield Bad(Problem.NAME_TWICE, row.line, row.name, str(before.line))
    for row in rows:
        if row.mentor:
            mentor = first.get(same(row.mentor))
            if mentor is not None:
                yield from _of_pair(row, mentor)
            elif same(row.mentor) not in names:
                yield Bad(Problem.NO_MENTOR, row.line, row.mentor)


def _of_pair(row: Row, mentor: Row) -> Iterator[Bad]:
    leads, led = SIDES[row.kind]
    if mentor is row:
        yield Bad(Problem.ONESELF, row.line, row.name)
        return
    if led not in row.roles:
        yield Bad(Problem.NOT_LED, row.line, row.name, led)
    if leads not in mentor.roles:
        yield Bad(Problem.NOT_LEADING, row.line, mentor.name, leads)
