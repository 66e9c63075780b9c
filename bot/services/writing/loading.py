"""Reading a response to be filled in, with all that a step needs, in one statement.

This is the path of every answer, so it reads no more than that.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, bindparam, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.db.tables import Answer, Person, Relationship, Response
from bot.services import members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.writing.filling import Filling, Kept, Partner

_Partner = aliased(Person)
_PARTNER = (_Partner.id, _Partner.name, _Partner.wrapped_key)
_SIZE = func.length(Answer.sealed)
_ANSWER = (Answer.id, Answer.question, Answer.kind, Answer.reader, Answer.answered_at, _SIZE)


def _everything(wanted: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    partner_id = case(
        (Response.person_id == Relationship.mentor_id, Relationship.mentee_id),
        else_=Relationship.mentor_id,
    )
    return (
        select(Person, Relationship, Response, *_PARTNER, *_ANSWER)
        .join(Response, (Response.id == wanted) & (Response.person_id == Person.id))
        .join(Relationship, Relationship.id == Response.relationship_id)
        .join(_Partner, _Partner.id == partner_id)
        .outerjoin(Answer, Answer.response_id == Response.id)
        .where(Person.telegram_id == bindparam("telegram_id"))
        .with_for_update(of=Response)
    )


# Made once, since building them for every answer costs as much as running them.
_IN_FOCUS = _everything(Person.focus_id.expression)
_BY_ID = _everything(bindparam("response_id", type_=BigInteger))


async def load(
    s: AsyncSession, core: Core, actor: Actor, response_id: int | None = None
) -> Filling:
    """Read the person's own response, the one in focus unless said; refuse any other.

    `RefusedError`: not a member; GONE for a response that is not theirs; NOTHING_OPEN without a
    focus.
    """
    known = {"telegram_id": actor.telegram_id}
    if response_id is None:
        rows = await s.execute(_IN_FOCUS, known)
    else:
        rows = await s.execute(_BY_ID, known | {"response_id": response_id})
    found = rows.all()
    if not found:
        await _refuse(s, actor, response_id)
    person, relationship, response, *partner = found[0][:6]
    members.taking_part(person)
    filling = Filling(
        person=person,
        partner=Partner(*partner),
        relationship=relationship,
        response=response,
        questionnaire=core.library.get(response.questionnaire, response.version),
        answers=_kept(row[6:] for row in found),
    )
    if response_id is None and not filling.has_focus:
        raise RefusedError(Reason.NOTHING_OPEN)
    return filling


def _kept(rows: Iterable[tuple[Any, ...]]) -> dict[str, Kept]:
    """The answers among the rows; without any, the outer join gives one row of nothing."""
    return {
        question: Kept(answer_id, kind, reader, at, size)
        for answer_id, question, kind, reader, at, size in rows
        if answer_id is not None
    }


async def _refuse(s: AsyncSession, actor: Actor, response_id: int | None) -> None:
    await members.require(s, actor)
    raise RefusedError(Reason.NOTHING_OPEN if response_id is None else Reason.GONE)
