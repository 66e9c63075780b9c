"""A response being filled in, with all that a step needs, read in one statement.

This is the path of every answer, so it is kept short: one select here, then the answer is written
and the cursor moved.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, bindparam, case, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.db.tables import Answer, Person, Relationship, Response
from bot.db.vault import place
from bot.domain.answers import Given, from_sealable, to_sealable
from bot.domain.flow import REVIEW, Progress
from bot.domain.ids import new_id
from bot.domain.people import Focus, PersonState
from bot.domain.questionnaires import Questionnaire
from bot.domain.relationships import RelationshipState
from bot.domain.responses import AnswerKind, Reader
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.focusing import LETS_GO_AFTER

_FILLING = (Focus.ANSWERING, Focus.REVIEWING)
_OPEN_PAIRS = (RelationshipState.ACTIVE, RelationshipState.PAUSED)
_Partner = aliased(Person)
_ANSWER = (Answer.id, Answer.question, Answer.kind, Answer.reader, Answer.answered_at)
_INSERT = insert(Answer.__table__)  # type: ignore[arg-type]  # a plain table, whatever its declared type


def _everything(wanted: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    partner_id = case(
        (Response.person_id == Relationship.mentor_id, Relationship.mentee_id),
        else_=Relationship.mentor_id,
    )
    return (
        select(Person, _Partner, Relationship, Response, *_ANSWER)
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


@dataclass(frozen=True)
class Kept:
    """A stored answer, still sealed: its row, who reads it, and when it was given."""

    id: int
    kind: AnswerKind
    reader: Reader
    at: datetime


@dataclass
class Filling:
    """A response with its writer, the other side, its questions and the answers given so far."""

    person: Person
    partner: Person
    relationship: Relationship
    response: Response
    questionnaire: Questionnaire
    answers: dict[str, Kept] = field(default_factory=dict)

    @property
    def is_over(self) -> bool:
        """Whether the relationship that it belongs to has ended."""
        return self.relationship.state not in _OPEN_PAIRS

    @property
    def has_focus(self) -> bool:
        """Whether the person's next text belongs to this response."""
        return self.person.focus in _FILLING and self.person.focus_id == self.response.id

    def was_left(self, now: datetime) -> bool:
        """Whether the question was asked so long ago that they may think of something else."""
        known = [kept.at for kept in self.answers.values()]
        if self.person.focus_at is not None:
            known.append(self.person.focus_at)
        return not known or now - max(known) > LETS_GO_AFTER

    def progress(self) -> Progress:
        """Say where the response stands, for the flow."""
        keys = self.questionnaire.keys
        return Progress(
            questions=keys,
            cursor=self.response.cursor or keys[0],
            state=self.response.state,
            readers={key: kept.reader for key, kept in self.answers.items()},
            changing=self.response.changing,
        )

    def move(self, progress: Progress, actor: Actor) -> None:
        """Write down where the response stands now, and which update led there."""
        self.response.cursor = progress.cursor
        self.response.changing = progress.changing
        self.response.state = progress.state
        self.response.update_id = actor.update_id

    def take_focus(self) -> None:
        """Make the person's next text belong to this response."""
        at_review = self.response.cursor == REVIEW
        focus = Focus.REVIEWING if at_review else Focus.ANSWERING
        if self.person.focus is not focus or self.person.focus_id != self.response.id:
            self.person.focus, self.person.focus_id = focus, self.response.id

    def drop_focus(self) -> None:
        """Leave the person free, if it was this response that they were filling in."""
        if self.has_focus:
            self.person.focus = self.person.focus_id = None


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
    person, partner, relationship, response = found[0][:4]
    if person.state is not PersonState.ACTIVE:
        raise RefusedError(Reason.NOT_A_MEMBER)
    filling = Filling(
        person=person,
        partner=partner,
        relationship=relationship,
        response=response,
        questionnaire=core.library.get(response.questionnaire, response.version),
        answers=_kept(rows for _, _, _, _, *rows in found),
    )
    if response_id is None and not filling.has_focus:
        raise RefusedError(Reason.NOTHING_OPEN)
    return filling


def _kept(rows: Iterable[list[Any]]) -> dict[str, Kept]:
    """The answers among the rows; without any, the outer join gives one row of nothing."""
    return {
        question: Kept(answer_id, kind, reader, at)
        for answer_id, question, kind, reader, at in rows
        if answer_id is not None
    }


async def _refuse(s: AsyncSession, actor: Actor, response_id: int | None) -> None:
    state = await s.scalar(select(Person.state).where(Person.telegram_id == actor.telegram_id))
    if state is not PersonState.ACTIVE:
        raise RefusedError(Reason.NOT_A_MEMBER)
    raise RefusedError(Reason.NOTHING_OPEN if response_id is None else Reason.GONE)


async def store(
    s: AsyncSession,
    core: Core,
    actor: Actor,
    filling: Filling,
    key: str,
    given: Given,
    reader: Reader,
) -> None:
    """Write an answer down, in place of one given before to the same question."""
    kept = filling.answers.get(key)
    answer_id = kept.id if kept else new_id()
    now = core.clock.now()
    held = {
        "kind": given.kind,
        "sealed": seal(core, filling.person, answer_id, given),
        "message_id": actor.message_id,
        "update_id": actor.update_id,
        "answered_at": now,
    }
    if kept is None:
        owner = {"response_id": filling.response.id, "person_id": filling.person.id}
        row = {"id": answer_id, "question": key, "reader": reader, **owner, **held}
        await s.execute(_INSERT, row)
    else:
        await s.execute(update(Answer).where(Answer.id == answer_id).values(**held))
    filling.answers[key] = Kept(answer_id, given.kind, reader, now)


def seal(core: Core, writer: Person, answer_id: int, given: Given) -> bytes:
    """Seal an answer for its row."""
    return core.vault.seal(writer, place("answers", "sealed", answer_id), to_sealable(given))


def unseal(core: Core, writer: Person, answer: Answer) -> Given:
    """Open an answer; whoever asks must have made sure that its reader may read it."""
    text = core.vault.open(writer, place("answers", "sealed", answer.id), answer.sealed)
    return from_sealable(answer.kind, text)
