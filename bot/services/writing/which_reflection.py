"""Which reflection /reflect means: the one to go on with, or else the next, early."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person, Relationship, Response
from bot.domain.recurrence import local_date_of
from bot.domain.relationships import RelationshipKind, RelationshipState
from bot.domain.responses import ResponseKind, ResponseState
from bot.services.core import Core
from bot.services.errors import Reason, RefusedError
from bot.services.relationships import pairs, terms
from bot.services.writing import prompting, responses
from bot.services.writing.which_questions import questionnaire_for

CURRENT = (ResponseState.OPEN, ResponseState.OFFERED)


async def reflection_of(s: AsyncSession, core: Core, person: Person) -> Response:
    """Return the reflection that a mentee goes on with; where there is none, offer the next.

    `RefusedError`: no relationship, or no agreement yet.
    """
    return await _to_go_on_with(s, core, person) or await _early(s, core, person)


async def _to_go_on_with(s: AsyncSession, core: Core, person: Person) -> Response | None:
    """An open or offered reflection, the newest first; then the last one, if it ended unsent.

    Those of the same day come in the order of their mentors' names.
    """
    rows = await s.execute(
        select(Response, Person)
        .join(Relationship, Relationship.id == Response.relationship_id)
        .join(Person, Person.id == Relationship.mentor_id)
        .where(
            Response.person_id == person.id,
            Response.kind == ResponseKind.REFLECTION,
            Relationship.state == RelationshipState.ACTIVE,
        )
        .order_by(Response.occasion.desc(), Response.id)
        .limit(8)
    )
    named = sorted(rows.all(), key=lambda row: pairs.by_name(core.vault, row[1]))
    recent = sorted((row[0] for row in named), key=lambda each: each.occasion, reverse=True)
    current = [response for response in recent if response.state in CURRENT]
    if current:
        in_focus = [response for response in current if response.id == person.focus_id]
        opened = [response for response in current if response.state is ResponseState.OPEN]
        return (in_focus or opened or current)[0]
    last = recent[0] if recent else None
    return last if last is not None and last.state is not ResponseState.SENT else None


async def _early(s: AsyncSession, core: Core, person: Person) -> Response:
    mine = [
        pair.relationship
        for pair in await pairs.all_active(s, core, person)
        if not pair.i_am_mentor and pair.relationship.kind is RelationshipKind.MENTORING
    ]
    found = [(each, await prompting.next_prompt(s, each)) for each in mine]
    if not found:
        raise await pairs.none_active(s, person)
    # The one that would be asked for first; where nothing is planned, the first by name.
    planned = [(row.due_at, each) for each, row in found if row is not None]
    relationship = min(planned, key=lambda pair: pair[0])[1] if planned else found[0][0]
    row = dict(found)[relationship]
    if row is None and await terms.standing(s, relationship.id) is None:
        raise RefusedError(Reason.NO_AGREEMENT)
    today: date = local_date_of(core.clock.now(), person.zone)
    return await responses.offer(
        s,
        core,
        relationship=relationship,
        person=person,
        kind=ResponseKind.REFLECTION,
        questionnaire=await questionnaire_for(s, relationship),
        occasion=row.occurrence if row is not None else today.isoformat(),
    )
