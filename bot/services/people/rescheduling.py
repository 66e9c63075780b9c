"""Moving what is planned when one side's clock becomes another one."""

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person, Relationship
from bot.domain.relationships import RelationshipState
from bot.services.core import Actor, Core
from bot.services.meeting import meetings
from bot.services.relationships import pulse_plan, terms
from bot.services.writing import prompting


async def pairs_of(s: AsyncSession, person: Person) -> list[Relationship]:
    """The relationships that a person is in at present, as either side."""
    found = await s.scalars(
        select(Relationship)
        .where(
            or_(Relationship.mentor_id == person.id, Relationship.mentee_id == person.id),
            Relationship.state.in_((RelationshipState.ACTIVE, RelationshipState.PAUSED)),
        )
        .order_by(Relationship.created_at, Relationship.id)
    )
    return list(found)


async def zone_changed(s: AsyncSession, core: Core, actor: Actor, person: Person) -> None:
    """Move the meetings and questions of every pair of this person to the new wall times."""
    for pair in await pairs_of(s, person):
        if pair.state is not RelationshipState.ACTIVE:
            # Whatever is planned anew when it goes on, is planned by the clocks of that day.
            continue
        await meetings.replan(s, core, actor, pair)
        await pulse_plan.move(s, core, pair, person)
        agreement = await terms.standing(s, pair.id)
        if agreement is not None and pair.mentee_id == person.id:
            await prompting.plan_next(s, core, pair, agreement, person, core.clock.now())
