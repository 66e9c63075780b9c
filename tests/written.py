"""Putting what people wrote straight into the tables, where writing it is not what a test is about."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count

from bot.db.tables import Answer, Meeting, Person, Relationship, Response
from bot.domain.answers import Given
from bot.domain.ids import new_id, to_short
from bot.domain.responses import AnswerKind, Reader, ResponseKind, ResponseState
from bot.services.meeting import meetings
from bot.services.writing import responses
from bot.services.writing.sealing import seal
from tests.world import World

_UPDATES = count(900_000)


@dataclass(frozen=True)
class Voice:
    """A voice note of five seconds, known by Telegram's file id."""

    file_id: str


@dataclass(frozen=True)
class Own:
    """An answer that its writer keeps private."""

    text: str | int


Words = str | int | Voice | Own


async def plan_meetings(world: World, relationship: Relationship) -> None:
    """Make the next meetings of a relationship by the agreement that stands, with their due rows."""
    from bot.services.relationships import terms

    async with world.db.write() as s:
        agreement = await terms.standing(s, relationship.id)
        assert agreement is not None
        await meetings.plan(s, world.core, await s.merge(relationship), agreement)


async def reflection(
    world: World,
    relationship: Relationship,
    on: date,
    state: ResponseState = ResponseState.SENT,
    *,
    finished: datetime | None = None,
    **answers: Words,
) -> int:
    """The mentee's reflection of a day, at eight in the evening UTC; returns its id."""
    return await _written(
        world,
        relationship,
        relationship.mentee_id,
        ResponseKind.REFLECTION,
        "peer.weekly",
        on.isoformat(),
        state,
        finished or datetime.combine(on, time(20), UTC),
        answers,
    )


async def assessment(
    world: World, relationship: Relationship, on: date, *, released: bool = True, **answers: Words
) -> int:
    """The mentor's own view of a week; returns its id."""
    at = datetime.combine(on, time(21), UTC)
    response_id = await _written(
        world,
        relationship,
        relationship.mentor_id,
        ResponseKind.ASSESSMENT,
        "peer.assessment",
        on.isoformat(),
        ResponseState.SENT,
        at,
        answers,
    )
    async with world.db.write() as s:
        response = await s.get_one(Response, response_id)
        response.released_at = at if released else None
    return response_id


async def checked_in(
    world: World, relationship: Relationship, meeting: Meeting, *, mentor: bool, **answers: Words
) -> int:
    """What one side sent after a meeting, an hour after its start; returns its id."""
    side = "mentor" if mentor else "mentee"
    response_id = await _written(
        world,
        relationship,
        relationship.mentor_id if mentor else relationship.mentee_id,
        ResponseKind.MEETING,
        f"peer.meeting_{side}",
        to_short(meeting.id),
        ResponseState.SENT,
        meeting.starts_at + timedelta(hours=2),
        answers,
    )
    async with world.db.write() as s:
        response = await s.get_one(Response, response_id)
        response.meeting_id = meeting.id
        response.released_at = response.finished_at
    return response_id


async def answered(
    world: World,
    relationship: Relationship,
    person_id: int,
    kind: ResponseKind,
    occasion: str,
    **answers: Words,
) -> int:
    """What one side sent when it was asked how it is going, or to look back; returns its id."""
    at = world.clock.now()
    state = ResponseState.SENT
    return await _written(
        world, relationship, person_id, kind, f"peer.{kind}", occasion, state, at, answers
    )


async def _written(
    world: World,
    relationship: Relationship,
    person_id: int,
    kind: ResponseKind,
    questionnaire: str,
    occasion: str,
    state: ResponseState,
    at: datetime,
    answers: dict[str, Words],
) -> int:
    async with world.db.write() as s:
        person = await s.get_one(Person, person_id)
        response = await responses.offer(
            s,
            world.core,
            relationship=relationship,
            person=person,
            kind=kind,
            questionnaire=questionnaire,
            occasion=occasion,
        )
        over = state not in (ResponseState.OFFERED, ResponseState.OPEN)
        response.state = state
        response.offered_at = at - timedelta(hours=2)
        response.finished_at = at if over else None
        response.released_at = at if state is ResponseState.SENT else None
        for question, words in answers.items():
            s.add(_answer(world, person, response, question, words, at))
        return response.id


def _answer(
    world: World, person: Person, response: Response, question: str, words: Words, at: datetime
) -> Answer:
    answer_id = new_id()
    given = _given(question, words)
    reader = Reader.ME if isinstance(words, Own) or question == "my_needs" else Reader.OTHER
    return Answer(
        id=answer_id,
        response_id=response.id,
        person_id=person.id,
        question=question,
        kind=given.kind,
        reader=reader,
        sealed=seal(world.core, person, answer_id, given),
        update_id=next(_UPDATES),
        answered_at=at,
    )


def _given(question: str, words: Words) -> Given:
    if isinstance(words, Voice):
        return Given(AnswerKind.VOICE, voice=words.file_id, seconds=5)
    text = words.text if isinstance(words, Own) else words
    if isinstance(text, int):
        return Given(AnswerKind.SCALE, number=text)
    if question in ("met", "mostly"):
        return Given(AnswerKind.CHOICE, choice=text)
    return Given(AnswerKind.TEXT, text=text)
