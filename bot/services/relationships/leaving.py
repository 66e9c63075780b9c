"""Leaving a dialogue: what a person's next text belongs to then."""

from collections.abc import Collection
from dataclasses import dataclass

from bot.db.tables import Person
from bot.domain.people import Focus


@dataclass(frozen=True)
class Left:
    """A dialogue is over; `focus` is another one that the person is still in, if there is one."""

    language: str
    focus: Focus | None


def leave(person: Person, focus: Focus, focus_id: int | None = None) -> Left:
    """Take the focus away if it is this one, on this row if one is named; leave another alone."""
    if person.focus is focus and focus_id in (None, person.focus_id):
        person.focus = person.focus_id = None
    return Left(person.language, person.focus)


def let_go_of(person: Person, rows: Collection[int]) -> None:
    """Take the focus away if it is on one of these rows, whatever they are."""
    if person.focus is not None and person.focus_id in rows:
        person.focus = person.focus_id = None
