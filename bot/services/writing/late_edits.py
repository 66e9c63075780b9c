"""An edited Telegram message edits what it became, until its reader has been given it.

An answer can be edited until the digest that holds it has gone: the first one sent after the
response was. An assessment can be edited until it is released. What is for its writer alone, or
has not been sent, can always be edited.
"""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Answer, Digest, Person, Relationship, Response
from bot.domain.answers import Given, read_text
from bot.domain.responses import Reader, ResponseKind, ResponseState
from bot.services import members
from bot.services.core import Actor, Core
from bot.services.writing.sealing import seal


class Edit(StrEnum):
    """What came of an edited message."""

    CHANGED = "changed"
    TOO_LATE = "too-late"
    NO_ANSWER = "no-answer"


@dataclass(frozen=True)
class EditView:
    """What came of it, and who the other side is."""

    language: str
    outcome: Edit
    partner: str


async def edit(core: Core, actor: Actor, text: str) -> EditView | None:
    """Change the answer that came in the edited message; None if no answer came in it."""
    async with core.db.write() as s:
        person = await members.require(s, actor)
        rows = await s.execute(
            select(Answer, Response, Relationship)
            .join(Response, Response.id == Answer.response_id)
            .join(Relationship, Relationship.id == Response.relationship_id)
            .where(Answer.person_id == person.id, Answer.message_id == actor.message_id)
        )
        found = rows.first()
        if found is None:
            return None
        answer, response, relationship = found
        outcome = await _change(s, core, person, answer, response, text)
        mentors = person.id == relationship.mentor_id
        other = relationship.mentee_id if mentors else relationship.mentor_id
        partner = members.name_of(core.vault, await s.get_one(Person, other))
        return EditView(person.language, outcome, partner)


async def _change(
    s: AsyncSession, core: Core, person: Person, answer: Answer, response: Response, text: str
) -> Edit:
    if await _has_been_read(s, answer, response):
        return Edit.TOO_LATE
    questionnaire = core.library.get(response.questionnaire, response.version)
    given = read_text(questionnaire.question(answer.question), person.language, text)
    if not isinstance(given, Given):
        return Edit.NO_ANSWER
    answer.kind = given.kind
    answer.sealed = seal(core, person, answer.id, given)
    answer.edited_at = core.clock.now()
    return Edit.CHANGED


async def _has_been_read(s: AsyncSession, answer: Answer, response: Response) -> bool:
    if answer.reader is Reader.ME or response.state is not ResponseState.SENT:
        return False
    if response.kind is ResponseKind.ASSESSMENT:
        return response.released_at is not None
    gone = await s.scalar(
        select(Digest.id)
        .where(
            Digest.relationship_id == response.relationship_id,
            Digest.sent_at >= response.finished_at,
        )
        .limit(1)
    )
    return gone is not None
