"""The mentor's own check-in, as they open it: about whom, and for which week it counts."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person, Programme, Relationship, Response
from bot.domain.people import Focus, Role
from bot.domain.relationships import RelationshipKind
from bot.domain.responses import ResponseKind
from bot.services import members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.relationships import pairs
from bot.services.writing import assessment_weeks, responses
from bot.services.writing.beginning import begun
from bot.services.writing.loading import load
from bot.services.writing.response_views import AnyView


@dataclass(frozen=True)
class WhichMentee:
    """The mentor has several mentees: about whom? By relationship and name."""

    language: str
    focus: Focus | None
    mentees: tuple[tuple[int, str], ...]


def by_name(mentees: Iterable[tuple[int, str]]) -> tuple[tuple[int, str], ...]:
    """Order mentees by name, so that a list looks the same each time."""
    return tuple(sorted(mentees, key=lambda mentee: (mentee[1].casefold(), mentee[0])))


async def assess(
    core: Core, actor: Actor, relationship_id: int | None = None, *, now: bool = False
) -> AnyView | WhichMentee:
    """Open the mentor's view of a mentee's week, or go on with it; ask about whom if unclear."""
    async with core.db.write() as s:
        person = await members.require(s, actor, Role.MENTOR)
        mine = [
            pair
            for pair in await pairs.all_active(s, core, person)
            if pair.i_am_mentor and pair.relationship.kind is RelationshipKind.MENTORING
        ]
        if not mine:
            raise await pairs.none_active(s, person)
        if relationship_id is None and len(mine) > 1:
            names = ((p.relationship.id, members.name_of(core.vault, p.mentee)) for p in mine)
            return WhichMentee(person.language, person.focus, by_name(names))
        chosen = [p for p in mine if relationship_id in (None, p.relationship.id)]
        if not chosen:
            raise RefusedError(Reason.GONE)
        response = await _current(s, core, chosen[0].relationship, person)
        return await begun(s, core, actor, await load(s, core, actor, response.id), now=now)


async def offer(
    s: AsyncSession, core: Core, relationship: Relationship, mentor: Person, occasion: str
) -> Response:
    """Return the assessment of one week, offering it if there is none yet."""
    programme = await s.get_one(Programme, relationship.programme_id)
    return await responses.offer(
        s,
        core,
        relationship=relationship,
        person=mentor,
        kind=ResponseKind.ASSESSMENT,
        questionnaire=f"{programme.question_set}.assessment",
        occasion=occasion,
    )


async def _current(
    s: AsyncSession, core: Core, relationship: Relationship, mentor: Person
) -> Response:
    """The assessment of the week in question, or once that is sent, of the one to come."""
    occasion = await assessment_weeks.week_in_question(s, core, relationship)
    if await assessment_weeks.is_assessed(s, relationship, mentor, occasion):
        occasion = await assessment_weeks.coming_week(s, core, relationship)
    return await offer(s, core, relationship, mentor, occasion)
