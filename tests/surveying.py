"""Surveys for tests: written straight in the tables, and opened as a coordinator would open them."""

from collections.abc import Sequence
from datetime import timedelta

from bot.db.tables import Person, Survey, SurveyQuestion
from bot.domain.audiences import Audience
from bot.domain.ids import new_id
from bot.domain.people import Role
from bot.domain.queues import Cause
from bot.domain.surveys import SurveyQuestionKind, SurveyState
from bot.services.surveys import mixing
from bot.services.surveys.sending import open_survey
from tests.seeding import Member
from tests.world import World

K = SurveyQuestionKind
Asked = tuple[SurveyQuestionKind, str] | tuple[SurveyQuestionKind, str, list[str]]

SCALES: list[Asked] = [
    (K.FIVE, "How are things going between you two?"),
    (K.FIVE, "How easy is it to find time to meet?"),
    (K.FIVE, "How safe do you feel to say what you think?"),
    (K.FIVE, "How useful are your meetings to you?"),
    (K.FIVE, "How well do we look after you?"),
]
EVERY_KIND: list[Asked] = [
    (K.FIVE, "How are things going between you two?"),
    (K.TEN, "How likely is it that you would do this again?"),
    (K.CHOICE, "Where do you mostly meet?", ["Outside", "In a café", "Online"]),
    (K.CHOICES, "What helps you most?", ["Listening", "Plans", "Being reminded"]),
    (K.YES_NO, "Would you like to meet others?"),
    (K.TEXT, "What should we change?"),
]


async def survey(
    world: World,
    author: Member,
    questions: Sequence[Asked] = tuple(SCALES),
    *,
    anonymous: bool = False,
    audience: Audience | None = None,
    title: str = "Half-way",
    days: int = 7,
) -> Survey:
    """Make a survey by `author` with these questions, and open it now for a week."""
    survey_id = new_id()
    now = world.clock.now()
    made = Survey(
        id=survey_id,
        programme_id=author.person.programme_id,
        state=SurveyState.DRAFT,
        title=title,
        anonymous=anonymous,
        audience=(audience or Audience(roles=frozenset({Role.MENTEE, Role.MENTOR}))).to_json(),
        closes_at=now + timedelta(days=days),
        wrapped_key=world.core.vault.new_key(survey_id),
        created_by=author.id,
        created_at=now,
    )
    async with world.db.write() as s:
        s.add(made)
        await s.flush()
        for position, (kind, words, *options) in enumerate(questions):
            s.add(
                SurveyQuestion(
                    survey_id=survey_id,
                    position=position,
                    kind=kind,
                    words=words,
                    options=options[0] if options else [],
                )
            )
        await s.flush()
        await open_survey(s, world.core, made, Cause(), None)
    return made


async def close(world: World, survey_id: int) -> None:
    """Close a survey now, as its due row does."""
    async with world.db.write() as s:
        found = await s.get_one(Survey, survey_id)
        found.state, found.closed_at = SurveyState.CLOSED, world.clock.now()
        await mixing.at_close(s, world.core, found)


async def cleo(world: World) -> Member:
    """A coordinator, Cleo."""
    return await world.member("Cleo", Role.COORDINATOR)


async def person_row(world: World, member: Member) -> Person:
    """A person's row as it is now."""
    async with world.db.read() as s:
        return await s.get_one(Person, member.id)
