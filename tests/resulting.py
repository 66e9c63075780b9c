"""Answers to surveys for tests: given as people give them, many at once."""

from collections.abc import Sequence

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import (
    OutboxRow,
    Person,
    PersonRole,
    SurveyAnswer,
    SurveyQuestion,
    SurveyRecipient,
)
from bot.domain.consent import CONSENT_VERSION
from bot.domain.ids import new_id
from bot.domain.people import PersonState, Role
from bot.domain.queues import OutboxState
from bot.domain.survey_answers import Given
from bot.domain.survey_drafts import Draft
from bot.domain.surveys import SurveyQuestionKind as K
from bot.services.core import Actor
from bot.services.members import seal_name
from bot.services.surveys.handing_in import hand_in
from bot.services.surveys.sealing import seal_answer
from bot.services.surveys.taking import Taking, load
from tests.seeding import ZONE, Member
from tests.world import World

__all__ = ["K", "answers", "arrives", "by", "crowd", "five", "taking_of", "words"]


def by(member: Member, update_id: int = 1) -> Actor:
    return Actor(member.at.user_id, update_id)


def five(number: int) -> Given:
    return Given(K.FIVE, number)


def words(text: str) -> Given:
    return Given(K.TEXT, text=text)


async def taking_of(s: AsyncSession, world: World, member: Member, survey_id: int) -> Taking:
    """A survey as somebody was asked it."""
    asked = await s.scalar(
        select(SurveyRecipient.id).where(
            SurveyRecipient.survey_id == survey_id, SurveyRecipient.person_id == member.id
        )
    )
    assert asked is not None, "they were not asked"
    return await load(s, world.core, by(member), asked)


async def arrives(world: World, *, except_at: Member | None = None) -> None:
    """Let every message that waits have arrived, without sending it; one person has blocked us."""
    waits = update(OutboxRow).where(OutboxRow.state == OutboxState.WAITING)
    async with world.db.write() as s:
        if except_at is not None:
            theirs = waits.where(OutboxRow.person_id == except_at.id)
            await s.execute(theirs.values(state=OutboxState.UNREACHABLE))
        await s.execute(waits.values(state=OutboxState.SENT))


async def answers(world: World, survey_id: int, member: Member, *given: Given | None) -> None:
    """Hand in somebody's answers to the questions in their order; None skips one."""
    async with world.db.write() as s:
        taking = await taking_of(s, world, member, survey_id)
        said = zip(taking.questions, given, strict=False)
        taking.draft = Draft({question.id: each for question, each in said if each is not None})
        await hand_in(s, world.core, taking)


async def crowd(world: World, count: int, programme_id: int) -> list[Person]:
    """Make many mentees at once, who are nobody to Telegram."""
    now = world.clock.now()
    people = []
    for number in range(count):
        person_id = new_id()
        person = Person(
            id=person_id,
            programme_id=programme_id,
            telegram_id=9_000_000 + 1_000 * count + number,
            state=PersonState.ACTIVE,
            consent_version=CONSENT_VERSION,
            wrapped_key=world.core.vault.new_key(person_id),
            zone=ZONE,
            language="en",
            created_at=now,
        )
        person.name = seal_name(world.core.vault, person, f"N{number:04}")
        people.append(person)
    async with world.db.write() as s:
        s.add_all(people)
        await s.flush()
        s.add_all(PersonRole(person_id=each.id, role=Role.MENTEE, given_at=now) for each in people)
    return people


async def all_answer(world: World, survey_id: int, people: Sequence[Person], number: int) -> None:
    """Let people answer the first question by name with `number`, all at once."""
    async with world.db.write() as s:
        first = await s.scalar(
            select(SurveyQuestion.id)
            .where(SurveyQuestion.survey_id == survey_id)
            .order_by(SurveyQuestion.position)
            .limit(1)
        )
        rows = await s.scalars(
            select(SurveyRecipient).where(SurveyRecipient.survey_id == survey_id)
        )
        for row in rows:
            row.answered = True
        found = []
        for person in people:
            answer_id = new_id()
            found.append(
                {
                    "id": answer_id,
                    "survey_id": survey_id,
                    "question_id": first,
                    "person_id": person.id,
                    "sealed": seal_answer(world.core, person, answer_id, five(number)),
                    "answered_at": world.clock.now(),
                }
            )
        await s.execute(insert(SurveyAnswer), found)
