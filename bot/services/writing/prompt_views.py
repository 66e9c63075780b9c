"""What the messages about reflections and assessments say, looked up when they go.

Each function returns None when there is nothing to say any more.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Answer, Person, Relationship, Response
from bot.domain.people import PersonState
from bot.domain.reading import Reading
from bot.domain.relationships import RelationshipState
from bot.domain.responses import ResponseKind, ResponseState
from bot.services import members
from bot.services.core import Core
from bot.services.meeting.after_meeting import last_promises
from bot.services.reading.digest_times import reading_of
from bot.services.relationships.pairs import find
from bot.services.writing.assessments import by_name
from bot.services.writing.sharing import SharedResponse, seen_by
from bot.services.writing.which_questions import is_first_time

_UNSENT = (ResponseState.OFFERED, ResponseState.OPEN)


@dataclass(frozen=True)
class PromptView:
    """The weekly prompt and its reminder.

    `reading` is when the mentor is due to read it; `promise` what the mentee said they would do,
    `their_promise` what the mentor did; `begun` that some of it is answered already; `closes_at`
    when the window closes.
    """

    language: str
    zone: str
    now: datetime
    response_id: int
    mentor: str
    questions: int
    minutes: int
    reading: Reading
    closes_at: datetime | None
    promise: str
    their_promise: str
    begun: bool
    is_first: bool


@dataclass(frozen=True)
class QuietView:
    """After three weeks without a reflection: how to go on?"""

    language: str
    relationship_id: int
    mentor: str


@dataclass(frozen=True)
class AssessView:
    """The mentor's prompt: about whom, by relationship and name, and how much is asked of each."""

    language: str
    meeting_id: int
    mentees: tuple[tuple[int, str], ...]
    questions: int
    minutes: int


@dataclass(frozen=True)
class BothViews:
    """A week as both saw it, for the mentee; `reflection` is None where they sent none."""

    language: str
    mentor: str
    reflection: SharedResponse | None
    assessment: SharedResponse


async def prompt(core: Core, person_id: int, response_id: int) -> PromptView | None:
    """What the prompt or the reminder for a reflection says."""
    async with core.db.read() as s:
        response = await s.get(Response, response_id)
        if response is None or response.person_id != person_id or response.state not in _UNSENT:
            return None
        person = await s.get_one(Person, person_id)
        pair = await find(s, person, response.relationship_id)
        if pair is None or not pair.is_active or _is_paused(core, person):
            return None
        asked = core.library.get(response.questionnaire, response.version)
        promises = await last_promises(s, core, pair.relationship, person)
        return PromptView(
            language=person.language,
            zone=person.zone,
            now=core.clock.now(),
            response_id=response.id,
            mentor=members.name_of(core.vault, pair.mentor),
            questions=len(asked.questions),
            minutes=asked.minutes,
            reading=await reading_of(s, pair.relationship, core.clock.now()),
            closes_at=response.closes_at,
            promise=promises.yours.text if promises.yours else "",
            their_promise=promises.theirs.text if promises.theirs else "",
            begun=await _has_answers(s, response),
            is_first=is_first_time(asked.name),
        )


async def quiet_ask(core: Core, person_id: int, relationship_id: int) -> QuietView | None:
    """What is asked once prompting has stopped."""
    async with core.db.read() as s:
        person = await s.get_one(Person, person_id)
        pair = await find(s, person, relationship_id)
        if pair is None or not pair.is_active or pair.relationship.prompts_stopped_at is None:
            return None
        mentor = members.name_of(core.vault, pair.mentor)
        return QuietView(person.language, relationship_id, mentor)


async def assessment_prompt(
    core: Core, person_id: int, meeting_id: int, relationships: list[int]
) -> AssessView | None:
    """About whom a mentor is asked, of those who are still theirs."""
    async with core.db.read() as s:
        person = await s.get_one(Person, person_id)
        found = [await find(s, person, relationship_id) for relationship_id in relationships]
        mentees = by_name(
            (pair.relationship.id, members.name_of(core.vault, pair.mentee))
            for pair in found
            if pair is not None and pair.i_am_mentor and pair.is_active
        )
        if not mentees or _is_paused(core, person):
            return None
        programme = await members.programme_of(s, person)
        asked = core.library.get(f"{programme.question_set}.assessment")
        return AssessView(
            language=person.language,
            meeting_id=meeting_id,
            mentees=mentees,
            questions=len(asked.questions),
            minutes=asked.minutes,
        )


async def both_views(core: Core, person_id: int, assessment_id: int) -> BothViews | None:
    """A week as both sides saw it, for its mentee; the mentor reads both in the digest."""
    async with core.db.read() as s:
        assessment = await s.get(Response, assessment_id)
        if assessment is None:
            return None
        person = await s.get_one(Person, person_id)
        pair = await find(s, person, assessment.relationship_id)
        if pair is None or pair.i_am_mentor or assessment.person_id != pair.mentor.id:
            return None
        if pair.relationship.state is RelationshipState.ENDED:
            return None
        mentor_saw = await seen_by(s, core, pair.relationship, person, assessment, pair.mentor)
        if mentor_saw is None or assessment.released_at is None:
            return None
        reflection = await _reflection(s, pair.relationship, assessment.occasion)
        mentee_saw = None
        if reflection is not None and reflection.state is ResponseState.SENT:
            mentee_saw = await seen_by(s, core, pair.relationship, person, reflection, pair.mentee)
        return BothViews(
            language=person.language,
            mentor=members.name_of(core.vault, pair.mentor),
            reflection=mentee_saw,
            assessment=mentor_saw,
        )


async def _reflection(
    s: AsyncSession, relationship: Relationship, occasion: str
) -> Response | None:
    return await s.scalar(
        select(Response).where(
            Response.relationship_id == relationship.id,
            Response.kind == ResponseKind.REFLECTION,
            Response.occasion == occasion,
        )
    )


async def _has_answers(s: AsyncSession, response: Response) -> bool:
    found = select(Answer.id).where(Answer.response_id == response.id).limit(1)
    return await s.scalar(found) is not None


def _is_paused(core: Core, person: Person) -> bool:
    until = person.paused_until
    over = person.state is not PersonState.ACTIVE
    return over or (until is not None and core.clock.now() < until)
