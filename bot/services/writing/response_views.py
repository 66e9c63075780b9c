"""What a person sees of a response they are filling in. All text in it is opened and plain."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.answers import Given, Problem
from bot.domain.people import Focus
from bot.domain.questionnaires import Question
from bot.domain.reading import Reading
from bot.domain.responses import Reader, ResponseKind


@dataclass(frozen=True)
class View:
    """What every view says.

    `focus` is where the person stands after this. `partner` is what the other side of the
    relationship is called; `is_mentor` says that the person reading this is the mentor of it.
    """

    language: str
    zone: str
    now: datetime
    focus: Focus | None
    response_id: int
    kind: ResponseKind
    partner: str
    is_mentor: bool


@dataclass(frozen=True)
class Asked(View):
    """One question. `number` counts from 1.

    `reader` reads the answer; `so_far` is the answer given before, if there is one; `problem` is
    why what was just sent is no answer; `noted` is what was just tapped, in words; `answered` is
    the question that what was just sent was taken to answer, where that was asked long before;
    `lengthened` the question whose answer it goes on with, being the rest of a long message.
    """

    number: int
    total: int
    question: Question
    reader: Reader
    so_far: Given | None = None
    problem: Problem | None = None
    changing: bool = False
    noted: str = ""
    answered: Question | None = None
    lengthened: Question | None = None


@dataclass(frozen=True)
class ReviewLine:
    """Question `number` (from 1) in the review; `given` is None where it was passed over."""

    number: int
    question: Question
    given: Given | None
    reader: Reader


@dataclass(frozen=True)
class Review(View):
    """All answers, before they are sent; `reading` is when the mentor is due to read them.

    `lines` leave out what an option led past; `total` counts all questions. `can_skip` says that
    the week can still be skipped; `unclear` that what was just sent is no answer to anything.
    """

    lines: tuple[ReviewLine, ...]
    total: int
    reading: Reading
    can_skip: bool = False
    unclear: bool = False
    noted: str = ""
    answered: Question | None = None
    lengthened: Question | None = None


@dataclass(frozen=True)
class Sent(View):
    """It has been sent: how many answers the other may read, and how many stay private.

    `reading` is when the mentor is due to read it. `sealed` says that an
    assessment waits for the reflection that it stands beside; `did_not_meet` that by what was
    sent the meeting did not take place.
    """

    shared: int
    private: int
    reading: Reading
    sealed: bool = False
    did_not_meet: bool = False


@dataclass(frozen=True)
class Busy(View):
    """They are in the middle of another response, `other_id`: which of the two?

    `week` and `other_week` are their days, where both are reflections, of different weeks.
    """

    other_id: int
    other_kind: ResponseKind
    week: date | None = None
    other_week: date | None = None


@dataclass(frozen=True)
class NextWeek(View):
    """Everything so far was sent; the next reflection is for the week of `on`. Begin it early?"""

    on: date


@dataclass(frozen=True)
class Stale(View):
    """A button of an earlier question: nothing has changed."""


@dataclass(frozen=True)
class Closed(View):
    """The response cannot be filled in any more: skipped for good, or the relationship is over."""


AnyView = Asked | Review | Sent | Busy | NextWeek | Stale | Closed
