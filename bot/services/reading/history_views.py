"""What is shown of the time before: a mentee's choices about it, and what a later mentor reads."""

from dataclasses import dataclass
from datetime import date

from bot.services.writing.sharing import SharedResponse


@dataclass(frozen=True)
class Choice:
    """Whether the mentor of a later pair reads what was shared in an earlier one.

    `on_a_break` says that the later pair has a break: then it can be closed, and not opened.
    """

    earlier_id: int
    later_id: int
    earlier_mentor: str
    later_mentor: str
    opened: bool
    on_a_break: bool


@dataclass(frozen=True)
class ChoiceView:
    """One choice, for the mentee; `done` that they have just settled it."""

    language: str
    choice: Choice
    done: bool = False


@dataclass(frozen=True)
class Entry:
    """One day of the time before: what was answered, or what was put on the list."""

    on: date
    response: SharedResponse | None = None
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class HistoryView:
    """A page of the time before, newest first, for the mentor of a later pair; from page 0 on."""

    language: str
    relationship_id: int
    mentee: str
    entries: tuple[Entry, ...]
    number: int
    pages: int


@dataclass(frozen=True)
class OpenedView:
    """That a mentee lets their mentor read what was before."""

    language: str
    relationship_id: int
    mentee: str
