"""A draft as a row: making one, taking an answer, and showing where its author stands."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Agreement
from bot.domain import agreements as flow
from bot.domain.agreements import Step
from bot.domain.ids import new_id
from bot.domain.recurrence import to_instant
from bot.domain.relationships import AgreementState
from bot.domain.terms import PLACE_LENGTH, Terms, brought_up_to_date, first_dates
from bot.services.core import Core
from bot.services.meeting import following
from bot.services.members import name_of
from bot.services.relationships import terms
from bot.services.relationships.pairs import Pair


class Problem(StrEnum):
    """What is wrong with an answer that was typed."""

    UNREAD = "unread"
    TOO_LONG = "too-long"
    PAST = "past"


@dataclass(frozen=True)
class DraftView:
    """A draft at the step where its author stands, and what was wrong with their last answer."""

    language: str
    agreement_id: int
    other: str
    step: Step
    shown: terms.TermsView
    first_dates: tuple[date, ...]
    has_back: bool
    problem: Problem | None = None


def step_of(draft: Agreement) -> Step:
    """Return the question that a draft's author stands at."""
    return Step(draft.step or Step.REFLECTION_DAY)


async def make(s: AsyncSession, core: Core, pair: Pair, source: Agreement | None) -> Agreement:
    """Begin a draft of the reader's, as a copy of `source` or from nothing."""
    draft = Agreement(
        id=new_id(),
        relationship_id=pair.relationship.id,
        state=AgreementState.DRAFT,
        proposed_by=pair.me.id,
        reviewed=source is not None,
        step=Step.REVIEW if source is not None else Step.REFLECTION_DAY,
        created_at=core.clock.now(),
    )
    copied = await terms.read(s, core.vault, source) if source is not None else Terms()
    if source is not None:
        draft.checkin_time = source.checkin_time
    terms.write(
        core.vault, draft, pair.me, brought_up_to_date(copied, pair.mentee.zone, core.clock.now())
    )
    s.add(draft)
    await s.flush()
    return draft


async def take(
    s: AsyncSession, core: Core, pair: Pair, draft: Agreement, value: str | None
) -> Problem | None:
    """Take an answer to the question at hand and go on; or say what is wrong with it.

    None keeps what was said before.
    """
    step = step_of(draft)
    said = await terms.read(s, core.vault, draft)
    if step is Step.PLACE and len(value or "") > PLACE_LENGTH:
        return Problem.TOO_LONG
    try:
        said = said if value is None else flow.chosen(said, step, value)
    except ValueError:
        return Problem.UNREAD
    if step is Step.FIRST_MEETING and _has_begun(core, pair, said):
        return Problem.PAST
    terms.write(core.vault, draft, pair.me, said)
    go(draft, flow.following(said, step, reviewed=draft.reviewed))
    return None


def _has_begun(core: Core, pair: Pair, said: Terms) -> bool:
    assert said.first_meeting_on is not None
    assert said.meeting_time is not None
    first = to_instant(said.first_meeting_on, said.meeting_time, pair.mentee.zone)
    return first <= core.clock.now()


def go(draft: Agreement, step: Step) -> None:
    """Stand at another question from now on."""
    draft.step = step
    draft.reviewed = draft.reviewed or step is Step.REVIEW


async def view(
    s: AsyncSession, core: Core, pair: Pair, draft: Agreement, problem: Problem | None = None
) -> DraftView:
    """Return a draft as its author should see it."""
    said, step = await terms.read(s, core.vault, draft), step_of(draft)
    dates: tuple[date, ...] = ()
    meets: tuple[datetime, ...] = ()
    if step is Step.REVIEW:
        meets = await following.meets(s, core, pair.relationship, draft)
    if step is Step.FIRST_MEETING:
        dates = first_dates(said, pair.mentee.zone, core.clock.now())
    is_change = await terms.standing(s, pair.relationship.id) is not None
    return DraftView(
        language=pair.me.language,
        agreement_id=draft.id,
        other=name_of(core.vault, pair.other),
        step=step,
        shown=terms.view(core, pair, said, meets, is_change=is_change),
        first_dates=dates,
        has_back=flow.preceding(said, step, reviewed=draft.reviewed) is not None,
        problem=problem,
    )
