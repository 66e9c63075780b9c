"""How a response moves: (where it stands, what happened) -> (where it stands now, what to do).

Nothing here loses an answer: skipping a question that has been answered keeps the answer, and
going back, changing and resuming only move the cursor. An event that no longer fits, such as a
tap on an old button, changes nothing and says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.domain.responses import Reader, ResponseState

REVIEW = "review"

_UNSENT = (ResponseState.OPEN, ResponseState.LAPSED)


@dataclass(frozen=True)
class Progress:
    """Where a response stands.

    `questions` are the keys in order; `cursor` is the one being asked, or `REVIEW`. `readers`
    holds who reads each answer given so far, so its keys are the questions answered. `changing`
    says that one answer is being changed out of the review, and that it returns there.
    """

    questions: tuple[str, ...]
    cursor: str
    state: ResponseState
    readers: Mapping[str, Reader]
    changing: bool = False


@dataclass(frozen=True)
class Begun:
    """They want to begin, or to go on where they stopped."""


@dataclass(frozen=True)
class Answered:
    """The question under the cursor was answered.

    `reader` reads it, unless its writer has chosen before; `leads_to` skips ahead to a later one.
    """

    question: str
    reader: Reader
    leads_to: str | None = None


@dataclass(frozen=True)
class Skipped:
    """A question was passed over; an answer given before stays."""

    question: str


@dataclass(frozen=True)
class Back:
    """Back to the question before, or from a change to the review; `question` as in the button.

    `led_from` is the question whose option led here, past those between.
    """

    question: str
    led_from: str | None = None


@dataclass(frozen=True)
class Change:
    """One answer is to be changed, out of the review."""

    question: str


@dataclass(frozen=True)
class Share:
    """Who reads an answer is to be somebody else, out of the review."""

    question: str
    reader: Reader


@dataclass(frozen=True)
class Send:
    """Everything is to be sent, out of the review."""


@dataclass(frozen=True)
class SkipOccasion:
    """No reflection this time."""


@dataclass(frozen=True)
class Lapse:
    """The window has closed; unsent answers stay their writer's own."""


Event = Begun | Answered | Skipped | Back | Change | Share | Send | SkipOccasion | Lapse


@dataclass(frozen=True)
class Store:
    """Store the answer to this question."""

    question: str


@dataclass(frozen=True)
class SetReader:
    """Store who reads the answer to this question."""

    question: str
    reader: Reader


@dataclass(frozen=True)
class Ended:
    """The occasion has ended: sent, skipped or lapsed."""

    state: ResponseState


@dataclass(frozen=True)
class Empty:
    """There is nothing to send yet."""


@dataclass(frozen=True)
class Stale:
    """The event no longer fits; nothing has changed."""


Effect = Store | SetReader | Ended | Empty | Stale
Step = tuple[Progress, tuple[Effect, ...]]


def step(progress: Progress, event: Event) -> Step:
    """Take one step. The progress returned is the one given wherever the effect is `Stale`."""
    match event:
        case Begun():
            return _begin(progress)
        case Answered() | Skipped() | Back():
            return _asked(progress, event)
        case Change() | Share() | Send():
            return _reviewed(progress, event)
        case SkipOccasion() | Lapse():
            return _ended(progress, event)


def _begin(progress: Progress) -> Step:
    if progress.state is ResponseState.SENT:
        return progress, (Stale(),)
    if progress.state is ResponseState.LAPSED:
        return progress, ()
    return replace(progress, state=ResponseState.OPEN), ()


def _asked(progress: Progress, event: Answered | Skipped | Back) -> Step:
    if progress.state not in _UNSENT or event.question != progress.cursor:
        return progress, (Stale(),)
    if isinstance(event, Back):
        return _back(progress, event.led_from)
    if event.question == REVIEW:
        return progress, (Stale(),)
    if isinstance(event, Skipped):
        return _onward(progress, _next(progress)), ()
    readers = {event.question: event.reader, **progress.readers}
    moved = _onward(replace(progress, readers=readers), event.leads_to or _next(progress))
    return moved, (Store(event.question),)


def _back(progress: Progress, led_from: str | None) -> Step:
    if progress.changing:
        return replace(progress, cursor=REVIEW, changing=False), ()
    place = _place(progress)
    if place == 0:
        return progress, (Stale(),)
    return replace(progress, cursor=led_from or progress.questions[place - 1]), ()


def _reviewed(progress: Progress, event: Change | Share | Send) -> Step:
    if progress.state not in _UNSENT or progress.cursor != REVIEW:
        return progress, (Stale(),)
    if isinstance(event, Send):
        if not progress.readers:
            return progress, (Empty(),)
        return replace(progress, state=ResponseState.SENT), (Ended(ResponseState.SENT),)
    if isinstance(event, Change):
        if event.question not in progress.questions:
            return progress, (Stale(),)
        return replace(progress, cursor=event.question, changing=True), ()
    if event.question not in progress.readers:
        return progress, (Stale(),)
    readers = {**progress.readers, event.question: event.reader}
    return replace(progress, readers=readers), (SetReader(event.question, event.reader),)


def _ended(progress: Progress, event: SkipOccasion | Lapse) -> Step:
    skips = isinstance(event, SkipOccasion)
    if progress.state not in (ResponseState.OFFERED, ResponseState.OPEN):
        return progress, (Stale(),)
    state = ResponseState.SKIPPED if skips else ResponseState.LAPSED
    return replace(progress, state=state), (Ended(state),)


def _onward(progress: Progress, following: str) -> Progress:
    cursor = REVIEW if progress.changing else following
    return replace(progress, cursor=cursor, changing=False)


def _next(progress: Progress) -> str:
    place = _place(progress) + 1
    return progress.questions[place] if place < len(progress.questions) else REVIEW


def _place(progress: Progress) -> int:
    if progress.cursor == REVIEW:
        return len(progress.questions)
    return progress.questions.index(progress.cursor)
