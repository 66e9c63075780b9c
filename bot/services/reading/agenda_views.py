"""What is shown of the mentee's list. Texts are plain; instants are aware, in UTC."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Line:
    """One thing on the list, in the mentee's own words."""

    item_id: int
    text: str


@dataclass(frozen=True)
class AgendaView:
    """The list, oldest first, and who will read it before which meeting (None: none planned).

    `reachable` says whether the mentor can be reached just now; `unfinished` that the mentee's
    questions for the week are half answered.
    """

    language: str
    zone: str
    now: datetime
    relationship_id: int
    mentor: str
    meeting_at: datetime | None
    lines: tuple[Line, ...]
    reachable: bool = True
    unfinished: bool = False


@dataclass(frozen=True)
class WhoseAgenda:
    """The mentee has several mentors: the list for which of them, by relationship and name?"""

    language: str
    mentors: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class SetAside:
    """What they typed came long after they used the list; it can still be put on it."""

    language: str
    mentor: str
    item_id: int


@dataclass(frozen=True)
class Closed:
    """The list is not open any more: they are done with it, or the pair has ended."""

    language: str
