"""Somebody who needs a person finds out where to turn at once, whatever else is going on."""

import re
from collections.abc import Iterator
from datetime import timedelta
from importlib.resources import files

import pytest
from sqlalchemy import delete, select, update

from bot.db.tables import Helpline, HelpRequest, Person
from bot.domain.people import Focus, PersonState, Role
from bot.rehearsal.model import Message
from tests.seeding import Member
from tests.world import START, World

LINE = "+44 20 7946 0000"
DANGER = "please call your local emergency number now"


async def says(world: World, text: str, who: str = "Ana") -> str:
    """Let somebody write; return all that the bot said to it."""
    somebody = world.person(who)
    somebody.new_messages()
    somebody.says(text)
    await world.settle()
    return "\n".join(message.text for message in somebody.new_messages())


async def taps(world: World, label: str, who: str = "Ana") -> str:
    somebody = world.person(who)
    somebody.new_messages()
    somebody.taps(label)
    await world.settle()
    return "\n".join(message.text for message in somebody.new_messages())


async def asks(world: World, button: str = "Ask my coordinator") -> str:
    """Let Ana ask for a person; returns what she is told."""
    await says(world, "/talk")
    told = await taps(world, button)
    return await taps(world, "Send it") if "not sent anything yet" in told else told


async def change(world: World, who: Member, **values: object) -> None:
    async with world.db.write() as s:
        await s.execute(update(Person).where(Person.id == who.id).values(**values))


class TestInAnyState:
    @pytest.fixture
    async def ana(self, world: World) -> Member:
        await world.member("Cleo", Role.COORDINATOR)
        ben = await world.member("Ben", Role.MENTOR)
        ana = await world.member("Ana", *Role)
        await world.pair(ben, ana)
        return ana

    async def test_talk_and_the_word_help_show_the_numbers_whatever_words_belong_to(
        self, world: World
    ) -> None:
        """Whatever question is open, also one that is there no longer; one person for each."""
        for focus in Focus:
            joins = focus in (Focus.JOIN_NAME, Focus.JOIN_ZONE, Focus.JOIN_LANGUAGE)
            state = PersonState.JOINING if joins else PersonState.ACTIVE
            await change(world, await world.member(focus, *Role), focus=focus, state=state)
        await world.restart()
        for focus in Focus:
            assert LINE in await says(world, "help", focus), focus
            assert LINE in await says(world, "/talk", focus), focus
        async with world.db.read() as s:
            assert (await s.scalars(select(HelpRequest))).all() == []

    async def test_whatever_somebody_agrees_to_they_find_the_numbers_and_can_ask(
        self, world: World, ana: Member
    ) -> None:
        """Joining, withdrawn, paused, and before they have agreed to a later text."""
        states: list[dict[str, object]] = [
            {"state": PersonState.JOINING},
            {"state": PersonState.WITHDRAWN},
            {"consent_version": "1"},
            {"paused_at": world.clock.now(), "paused_until": START + timedelta(days=9)},
            {"unreachable_since": world.clock.now()},
        ]
        kept = {
            key: getattr(ana.person, key)
            for key in ("state", "consent_version", "paused_at", "paused_until")
        }
        for number, state in enumerate(states, start=1):
            await change(world, ana, **{**kept, **state})
            assert LINE in await says(world, "/talk"), state
            assert LINE in await asks(world), state
            cleo = world.person("Cleo").last.text
            assert "asks to be contacted" in cleo, state
            await taps(world, "I have seen this", "Cleo")
            assert "Cleo has seen" in world.person("Ana").last.text, state
            async with world.db.read() as s:
                assert len((await s.scalars(select(HelpRequest))).all()) == number

    async def test_erased_or_never_known_they_are_shown_what_there_is(self, world: World) -> None:
        """The helplines of the only programme; of several, none that may be another place's."""
        await world.programme()
        assert LINE in await says(world, "/talk", "Zoe")
        assert LINE in await says(world, "Help me!", "Zoe")
        await world.programme("Lighthouse")
        for text in ("/talk", "help"):
            told = await says(world, text, "Zoe")
            assert LINE not in told
            assert "emergency number where you are" in told

    async def test_in_a_group_nothing_is_said_about_it(self, world: World, ana: Member) -> None:
        """Others would read there that somebody needs a person."""
        group = world.telegram.group("Harbour", ana.at)
        ana.at.says("/talk", to=group.chat)
        await world.settle()
        assert not [each for each in group.chat.messages if LINE in each.text]

    async def test_the_numbers_come_even_if_nothing_else_can_be_shown(
        self, world: World, ana: Member
    ) -> None:
        """Here nobody's name can be opened any more."""
        await change(world, ana, name=b"broken")
        async with world.db.write() as s:
            await s.execute(update(Person).values(name=b"broken"))
        world.core.vault.forget(ana.id)
        for text in ("/talk", "I want to die"):
            told = await says(world, text)
            assert LINE in told
            assert DANGER in told


class TestNobodyReachable:
    @pytest.fixture(autouse=True)
    async def ana(self, world: World) -> Member:
        return await world.member("Ana", Role.MENTEE)

    async def test_without_any_coordinator_she_is_told_so_and_shown_the_numbers(
        self, world: World
    ) -> None:
        told = await says(world, "/talk")
        assert "no coordinator whom I can reach" in told
        assert "Ask my coordinator" not in world.person("Ana").last.buttons
        assert LINE in told

    async def test_with_all_of_them_gone_between_the_offer_and_the_tap_nothing_is_pretended(
        self, world: World
    ) -> None:
        """At once, and whether she has only asked, or seen what would be sent."""
        await world.member("Cleo", Role.COORDINATOR)
        await says(world, "/talk")
        await taps(world, "Ask my coordinator")
        world.person("Cleo").blocks()
        await world.settle()
        told = await taps(world, "Send it")
        assert "Nothing has been sent" in told
        assert LINE in told
        async with world.db.read() as s:
            assert (await s.scalars(select(HelpRequest))).all() == []

    async def test_all_gone_after_she_asked_she_hears_it_at_once_and_once(
        self, world: World
    ) -> None:
        await world.member("Cleo", Role.COORDINATOR)
        await asks(world)
        world.person("Ana").new_messages()
        world.person("Cleo").blocks()
        await world.move(timedelta(minutes=9))
        (told,) = world.person("Ana").new_messages()
        assert "cannot reach anybody" in told.text
        assert LINE in told.text

    async def test_the_only_coordinator_who_needs_somebody_hears_that_there_is_nobody_else(
        self, world: World
    ) -> None:
        await world.member("Cleo", Role.COORDINATOR)
        told = await says(world, "/talk", "Cleo")
        assert "You are the only coordinator" in told
        assert LINE in told


async def test_a_denial_takes_nothing_back(world: World) -> None:
    """What was asked for stands, and so do the numbers, until she takes it back herself."""
    await world.member("Ana", Role.MENTEE)
    await world.member("Cleo", Role.COORDINATOR)
    await asks(world)
    shown: list[Message] = [each for each in world.person("Ana").chat if LINE in each.text]
    texts = [each.text for each in shown]
    for text in ("I'm fine", "never mind, forget it", "/cancel", "/help"):
        await says(world, text)
    assert [each.text for each in shown] == texts
    await world.move(timedelta(minutes=10))
    assert "Nobody has seen it yet" in world.person("Cleo").last.text


async def test_words_typed_after_another_command_do_not_go_along(world: World) -> None:
    """What is about to be asked for takes words until something else is shown, and no longer."""
    await world.member("Ana", Role.MENTEE)
    await world.member("Cleo", Role.COORDINATOR)
    await says(world, "/talk")
    await taps(world, "Ask my coordinator")
    for command in ("/settings", "/reflect", "/help", "/cancel", "/nonsense"):
        await says(world, command)
        await says(world, "nobody shall read this")
    async with world.db.read() as s:
        assert (await s.scalars(select(HelpRequest.words))).all() == [None]


class TestNoCountrySet:
    """The bot knows no number of its own: every one that it shows is one that the programme gave."""

    def test_no_text_in_any_language_holds_a_number_to_call(self) -> None:
        assert list(_written())
        for text in _written():
            assert not re.search(r"\+?\d[\d ]{4,}|\b(112|116|911|988|999|111)\b", text), text

    async def test_without_helplines_nothing_is_made_up(self, world: World) -> None:
        """Also somebody far from where the programme is gets no number but the emergency's name."""
        await world.member("Ana", Role.MENTEE, zone="America/Los_Angeles")
        async with world.db.write() as s:
            await s.execute(delete(Helpline))
        for text in ("/talk", "help", "I want to die"):
            told = await says(world, text)
            assert DANGER in told
            assert "no number that I could give you" in told
            assert not re.search(r"\d{3}", told)


def _written() -> Iterator[str]:
    for folder in files("bot.library.texts").iterdir():
        if folder.is_dir() and not folder.name.startswith("__"):
            yield from (each.read_text(encoding="utf-8") for each in folder.iterdir())
