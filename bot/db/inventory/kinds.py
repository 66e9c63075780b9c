"""The words in which the inventory speaks."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What stands in a column."""

    PERSON = "person"  # which person: the id of their row
    WORDS = "words"  # what somebody wrote, said or chose, sealed or not
    FACT = "fact"  # something about somebody, or that they did something
    WORKS = "works"  # by what the bot keeps order; it says nothing about anybody


class Erased(StrEnum):
    """What becomes of a column when the person is erased whom it is about."""

    GOES = "goes"  # the whole row is deleted
    EMPTIED = "emptied"  # the row stays, without this
    STAYS = "stays"  # it belongs to others too, and leads to nobody any more


@dataclass(frozen=True)
class Column:
    """What one column holds.

    `of` names the column of the same table that says whose it is (None: nobody's, or the
    programme's). `why` says why it stays, where it is somebody's and does.
    """

    kind: Kind
    what: str
    of: str | None = None
    erased: Erased = Erased.STAYS
    why: str | None = None


@dataclass(frozen=True)
class Held:
    """What one table holds.

    `old` is the column with the time from which the programme's retention time counts: then the row
    goes. Without it `kept` says, in words, for how long a row is there.
    """

    what: str
    columns: Mapping[str, Column]
    old: str | None = None
    kept: str | None = None

    def people(self) -> tuple[str, ...]:
        """The columns that say which person."""
        return tuple(name for name, each in self.columns.items() if each.kind is Kind.PERSON)


class Of:
    """Makes the columns that are about the person whom one column names, and what becomes of them.

    `all_of` is what becomes of each of them, unless it is said otherwise.
    """

    def __init__(self, who: str | None, all_of: Erased, why: str | None = None) -> None:
        self._who = who
        self._all = all_of
        self._why = why

    def person(self, what: str) -> Column:
        """Which person it is."""
        return self._column(Kind.PERSON, what)

    def words(self, what: str) -> Column:
        """What they wrote, said or chose."""
        return self._column(Kind.WORDS, what)

    def fact(self, what: str) -> Column:
        """Something about them."""
        return self._column(Kind.FACT, what)

    def works(self, what: str) -> Column:
        """A number that belongs to them, and by which the bot keeps order."""
        return self._column(Kind.WORKS, what)

    def _column(self, kind: Kind, what: str) -> Column:
        return Column(kind, what, self._who, self._all, self._why)


def goes(who: str) -> Of:
    """Of the person in column `who`: the row goes with them."""
    return Of(who, Erased.GOES)


def emptied(who: str) -> Of:
    """Of the person in column `who`: the row stays without it."""
    return Of(who, Erased.EMPTIED)


def stays(who: str, why: str) -> Of:
    """Of the person in column `who`: it stays, and why."""
    return Of(who, Erased.STAYS, why)


def pairs(what: str) -> Column:
    """Which pair; the row goes as soon as one of the two is erased."""
    return Column(Kind.WORKS, what, "relationship_id", Erased.GOES)


def order(what: str) -> Column:
    """By what the bot keeps order; about nobody."""
    return Column(Kind.WORKS, what)


def shared(what: str) -> Column:
    """What belongs to the programme and is about nobody."""
    return Column(Kind.FACT, what)


ID = order("the number of the row")
UPDATE = order("the number of the update that changed it last")
