"""What a digest is made of, and how much of it is shown at once.

A digest is what a mentor reads before a meeting: what the mentee wants to talk about first, then
what both promised, how the weeks went, and every shared answer in the mentee's own words.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.domain.cutting import beginning, words

FIRST_PART_WORDS = 600
# No answer is shortened to less than this; rather, the last ones wait.
_LEAST_SHOWN = 60
QUIET_WEEKS = 2
COURSE_WEEKS = 8


class WeekState(StrEnum):
    """What became of one week's reflection, as far as the mentor is concerned."""

    SENT = "sent"
    WAITING = "waiting"
    NONE = "none"


@dataclass(frozen=True)
class Said:
    """One answer: the question in the reader's language, and the words or the voice note.

    `voice_id` is the answer's id where it was spoken. A scale or a choice comes as `text`.
    """

    key: str
    question: str
    text: str
    voice_id: int | None = None


@dataclass(frozen=True)
class Week:
    """One week: the mentee's answers, and beside them the mentor's own once they may be shown.

    `on` is the day of the reflection; `feeling` is from 1 to 5, and `feeling_kept` says that its
    writer kept it.
    """

    on: date
    state: WeekState
    answers: tuple[Said, ...] = ()
    own: tuple[Said, ...] = ()
    feeling: int | None = None
    feeling_kept: bool = False
    kept_private: int = 0


@dataclass(frozen=True)
class Promises:
    """What both said they would do by next time, as the reader sees it; None: nothing was said."""

    yours: Said | None = None
    theirs: Said | None = None


@dataclass(frozen=True)
class Contents:
    """Everything a digest says, in the order in which it says it; weeks are oldest first.

    `earlier` is what became of the weeks before those, oldest first, as far as silence goes on;
    `earlier_feelings` is how those weeks felt that were shared. `heard_since` says that an older
    reflection was sent since the last two weeks began: late, and no silence.
    """

    questions: tuple[Said, ...] = ()
    agenda: tuple[str, ...] = ()
    promises: Promises = Promises()
    weeks: tuple[Week, ...] = ()
    earlier: tuple[WeekState, ...] = ()
    earlier_feelings: tuple[int, ...] = ()
    heard_since: bool = False

    @property
    def feelings(self) -> tuple[int, ...]:
        """The course of the 1-5 feeling over the last eight weeks that were shared, oldest first."""
        shown = [week.feeling for week in self.weeks if week.feeling is not None]
        return (*self.earlier_feelings, *shown)[-COURSE_WEEKS:]

    @property
    def newest_feeling_kept(self) -> bool:
        """Whether the newest reflection's feeling is not in the course, since it was kept."""
        sent = [week for week in self.weeks if week.state is WeekState.SENT]
        return bool(sent) and sent[-1].feeling_kept

    @property
    def without(self) -> tuple[date, ...]:
        """The weeks that went by without a reflection."""
        return tuple(week.on for week in self.weeks if week.state is WeekState.NONE)

    @property
    def waiting(self) -> tuple[date, ...]:
        """The weeks whose reflection may still come."""
        return tuple(week.on for week in self.weeks if week.state is WeekState.WAITING)

    @property
    def kept_private(self) -> int:
        """How many answers were left out because their writer kept them."""
        return sum(week.kept_private for week in self.weeks)

    @property
    def quiet(self) -> bool:
        """Whether nothing was sent in the last two weeks that are over, not even for older ones."""
        states = (*self.earlier, *(week.state for week in self.weeks))
        over = [state for state in states if state is not WeekState.WAITING]
        return over[-QUIET_WEEKS:] == [WeekState.NONE] * QUIET_WEEKS and not self.heard_since

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing at all to say."""
        return not (self.questions or self.agenda or self.weeks or self.promises != Promises())


@dataclass(frozen=True)
class Part:
    """Something a digest may show: words of ours, and after them what a person wrote.

    `must` parts are always shown; they are ours and short.
    """

    ours: int
    said: str = ""
    must: bool = False


@dataclass(frozen=True)
class FirstPart:
    """Which parts are shown at once: `whole` ones by index, and the beginnings of `cut` ones."""

    whole: frozenset[int]
    cut: Mapping[int, str] = field(default_factory=dict)

    def leaves_out(self, parts: Sequence[Part]) -> bool:
        """Whether anything is left for "Read everything"."""
        return len(self.whole) < len(parts)

    def hides(self, parts: Sequence[Part]) -> bool:
        """Whether there is a part of which nothing is shown."""
        return len(self.whole) + len(self.cut) < len(parts)


def first_part(parts: Sequence[Part], most: int = FIRST_PART_WORDS) -> FirstPart:
    """Choose what is shown at once, in at most `most` words.

    Parts that must be there come first in the reckoning; the others follow in their order, as many
    as there is room for. The longest are shortened first, so that each stays in sight.
    """
    must = {index for index, part in enumerate(parts) if part.must}
    room = most - sum(parts[index].ours + words(parts[index].said) for index in must)
    others = [index for index in range(len(parts)) if index not in must]
    lengths = {index: words(parts[index].said) for index in others}
    share = 0
    while others:
        longest = max(lengths[index] for index in others)
        left = room - sum(parts[index].ours for index in others)
        share = _share([lengths[index] for index in others], left)
        if share >= min(longest, _LEAST_SHOWN):
            break
        others.pop()
    whole = must | {index for index in others if lengths[index] <= share}
    cut = {i: beginning(parts[i].said, share) for i in others if i not in whole}
    return FirstPart(frozenset(whole), cut)


def fingerprint(facts: Iterable[tuple[str, int, datetime | None]]) -> str:
    """Tell one content from another by what it is made of: kind, id, and when it last changed.

    It is made without any text, and the order of `facts` does not matter.
    """
    lines = sorted(f"{kind}:{id}:{at.isoformat() if at else ''}" for kind, id, at in facts)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _share(lengths: Sequence[int], room: int) -> int:
    """How long each may be at most, where those that are longer share what the others leave."""
    for waiting, length in zip(range(len(lengths), 0, -1), sorted(lengths), strict=True):
        if length * waiting > room:
            return room // waiting
        room -= length
    return max(lengths)
