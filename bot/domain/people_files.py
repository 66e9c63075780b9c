"""A file of people to bring in: what stands in it, and what can be wrong with it.

It is read in `reading_people`. Nothing in here knows who is in the programme already.
"""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.people import Role
from bot.domain.relationships import RelationshipKind

LARGEST = 1_000_000
MOST_LINES = 5_000
LONGEST_GROUP = 60
NEEDED = ("name", "role")
COLUMNS = (*NEEDED, "mentor", "group", "kind")
# Who leads a pair of each kind, and who is led: the one who names the other.
SIDES: dict[RelationshipKind, tuple[Role, Role]] = {
    RelationshipKind.MENTORING: (Role.MENTOR, Role.MENTEE),
    RelationshipKind.MENTOR_PEERS: (Role.MENTOR, Role.MENTOR),
    RelationshipKind.MENTOR_SUPPORT: (Role.COORDINATOR, Role.MENTOR),
}


class Problem(StrEnum):
    """What is wrong with a file, or with one line of it."""

    EMPTY = "empty"
    LARGE = "large"
    MANY = "many"
    SPREADSHEET = "spreadsheet"
    BINARY = "binary"
    ENCODING = "encoding"
    QUOTES = "quotes"
    NO_HEADER = "no-header"
    NO_COLUMN = "no-column"
    UNKNOWN_COLUMN = "unknown-column"
    COLUMN_TWICE = "column-twice"
    NOBODY = "nobody"
    CELLS = "cells"
    NO_NAME = "no-name"
    LONG_NAME = "long-name"
    NAME_TWICE = "name-twice"
    NO_ROLE = "no-role"
    UNKNOWN_ROLE = "unknown-role"
    UNKNOWN_KIND = "unknown-kind"
    LONG_GROUP = "long-group"
    NO_MENTOR = "no-mentor"
    NOT_LED = "not-led"
    NOT_LEADING = "not-leading"
    ONESELF = "oneself"


@dataclass(frozen=True)
class Bad:
    """One thing that is wrong: on which line, counted from 1, and what stands there.

    `line` 0 is the file as a whole. `other` is a line, a role or a name that it clashes with.
    """

    problem: Problem
    line: int = 0
    said: str = ""
    other: str = ""


@dataclass(frozen=True)
class Row:
    """One person of a file. `mentor` is the name of who leads them, as it stands there."""

    line: int
    name: str
    roles: tuple[Role, ...]
    mentor: str
    group: str
    kind: RelationshipKind


@dataclass(frozen=True)
class PeopleFile:
    """Everybody in a file that is good."""

    rows: tuple[Row, ...]

    def by_name(self) -> dict[str, Row]:
        """Return everybody by the form in which their name is compared."""
        return {same(row.name): row for row in self.rows}


def same(name: str) -> str:
    """Return what two spellings of one name have in common, in whatever case and program."""
    return unicodedata.normalize("NFC", name.casefold())
