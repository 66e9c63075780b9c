"""An edited Telegram message edits what it became, until its reader has been given it.

Where an answer came in several messages, each edits its own part. An answer can be edited until
the digest that holds it has gone: the first one sent after the response was. An assessment can be
edited until it is released, and what is handed over in a message until it is sent. What is for its
writer alone, or has not been sent, can always be edited.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Answer, Digest, Person, Relationship, Response
from bot.domain.answers import Given, joined, read_text
from bot.domain.parts import Part
from bot.domain.responses import Reader, ResponseKind, ResponseState
from bot.services import members
from bot.services.core import Actor, Core
from bot.services.writing import passing_on
from bot.services.writing.sealing import seal, unseal


class Edit(StrEnum):
    """What came of an edited message."""

    CHANGED = "changed"
    TOO_LATE = "too-late"
    HANDED_OVER = "handed-over"
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
            # A later part of a long answer is found by the first, the nearest message before it.
            .where(Response.person_id == person.id, Answer.message_id <= actor.message_id)
            .order_by(Answer.message_id.desc())
            .limit(1)
        )
        found = rows.first()
        if found is None:
            return None
        answer, response, relationship = found
        parts = unseal(core, person, answer).in_parts(answer.message_id)
        if actor.message_id not in [part.message_id for part in parts]:
            return None
        outcome = await _change(s, core, actor, person, (answer, response), parts, text)
        mentors = person.id == relationship.mentor_id
        other = relationship.mentee_id if mentors else relationship.mentor_id
        partner = members.name_of(core.vault, await s.get_one(Person, other))
        return EditView(person.language, outcome, partner)


async def _change(
    s: AsyncSession,
    core: Core,
    actor: Actor,
    person: Person,
    found: tuple[Answer, Response],
    parts: tuple[Part, ...],
    text: str,
) -> Edit:
    answer, response = found
    if await _has_been_read(s, answer, response):
        return Edit.HANDED_OVER if response.kind in passing_on.KINDS else Edit.TOO_LATE
    questionnaire = core.library.get(response.questionnaire, response.version)
    given = read_text(questionnaire.question(answer.question), person.language, text)
    if not isinstance(given, Given):
        return Edit.NO_ANSWER
    if len(parts) > 1:
        edited = actor.message_id
        given = joined(replace(p, text=text) if p.message_id == edited else p for p in parts)
    answer.kind = given.kind
    answer.sealed = seal(core, person, answer.id, given)
    answer.edited_at = core.clock.now()
    return Edit.CHANGED


async def _has_been_read(s: AsyncSession, answer: Answer, response: Response) -> bool:
    if answer.reader is Reader.ME or response.state is not ResponseState.SENT:
        return False
    if response.kind in passing_on.KINDS:
        return True
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
