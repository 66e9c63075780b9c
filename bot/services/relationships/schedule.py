"""What `/schedule` shows: for each pair what is agreed, when they meet, and what waits."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services import members
from bot.services.core import Actor, Core
from bot.services.errors import Reason
from bot.services.meeting import meeting_views
from bot.services.meeting.meeting_views import MeetingView
from bot.services.members import name_of
from bot.services.relationships import agreement_views, pairs, terms
from bot.services.relationships.agreement_views import ProposalView
from bot.services.relationships.pairs import Pair


@dataclass(frozen=True)
class PairSchedule:
    """One pair's schedule; None where nothing is agreed, or nothing waits."""

    relationship_id: int
    other: str
    agreed: terms.TermsView | None
    meetings: tuple[MeetingView, ...]
    waiting: ProposalView | None
    has_draft: bool


@dataclass(frozen=True)
class ScheduleView:
    """The schedules of everyone a person is paired with; `none` says why there is nobody."""

    language: str
    pairs: tuple[PairSchedule, ...]
    none: Reason | None = None


async def show(core: Core, actor: Actor) -> ScheduleView:
    """Return the schedules of all pairs that a person is in."""
    async with core.db.read() as s:
        me = await members.require(s, actor)
        found = await pairs.all_active(s, core, me)
        if not found:
            if await members.only_coordinates(s, me):
                return ScheduleView(me.language, (), Reason.COORDINATOR_SCHEDULE)
            return ScheduleView(me.language, (), (await pairs.none_active(s, me)).reason)
        return ScheduleView(me.language, tuple([await _of(s, core, pair) for pair in found]))


async def of_pair(s: AsyncSession, core: Core, pair: Pair) -> ScheduleView:
    """Return the schedule of one pair."""
    return ScheduleView(pair.me.language, (await _of(s, core, pair),))


async def _of(s: AsyncSession, core: Core, pair: Pair) -> PairSchedule:
    agreement = await terms.standing(s, pair.relationship.id)
    agreed = None
    if agreement is not None:
        agreed = terms.view(core, pair, await terms.read(s, core.vault, agreement))
    return PairSchedule(
        relationship_id=pair.relationship.id,
        other=name_of(core.vault, pair.other),
        agreed=agreed,
        meetings=await meeting_views.ahead(s, core, pair),
        waiting=await agreement_views.waiting(s, core, pair),
        has_draft=await terms.draft_of(s, pair.relationship.id, pair.me) is not None,
    )
