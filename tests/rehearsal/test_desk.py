"""At the terminal somebody can be anybody: say, tap, look around, and move time."""

import io
from collections.abc import Awaitable, Callable

import pytest
from rich.console import Console

from bot.domain.people import Role
from bot.rehearsal.desk import Desk
from tests.world import World

Play = Callable[..., Awaitable[str]]


@pytest.fixture
async def play(world: World) -> Play:
    """Type lines as Ana, whose mentor is Ben and whose coordinator is Cleo; return what shows."""
    ana = await world.member("Ana", Role.MENTEE)
    ben = await world.member("Ben", Role.MENTOR)
    await world.member("Cleo", Role.COORDINATOR)
    await world.pair(ben, ana)
    out = io.StringIO()
    desk = Desk(world, Console(file=out, width=80, soft_wrap=True), "Ana")
    await desk.open()

    async def typed(*lines: str) -> str:
        out.seek(0)
        out.truncate()
        for line in lines:
            await desk.do(line)
        return out.getvalue()

    return typed


class TestBeingSomebody:
    """What is typed is said; numbers and labels press buttons."""

    async def test_what_is_typed_reaches_the_bot(self, play: Play) -> None:
        assert "/reflect" in await play("/help")

    async def test_a_number_presses_the_button_that_shows_it(self, play: Play) -> None:
        shown = await play("/schedule")
        assert "[1 Propose a schedule]" in shown
        assert "On which day" in await play("1")

    async def test_a_number_without_a_button_is_said(self, play: Play, world: World) -> None:
        await play("7")
        assert world.person("Ana").chat[0].text == "7"

    async def test_a_button_can_be_pressed_by_its_label(self, play: Play) -> None:
        assert "On which day" in await play("/schedule", ":tap propose a schedule")

    async def test_a_button_that_is_gone_is_not_pressed(self, play: Play) -> None:
        assert "no button" in await play(":tap Propose a schedule")

    async def test_a_voice_note_and_a_sticker_are_answered(self, play: Play) -> None:
        assert "bot " in await play(":voice")
        assert "bot " in await play(":sticker")

    async def test_the_last_message_can_be_edited(self, play: Play, world: World) -> None:
        await play("hello", ":edit hello again")
        assert world.person("Ana").chat[0].text == "hello again"
        assert "last message" in await play(":be Ben", ":edit nothing was said")

    async def test_a_chat_shows_again_with_numbers_on_its_newest_buttons(self, play: Play) -> None:
        await play("/schedule", "hello")
        assert "[1 Propose a schedule]" in await play(":chat")


class TestLookingAround:
    """Whose phone it is, what waits on the others, and who there is."""

    async def test_other_phones_say_that_something_came(self, play: Play) -> None:
        await play(":cleo", "/invite", ":tap A mentee", ":tap Just one")
        shown = await play(":join Zoe", ":tap I agree", ":tap Zoe", ":tap London (08:00)")
        assert "On other phones: Cleo (1 new)" in shown
        assert "Zoe has joined as a mentee" in await play(":cleo")

    async def test_everybody_is_listed_with_role_and_clock(self, play: Play) -> None:
        shown = await play(":people")
        assert "* Ana" in shown
        assert "mentor; Mon 2 March, 08:00" in shown

    async def test_joining_without_a_link_says_where_links_come_from(self, play: Play) -> None:
        assert "/invite" in await play(":join Zoe")

    async def test_nonsense_is_answered_kindly(self, play: Play) -> None:
        for nonsense in (":nonsense", ":be Nobody", ":wait soon", ":", "::", ":+", ":tap"):
            assert "\n" in await play(nonsense)
        assert await play("") == ""


class TestMovingTheWorld:
    """Time stands still until it is moved; the bot can be blocked and restarted."""

    async def test_time_moves_by_what_is_asked(self, play: Play) -> None:
        assert "Mon 2 March, 09:00" in await play(":+1h")
        assert "Tue 3 March, 09:00" in await play(":wait 1d")

    async def test_nothing_planned_is_said(self, play: Play) -> None:
        assert "Nothing is planned" in await play(":next")

    async def test_the_next_thing_due_is_named(self, play: Play) -> None:
        await play("/pause", ":tap A week", ":tap Yes, pause")
        assert "a pause is over (Ana)" in await play(":next")

    async def test_somebody_who_blocked_the_bot_can_come_back(self, play: Play) -> None:
        assert "has blocked the bot" in await play(":block")
        assert "blocked the bot and cannot write" in await play("hello")
        assert "Good to have you back" in await play(":unblock", "/start")

    async def test_a_restart_forgets_nothing(self, play: Play) -> None:
        await play("/schedule", ":tap Propose a schedule")
        assert "At what time" in await play(":restart", "sunday")
