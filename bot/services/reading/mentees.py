"""A mentor's mentees: who they are, when they meet next, and how the last reflection stands."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Response
from bot.domain.recurrence import local_date_of
from bot.domain.responses import ResponseKind
from bot.services import members
from bot.services.core import Actor, Core
from bot.services.meeting.windows import coming
from bot.services.reading import histories, whose
from bot.services.reading.digest_views import MenteeRow, MenteesView
from bot.services.reading.digest_weeks import STATES, day_of, has_come
from bot.services.relationships.pairs import Pair
from bot.services.writing import sharing


async def of_mentor(core: Core, actor: Actor) -> MenteesView:
    """List the mentees of a mentor. What they wrote is not in it."""
    async with core.db.read() as s:
        person = await members.require(s, actor)
        mine = await whose.mine(s, core, person, whose.MENTEES)
        return MenteesView(
            language=person.language,
            zone=person.zone,
            now=core.clock.now(),
            rows=tuple([await _row(s, core, pair) for pair in mine]),
        )


async def _row(s: AsyncSession, core: Core, pair: Pair) -> MenteeRow:
    meeting = await coming(s, pair.relationship, core.clock.now())
    rows = await s.scalars(
        select(Response)
        .where(
            Response.relationship_id == pair.relationship.id,
            Response.person_id == pair.mentee.id,
            Response.kind == ResponseKind.REFLECTION,
        )
        .order_by(Response.offered_at.desc())
        .limit(2)
    )
    today = local_date_of(core.clock.now(), pair.mentee.zone)
    # At most one is begun before its week has come.
    last = next((each for each in rows if has_come(each, today)), None)
    seen = None
    if last is not None:
        seen = await sharing.seen_by(s, core, pair.relationship, pair.me, last, pair.mentee)
    return MenteeRow(
        relationship_id=pair.relationship.id,
        name=members.name_of(core.vault, pair.mentee),
        meeting_at=meeting.starts_at if meeting else None,
        last_on=day_of(seen, pair.mentee.zone) if seen else None,
        last_state=STATES[seen.state] if seen else None,
        has_before=await histories.is_open(s, pair.relationship.id),
    )
