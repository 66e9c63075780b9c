"""Every open page hears everything, in order, once; one that goes away leaves nothing behind."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Any

import pytest

from bot.rehearsal.web import feed as feeds
from bot.rehearsal.web.feed import feed
from bot.rehearsal.web.room import Room
from tests.rehearsal.web.conftest import LONG, Page

Told = tuple[int, Any]


class Ear:
    """One page that listens."""

    def __init__(self, room: Room, after: int | None) -> None:
        self._feed = feed(room, after)

    async def next(self, kind: str) -> Told:
        """The next event of this kind; others are passed over."""
        return (await self.all_until(kind))[-1]

    async def all_until(self, kind: str) -> list[Told]:
        """Everything up to the next event of this kind."""
        heard: list[Told] = []
        async with asyncio.timeout(LONG):
            while not heard or heard[-1][1]["kind"] != kind:
                told = await anext(self._feed)
                assert told is not None
                heard.append(told)
        return heard

    async def close(self) -> None:
        await self._feed.aclose()


@pytest.fixture
async def ear(page: Page) -> AsyncIterator[Ear]:
    """A page that has loaded the world and listens from there."""
    ear = Ear(page.room, (await page.world())["number"])
    yield ear
    await ear.close()


class TestWhatIsHeard:
    """Messages, taps and the world, as the page shows them."""

    async def test_what_is_said_is_heard_delivered_and_answered(self, page: Page, ear: Ear) -> None:
        await page.act(page.grace, "say", text="/help")
        own = (await ear.next("message"))[1]
        assert own["person"] == page.grace.user_id
        assert own["message"]["text"] == "/help"
        answer = (await ear.next("message"))[1]["message"]
        assert (answer["from"], answer["id"]) == ("bot", page.grace.chat[-1].message_id)
        delivered = (await ear.next("delivered"))[1]
        assert delivered["message"] == own["message"]["id"]

    async def test_numbers_grow(self, page: Page, ear: Ear) -> None:
        await page.act(page.grace, "say", text="/help")
        await page.post("/api/people", name="Sam")
        numbers = [number for number, _ in await ear.all_until("delivered")]
        assert numbers == sorted(numbers)

    async def test_a_deleted_message_is_gone(self, page: Page, ear: Ear) -> None:
        newest = page.grace.chat[-1].message_id
        await page.act(page.grace, "delete", message=newest)
        gone = (await ear.next("removed"))[1]
        assert (gone["person"], gone["message"]) == (page.grace.user_id, newest)

    async def test_the_bot_is_seen_typing(self, page: Page, ear: Ear) -> None:
        await page.play.stage.bot.application.bot.send_chat_action(page.grace.user_id, "typing")
        assert (await ear.next("typing"))[1]["action"] == "typing"

    async def test_an_answer_to_a_tap_is_noticed(self, page: Page, ear: Ear) -> None:
        page.grace.taps_data("a button of long ago", on=page.grace.chat[-1])
        await page.rest()
        notice = (await ear.next("notice"))[1]
        assert (notice["person"], bool(notice["text"])) == (page.grace.user_id, True)

    async def test_the_world_is_told_when_it_looks_different(self, page: Page, ear: Ear) -> None:
        first = (await ear.next("world"))[1]["world"]
        await page.post("/api/clock", by=3600)
        world = (await ear.next("world"))[1]["world"]
        while world["clock"]["moving"] or world["clock"]["now"] == first["clock"]["now"]:
            world = (await ear.next("world"))[1]["world"]
        assert world["clock"]["now"] == "2026-03-02T10:00:00Z"

    async def test_many_changes_make_few_worlds(self, page: Page, ear: Ear) -> None:
        await ear.next("world")
        for number in range(50):
            await page.post("/api/people", name=f"Sam {number}")
        world = (await ear.next("world"))[1]["world"]
        assert len(world["people"]) == 51


class TestComingBack:
    """A page that was away goes on where it was, or is told to look anew."""

    async def test_it_hears_what_it_missed(self, page: Page) -> None:
        before = (await page.world())["number"]
        await page.act(page.grace, "say", text="/help")
        ear = Ear(page.room, before)
        assert (await ear.next("message"))[1]["message"]["text"] == "/help"
        await ear.close()

    @pytest.mark.parametrize("away", [0, 1, 10**15])
    async def test_from_an_unknown_number_everything_is_anew(self, page: Page, away: int) -> None:
        number = page.play.number
        ear = Ear(page.room, away)
        assert await ear.all_until("anew") == [(number, {"kind": "anew"})]
        await ear.close()

    async def test_too_far_behind_everything_is_anew(self, page: Page) -> None:
        number = (await page.world())["number"]
        journal = page.play.telegram.events
        ear = Ear(page.room, number)
        await ear.next("world")
        assert journal.recent.maxlen is not None
        message = page.grace.chat[-1]
        for _ in range(journal.recent.maxlen + 1):
            page.play.telegram.world.edit_message(message, message.content)
        assert (await ear.all_until("anew"))[0][1] == {"kind": "anew"}
        await page.rest()
        page.grace.says("And on it goes")
        assert (await ear.next("message"))[1]["message"]["text"] == "And on it goes"
        await ear.close()

    async def test_another_programme_is_anew(self, page: Page, ear: Ear) -> None:
        await page.post("/api/programme", sample="empty")
        number, _ = await ear.next("anew")
        assert number >= page.play.first
        assert (await ear.next("world"))[1]["world"]["programme"]["sample"] == "empty"
        await page.act(page.grace, "say", text="/help")
        assert (await ear.next("message"))[0] > number


class TestSeveralPages:
    """A second page hears the same, and neither is in the other's way."""

    async def test_both_hear_everything(self, page: Page) -> None:
        number = (await page.world())["number"]
        ears = [Ear(page.room, number) for _ in range(2)]
        await page.act(page.grace, "say", text="/help")
        heard = [await ear.all_until("delivered") for ear in ears]
        assert [each for each in heard[0] if each[1]["kind"] != "world"] == [
            each for each in heard[1] if each[1]["kind"] != "world"
        ]
        for ear in ears:
            await ear.close()

    async def test_one_that_goes_leaves_nothing_behind(self, page: Page) -> None:
        before = len(page.room._listeners)
        ear = Ear(page.room, None)
        await ear.next("world")
        assert len(page.room._listeners) == before + 1
        await ear.close()
        assert len(page.room._listeners) == before


async def test_silence_is_kept_open(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "KEEP_OPEN", 0.01)
    await page.rest()
    async with aclosing(feed(page.room)) as happening:
        told = await anext(happening)
        assert told is not None
        assert told[1]["kind"] == "world"
        assert await anext(happening) is None


async def test_it_ends_when_the_room_is_over(page: Page) -> None:
    async def listen(happening: AsyncGenerator[Any, None]) -> int:
        return len([told async for told in happening])

    listening = asyncio.create_task(listen(feed(page.room)))
    page.room.hang_up()
    async with asyncio.timeout(LONG):
        assert await listening <= 1
