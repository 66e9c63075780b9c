"""Offering responses to be filled in, and reading what was shared of them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Answer, Person, Relationship, Response
from bot.domain.ids import new_id
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


async def offer(
    s: AsyncSession,
    core: Core,
    *,
    relationship: Relationship,
    person: Person,
    kind: ResponseKind,
    questionnaire: str,
    occasion: str,
    meeting_id: int | None = None,
    closes_at: datetime | None = None,
) -> Response:
    """Return the person's response for this occasion, offering the newest version if there is none.

    It is begun by the button `an.<response>.begin`, and then filled in like any other.
    """
    found = await find(s, relationship, person, kind, occasion)
    if found is not None:
        return found
    chosen = core.library.get(questionnaire)
    response = Response(
        id=new_id(),
        relationship_id=relationship.id,
        person_id=person.id,
        meeting_id=meeting_id,
        kind=kind,
        occasion=occasion,
        questionnaire=chosen.name,
        version=chosen.version,
        state=ResponseState.OFFERED,
        cursor=chosen.keys[0],
        changing=False,
        offered_at=core.clock.now(),
        closes_at=closes_at,
    )
    s.add(response)
    await s.flush()
    return response


async def find(
    s: AsyncSession, relationship: Relationship, person: Person, kind: ResponseKind, occasion: str
) -> Response | None:
    """Return the person's response for this occasion, if there is one."""
    return await s.scalar(
        select(Response).where(
            Response.relationship_id == relationship.id,
            Response.person_id == person.id,
            Response.kind == kind,
            Response.occasion == occasion,
        )
    )


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

    def sees(reader: Reader, sight: Sight) -> bool:
        standing = standing_of(response.state, response.released_at, reader)
        if opened and standing is Standing.SHARED:
            standing = Standing.OPENED
        state = State(standing, relationship.state, writer.state)
        return may_see(viewer, matter_of(response.kind), state, sight)

    shared: list[SharedAnswer] = []
    private = 0
    if any(sees(reader, Sight.WORDS) for reader in Reader):
        questionnaire = core.library.get(response.questionnaire, response.version)
        for question, answer in await _answers(s, questionnaire, response):
            if sees(answer.reader, Sight.WORDS):
                shared.append(_shared(core, language, writer, question, answer))
            elif not question.reader_fixed:
                private += 1
    elif not sees(Reader.OTHER, Sight.HAPPENED):
        return None
    return SharedResponse(
        response_id=response.id,
        kind=response.kind,
        occasion=response.occasion,
        state=response.state,
        offered_at=response.offered_at,
        finished_at=response.finished_at,
        writer_id=writer.id,
        closes_at=response.closes_at,
        answers=tuple(shared),
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
