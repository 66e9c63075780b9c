"""Whatever command comes in the middle of a question, words typed after it are never silently
stored as the answer to that question: they belong to what was just shown, or to nothing.
"""

import warnings
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select
from telegram.ext import BaseHandler, CommandHandler

from bot.db.tables import (
    AgendaItem,
    Agreement,
    Answer,
    Meeting,
    Person,
    Programme,
    Survey,
    SurveyRecipient,
)
from bot.domain.people import PersonState, Role
from bot.services import members
from conversations import router
from tests.givens import GIVENS, load_all
from tests.givens_reflecting import planned
from tests.surveying import EVERY_KIND, survey
from tests.world import World

load_all()
WORDS = "I want to die"
HELPLINE = "+44 20 7946 0000"
QUESTION = "Question 1 of 4"


def _registered() -> list[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found: Iterator[BaseHandler] = iter(router().entry_points)  # type: ignore[type-arg]
    commands = (
        name for each in found if isinstance(each, CommandHandler) for name in each.commands
    )
    return [*sorted(commands), "nonsense"]


COMMANDS = _registered()
# /start goes on with joining.
OTHERS = [each for each in COMMANDS if each != "start"]


async def says(world: World, who: str, *texts: str) -> str:
    """Let somebody write, one message after the other; return all that the bot said to the last.

    After words like these it always ends with the offer of help, whatever they were taken for.
    """
    said: list[str] = []
    for text in texts:
        world.person(who).new_messages()
        world.person(who).says(text)
        await world.settle()
        said = [message.text for message in world.person(who).new_messages()]
        assert text != WORDS or HELPLINE in said[-1]
    return "\n\n".join(said)


async def taps(world: World, who: str, label: str) -> None:
    world.person(who).taps(label)
    await world.settle()


async def stored(world: World) -> Counter[str]:
    """How often the words were stored, and as what; nothing else is written in these tests."""
    async with world.db.read() as s:
        kinds = {"answer": Answer, "agenda item": AgendaItem, "agreement": Agreement}
        found = Counter(
            {kind: len((await s.scalars(select(table))).all()) for kind, table in kinds.items()}
        )
        people = (await s.scalars(select(Person))).all()
        meetings = (await s.scalars(select(Meeting))).all()
    found["name"] = [members.name_of(world.core.vault, each) for each in people].count(WORDS)
    found["meeting"] = sum(meeting.added or meeting.moved for meeting in meetings)
    return +found


async def the_state(world: World, who: str) -> PersonState:
    async with world.db.read() as s:
        telegram_id = world.person(who).user_id
        found = await s.scalars(select(Person).where(Person.telegram_id == telegram_id))
        return found.one().state


def test_every_command_goes_through_the_router(world: World) -> None:
    handlers = [each for found in world.bot.application.handlers.values() for each in found]
    assert not any(isinstance(each, CommandHandler) for each in handlers)
    assert len(COMMANDS) > 15


class TestWhileJoining:
    @pytest.fixture
    async def joining(self, world: World) -> World:
        await GIVENS["a link for a mentee, from Cleo"](world)
        world.person("Ana").opens_link(world.links[-1])
        await world.settle()
        await taps(world, "Ana", "I agree")
        return world

    async def test_they_do_not_become_a_name(self, joining: World) -> None:
        for command in OTHERS:
            reply = await says(joining, "Ana", f"/{command}", WORDS)
            assert not await stored(joining), command
            assert "/start" in reply or command == "talk", command
            assert "What shall I call you?" in await says(joining, "Ana", "/start"), command
        assert "Where are you?" in await says(joining, "Ana", "Ana")

    async def test_they_are_not_looked_up_as_a_city(self, joining: World) -> None:
        await says(joining, "Ana", "Ana")
        for command in OTHERS:
            await says(joining, "Ana", f"/{command}")
            await joining.restart()
            assert "Which of these" not in await says(joining, "Ana", "Berlin"), command
            assert "Where are you?" in await says(joining, "Ana", "/start"), command
        await taps(joining, "Ana", "London (08:00)")
        assert await the_state(joining, "Ana") is PersonState.ACTIVE

    async def test_start_asks_and_takes_them_for_what_it_asked(self, joining: World) -> None:
        assert "Where are you?" in await says(joining, "Ana", "/talk", "/start", "Ana")

    async def test_a_button_of_the_question_means_what_it_says(self, joining: World) -> None:
        await says(joining, "Ana", "/talk", WORDS)
        await taps(joining, "Ana", "Ana")
        assert "Thank you, Ana." in joining.person("Ana").last.text


class TestInTheMiddleOfAReflection:
    @pytest.fixture(params=["as a mentee", pytest.param("in every role", marks=pytest.mark.soak)])
    async def reflecting(self, world: World, request: pytest.FixtureRequest) -> World:
        ben = await world.member("Ben", Role.MENTOR)
        roles = tuple(Role) if request.param == "in every role" else (Role.MENTEE,)
        ana = await world.member("Ana", *roles)
        await planned(world, ben, ana)
        reflection = await world.upcoming()
        assert reflection is not None
        await world.move_to(reflection.at)
        await taps(world, "Ana", "Begin")
        assert QUESTION in world.person("Ana").last.text
        return world

    async def test_they_belong_to_what_was_shown_or_to_nothing(self, reflecting: World) -> None:
        for command in COMMANDS:
            if command == "reflect":
                continue
            # Not so fast that whoever tries what is not theirs is slowed down.
            await reflecting.move(timedelta(minutes=3))
            before = await stored(reflecting)
            reply = await says(reflecting, "Ana", f"/{command}", WORDS)
            taken = await stored(reflecting) - before
            assert taken == Counter(["agenda item"] if command == "agenda" else []), command
            assert "Question" not in reply, command
            assert QUESTION in await says(reflecting, "Ana", "/reflect"), command
        before = await stored(reflecting)
        await says(reflecting, "Ana", WORDS)
        assert await stored(reflecting) - before == Counter(["answer"])


async def test_whatever_command_comes_they_become_no_part_of_a_survey(world: World) -> None:
    await world.member("Cleo", *Role)
    for command in COMMANDS:
        await says(world, "Cleo", "/survey")
        await taps(world, "Cleo", "A new survey")
        await says(world, "Cleo", f"/{command}", WORDS)
        async with world.db.read() as s:
            (survey,) = await s.scalars(select(Survey))
        assert (survey.title, survey.step) == (None, None), command
    await says(world, "Cleo", "/survey")
    await taps(world, "Cleo", "A new survey")
    assert "How shall it be answered?" in await says(world, "Cleo", "A title")


async def test_whatever_command_comes_they_become_no_name_of_a_programme(world: World) -> None:
    await world.member("Cleo", *Role)
    for command in COMMANDS:
        await says(world, "Cleo", "/programme")
        await taps(world, "Cleo", "Name")
        await says(world, "Cleo", f"/{command}", WORDS)
        async with world.db.read() as s:
            (name,) = await s.scalars(select(Programme.name))
        assert name == "Harbour", command


async def test_in_the_middle_of_a_survey_they_are_no_answer_whatever_command_came(
    world: World,
) -> None:
    """One survey for all commands: after each, words go nowhere, and /help leads back to it."""
    ana = await world.member("Ana", *Role)
    asked = await survey(world, ana, EVERY_KIND[-1:], anonymous=True)
    await world.settle()
    await taps(world, "Ana", "Write my answer")
    for command in COMMANDS:
        await says(world, "Ana", f"/{command}", WORDS)
        async with world.db.read() as s:
            row = (await s.scalars(select(SurveyRecipient))).one()
        assert (row.draft, row.answered) == (None, False), command
        await says(world, "Ana", "/help")
        await taps(world, "Ana", "Answer it")
        assert str(asked.title) in world.person("Ana").last.text
    assert "I have kept that" in await says(world, "Ana", WORDS)
