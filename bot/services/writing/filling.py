"""A response being filled in: where it stands, and writing down one step.

This is the path of every answer, so it is kept short: one select (`loading`), then the answer is
written and the cursor moved, each by a plain statement. Tracking what changed costs SQLAlchemy's
ORM more than both.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from sqlalchemy import Table, bindparam, insert, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import set_committed_value

from bot.db.tables import Answer, Person, Relationship, Response
from bot.domain.answers import Given
from bot.domain.flow import REVIEW, Progress
from bot.domain.ids import new_id
from bot.domain.people import Focus
from bot.domain.questionnaires import Questionnaire
from bot.domain.relationships import RelationshipState
from bot.domain.responses import AnswerKind, Reader, ResponseKind, ResponseState
from bot.services.core import Actor, Core
from bot.services.focusing import LETS_GO_AFTER
from bot.services.writing.sealing import seal

_FILLING = (Focus.ANSWERING, Focus.REVIEWING)
_OF_ITS_TIME = (ResponseKind.PULSE, ResponseKind.CLOSING)
_OPEN_PAIRS = (RelationshipState.ACTIVE, RelationshipState.PAUSED)
_RESPONSES = cast(Table, Response.__table__)
_ADD = insert(cast(Table, Answer.__table__))
_MOVE = update(_RESPONSES).where(_RESPONSES.c.id == bindparam("response_id"))


@dataclass(frozen=True)
class Kept:
    """A stored answer, still sealed in `size` bytes: its row, who reads it, when it was given."""

    id: int
    kind: AnswerKind
    reader: Reader
    at: datetime
    size: int


@dataclass(frozen=True)
class Partner:
    """The other side, as far as they are named."""

    id: int
    name: bytes | None
    wrapped_key: bytes


@dataclass
class Filling:
    """A response with its writer, the other side, its questions and the answers given so far."""

    person: Person
    partner: Partner
    relationship: Relationship
    response: Response
    questionnaire: Questionnaire
    answers: dict[str, Kept] = field(default_factory=dict)

    @property
    def is_over(self) -> bool:
        """Whether it can be filled in no more: the relationship has ended, or its time is over.

        What looks back on a relationship outlives it, but neither that nor how it is going can be
        answered once it has lapsed.
        """
        kind, has_lapsed = self.response.kind, self.response.state is ResponseState.LAPSED
        if kind in _OF_ITS_TIME and has_lapsed:
            return True
        return kind is not ResponseKind.CLOSING and self.relationship.state not in _OPEN_PAIRS

    @property
    def has_focus(self) -> bool:
        """Whether the person's next text belongs to this response."""
        return self.person.focus in _FILLING and self.person.focus_id == self.response.id

    def handled(self, actor: Actor) -> bool:
        """Whether this very update has moved the response before."""
        return self.response.update_id == actor.update_id

    def was_left(self, now: datetime) -> bool:
        """Whether they may think of something else: asked long ago, or shown something since."""
        if self.person.focus_at is None:
            return True
        known = [kept.at for kept in self.answers.values()]
        return now - max([self.person.focus_at, *known]) > LETS_GO_AFTER

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

    async def move(self, s: AsyncSession, progress: Progress, actor: Actor) -> None:
        """Write down where the response stands now, and which update led there."""
        held = {
            "cursor": progress.cursor,
            "changing": progress.changing,
            "state": progress.state,
            "update_id": actor.update_id,
        }
        await s.execute(_MOVE, {"response_id": self.response.id, **held})
        for name, value in held.items():
            set_committed_value(self.response, name, value)

    def take_focus(self, now: datetime) -> None:
        """Make the person's next text belong to this response, asked anew as of `now`."""
        if self.person.focus_at is None:
            self.person.focus_at = now
        at_review = self.response.cursor == REVIEW
        focus = Focus.REVIEWING if at_review else Focus.ANSWERING
        if self.person.focus is not focus or self.person.focus_id != self.response.id:
            self.person.focus, self.person.focus_id = focus, self.response.id

    def drop_focus(self) -> None:
        """Leave the person free, if it was this response that they were filling in."""
        if self.has_focus:
            self.person.focus = self.person.focus_id = None


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
    sealed = seal(core, filling.person, answer_id, given)
    held = {
        "kind": given.kind,
        "sealed": sealed,
        "message_id": actor.message_id,
        "update_id": actor.update_id,
        "answered_at": now,
    }
    if kept is None:
        owner = {"response_id": filling.response.id, "person_id": filling.person.id}
        row = {"id": answer_id, "question": key, "reader": reader, **owner, **held}
        await s.execute(_ADD, row)
    else:
        await s.execute(update(Answer).where(Answer.id == answer_id).values(**held))
    filling.answers[key] = Kept(answer_id, given.kind, reader, now, len(sealed))
