"""What the lines of a file of people are known again by, without keeping a name."""

from bot.domain.people import Role
from bot.domain.people_files import SIDES, PeopleFile, Row, same
from bot.domain.relationships import RelationshipKind
from bot.services.core import Core

Sides = tuple[RelationshipKind, bytes, bytes]


def alike(sides: Sides) -> set[Sides]:
    """All that say the same: of two mentors who talk with each other either may be named first."""
    kind, one, other = sides
    return {sides, (kind, other, one)} if kind is RelationshipKind.MENTOR_PEERS else {sides}


def sides_of(core: Core, programme_id: int, file: PeopleFile) -> list[Sides]:
    """Return the pairs of a file, each once, each side by the mark of their invite."""
    people = file.by_name()
    found: dict[Sides, None] = {}
    for row in file.rows:
        if row.mentor:
            leads, led = SIDES[row.kind]
            mentor = people[same(row.mentor)]
            mark = mark_of(core, programme_id, mentor.name, leads)
            sides = (row.kind, mark, mark_of(core, programme_id, row.name, led))
            if alike(sides).isdisjoint(found):
                found[sides] = None
    return list(found)


def marks_of(core: Core, programme_id: int, row: Row) -> list[bytes]:
    """Return the marks of a line, one for each role."""
    return [mark_of(core, programme_id, row.name, role) for role in row.roles]


def mark_of(core: Core, programme_id: int, name: str, role: Role) -> bytes:
    """Return what a person in a role is known by again; without the master key it says nothing."""
    return core.vault.mark(f"import\n{programme_id}\n{role}\n{same(name)}")
