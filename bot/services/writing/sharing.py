"""Reading what was shared of a response: only what its reader may see is opened."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Answer, Person, Relationship, Response
from bot.domain.questionnaires import Question, Questionnaire
from bot.domain.responses import AnswerKind, Reader, ResponseKind, ResponseState
from bot.domain.viewers import Sight, Standing, Viewer, matter_of, standing_of, viewer_in
from bot.domain.visibility import State, may_see
from bot.services.core import Core
from bot.services.writing.sealing import unseal


@dataclass(frozen=True)
class SharedAnswer:
    """One answer that its reader may read, opened. `words` is the question in their language.

    `text` holds the words of a text, or the label of a choice; `number` a scale; `voice` the file
    id of a voice note of `seconds`.
    """

    answer_id: int
    question: str
    words: str
    kind: AnswerKind
    text: str = ""
    number: int = 0
    choice: str = ""
    voice: str = ""
    seconds: int = 0


@dataclass(frozen=True)
class SharedResponse:
    """A response as one reader may see it.

    Of a reflection that was not sent only its state is told, so that a week without an answer can
    be named. `kept_private` counts the answers that their writer chose to keep. `closes_at` is None
    for one begun early, until it is asked for.
    """

    response_id: int
    kind: ResponseKind
    occasion: str
    state: ResponseState
    offered_at: datetime
    finished_at: datetime | None
    writer_id: int
    closes_at: datetime | None = None
    answers: tuple[SharedAnswer, ...] = ()
    kept_private: int = 0


async def shared_with(
    s: AsyncSession, core: Core, *, relationship: Relationship, reader: Person, since: datetime
) -> list[SharedResponse]:
    """Return what the other side of a relationship shared with `reader`, oldest first.

    That is what has ended since `since`, or was offered since and has not ended.
    """
    rows = await s.execute(
        select(Response, Person)
        .join(Person, Person.id == Response.person_id)
        .where(
            Response.relationship_id == relationship.id,
            Response.person_id != reader.id,
            func.coalesce(Response.finished_at, Response.offered_at) >= since,
        )
        .order_by(Response.offered_at, Response.id)
    )
    seen = [await seen_by(s, core, relationship, reader, r, w) for r, w in rows]
    return [response for response in seen if response is not None]


async def seen_by(
    s: AsyncSession,
    core: Core,
    relationship: Relationship,
    reader: Person,
    response: Response,
    writer: Person,
) -> SharedResponse | None:
    """Return a response as `reader` may see it; None if they may not know of it."""
    viewer = viewer_in(reader.id, writer.id, relationship.mentor_id, relationship.mentee_id)
    return await seen_as(s, core, viewer, relationship, reader.language, response, writer)


async def seen_as(
    s: AsyncSession,
    core: Core,
    viewer: Viewer,
    relationship: Relationship,
    language: str,
    response: Response,
    writer: Person,
    *,
    opened: bool = False,
) -> SharedResponse | None:
    """Return a response as a viewer may see it; `opened` if its mentee let later mentors read it.

    None if they may not know of it.
    """
    look = _Look(viewer, relationship, response, writer, opened)
    shared: list[SharedAnswer] = []
    private = 0
    if any(look.sees(reader, Sight.WORDS) for reader in Reader):
        questionnaire = core.library.get(response.questionnaire, response.version)
        for question, answer in await _answers(s, questionnaire, response):
            if look.sees(answer.reader, Sight.WORDS):
                shared.append(_shared(core, language, writer, question, answer))
            elif not question.reader_fixed:
                private += 1
    elif not look.sees(Reader.OTHER, Sight.HAPPENED):
        return None
    return _view(response, tuple(shared), private)


@dataclass(frozen=True)
class _Look:
    """A viewer at a response of somebody's."""

    viewer: Viewer
    relationship: Relationship
    response: Response
    writer: Person
    opened: bool

    def sees(self, reader: Reader, sight: Sight) -> bool:
        """Whether they see so much of what was written for `reader`."""
        standing = standing_of(self.response.state, self.response.released_at, reader)
        if self.opened and standing is Standing.SHARED:
            standing = Standing.OPENED
        state = State(standing, self.relationship.state, self.writer.state)
        return may_see(self.viewer, matter_of(self.response.kind), state, sight)


def _view(response: Response, answers: tuple[SharedAnswer, ...], private: int) -> SharedResponse:
    return SharedResponse(
        response_id=response.id,
        kind=response.kind,
        occasion=response.occasion,
        state=response.state,
        offered_at=response.offered_at,
        finished_at=response.finished_at,
        writer_id=response.person_id,
        closes_at=response.closes_at,
        answers=answers,
        kept_private=private,
    )


async def _answers(
    s: AsyncSession, questionnaire: Questionnaire, response: Response
) -> list[tuple[Question, Answer]]:
    rows = await s.scalars(select(Answer).where(Answer.response_id == response.id))
    by_key = {answer.question: answer for answer in rows}
    return [(q, by_key[q.key]) for q in questionnaire.questions if q.key in by_key]


def _shared(
    core: Core, language: str, writer: Person, question: Question, answer: Answer
) -> SharedAnswer:
    given = unseal(core, writer, answer)
    label = question.label(given.choice, language) if given.choice else ""
    return SharedAnswer(
        answer_id=answer.id,
        question=question.key,
        words=question.text(language),
        kind=given.kind,
        text=given.text or label,
        number=given.number,
        choice=given.choice,
        voice=given.voice,
        seconds=given.seconds,
    )
