"""Updates wait until the bot confirms them, and one caller at a time gets them."""

import asyncio
from datetime import timedelta

import pytest
from telegram import Bot
from telegram.error import Conflict, InvalidToken, NetworkError

from bot.clock import MovableClock
from bot.rehearsal.core import StandIn
from bot.rehearsal.people import Person
from bot.rehearsal.refusal import Refusal
from bot.rehearsal.request import StandInRequest
from tests.rehearsal.refusals import refused


def say(person: Person, count: int) -> None:
    for number in range(1, count + 1):
        person.says(f"message {number}")


async def ids(bot: Bot, offset: int | None = None, limit: int = 100) -> list[int]:
    return [each.update_id for each in await bot.get_updates(offset, limit, timeout=0)]


class TestOffsets:
    """getUpdates without waiting."""

    async def test_updates_stay_until_an_offset_confirms_them(self, bot: Bot, ana: Person) -> None:
        say(ana, 3)
        assert await ids(bot) == [1, 2, 3]
        assert await ids(bot) == [1, 2, 3]
        assert await ids(bot, 2) == [2, 3]
        assert await ids(bot) == [2, 3]
        assert await ids(bot, 4) == []
        say(ana, 1)
        assert await ids(bot) == [4]

    async def test_a_negative_offset_counts_from_the_end_and_forgets_the_rest(
        self, bot: Bot, ana: Person
    ) -> None:
        say(ana, 5)
        assert await ids(bot, -2) == [4, 5]
        assert await ids(bot) == [4, 5]

    async def test_at_most_100_come_at_once(self, bot: Bot, ana: Person) -> None:
        say(ana, 101)
        assert await ids(bot, limit=2) == [1, 2]
        assert len(await ids(bot)) == 100
        assert len(await ids(bot, limit=1000)) == 100
        assert await ids(bot, limit=0) == [1]

    async def test_only_kinds_asked_for_are_queued_and_that_is_remembered(
        self, bot: Bot, ana: Person
    ) -> None:
        await bot.get_updates(timeout=0, allowed_updates=["callback_query"])
        ana.says("not asked for")
        assert await ids(bot) == []
        await bot.get_updates(timeout=0, allowed_updates=[])
        ana.says("asked for")
        assert len(await ids(bot)) == 1


class TestLongPolls:
    """getUpdates that waits."""

    async def test_a_poll_waits_for_the_next_update(self, bot: Bot, ana: Person) -> None:
        poll = asyncio.ensure_future(bot.get_updates(timeout=50))
        await asyncio.sleep(0)
        assert not poll.done()
        ana.says("hello")
        (update,) = await poll
        assert update.message is not None
        assert update.message.text == "hello"

    async def test_a_poll_ends_empty_when_its_time_is_over(self, standin: StandIn) -> None:
        assert await standin.updates.get(0, 100, timeout=0.01) == []

    async def test_the_older_of_two_polls_gets_the_conflict(self, bot: Bot, ana: Person) -> None:
        older = asyncio.ensure_future(bot.get_updates(timeout=50))
        await asyncio.sleep(0)
        newer = asyncio.ensure_future(bot.get_updates(timeout=50))
        with refused("terminated by other getUpdates request; make sure", Conflict):
            await older
        ana.says("hello")
        assert len(await newer) == 1

    async def test_a_poll_that_was_given_up_leaves_the_updates(self, bot: Bot, ana: Person) -> None:
        poll = asyncio.ensure_future(bot.get_updates(timeout=50))
        await asyncio.sleep(0)
        poll.cancel()
        ana.says("hello")
        assert await ids(bot) == [1]

    async def test_a_poll_breaks_when_the_server_goes_down(
        self, bot: Bot, standin: StandIn
    ) -> None:
        poll = asyncio.ensure_future(bot.get_updates(timeout=50))
        await asyncio.sleep(0)
        standin.faults.down = True
        with refused("httpx.ReadError", NetworkError):
            await poll


class TestWebhooks:
    """setWebhook and its rules; delivery is tested over HTTP."""

    async def test_polling_and_a_webhook_exclude_each_other(self, bot: Bot) -> None:
        poll = asyncio.ensure_future(bot.get_updates(timeout=50))
        await asyncio.sleep(0)
        await bot.set_webhook("https://bot.example/hook", secret_token="s-1_A")
        with refused("terminated by setWebhook request", Conflict):
            await poll
        with refused("can't use getUpdates method while webhook is active", Conflict):
            await bot.get_updates(timeout=0)
        assert (await bot.get_webhook_info()).url == "https://bot.example/hook"
        await bot.delete_webhook()
        assert await ids(bot) == []
        assert (await bot.get_webhook_info()).url == ""

    @pytest.mark.parametrize(
        ("url", "secret", "complaint"),
        [
            ("http://bot.example/", None, "An HTTPS URL must be provided"),
            ("https://bot.example:8080/", None, "only on ports 80, 88, 443 or 8443"),
            ("nowhere", None, "bad webhook"),
            ("https://bot.example/", "no spaces", "secret token contains unallowed characters"),
            ("https://bot.example/", "x" * 257, "secret token is too long"),
        ],
    )
    async def test_a_bad_webhook_is_refused(
        self, bot: Bot, url: str, secret: str | None, complaint: str
    ) -> None:
        with refused(complaint):
            await bot.set_webhook(url, secret_token=secret)

    async def test_pending_updates_are_kept_unless_dropping_is_asked_for(
        self, bot: Bot, ana: Person
    ) -> None:
        say(ana, 2)
        await bot.set_webhook("https://bot.example:8443/", allowed_updates=["message"])
        info = await bot.get_webhook_info()
        assert (info.pending_update_count, info.allowed_updates) == (2, ("message",))
        await bot.delete_webhook(drop_pending_updates=True)
        assert await ids(bot) == []


class TestTheCallItself:
    """Tokens and method names."""

    async def test_a_wrong_token_is_unauthorized(self, standin: StandIn) -> None:
        bot = Bot("1:wrong", request=StandInRequest(standin))
        with refused("unauthorized", InvalidToken):
            await bot.get_me()

    async def test_an_unknown_method_is_not_found(self, standin: StandIn) -> None:
        with pytest.raises(Refusal) as refusal:
            await standin.call("sendDice")
        assert refusal.value.status == 404

    async def test_the_bot_knows_itself(self, bot: Bot, standin: StandIn) -> None:
        me = await bot.get_me()
        assert (me.id, me.is_bot, me.username) == (1, True, "plumbline_bot")
        assert [call.method for call in standin.calls("getMe")] == ["getMe", "getMe"]


class TestTime:
    """Telegram keeps for a day what the bot does not fetch."""

    async def test_after_24_hours_what_was_not_fetched_is_gone(
        self, bot: Bot, ana: Person, clock: MovableClock
    ) -> None:
        ana.says("one")
        clock.move(timedelta(hours=12))
        ana.says("two")
        clock.move(timedelta(hours=12))
        assert len(await bot.get_updates(timeout=0)) == 2
        clock.move(timedelta(seconds=1))
        (kept,) = await bot.get_updates(timeout=0)
        assert kept.message is not None
        assert kept.message.text == "two"
        assert (await bot.get_webhook_info()).pending_update_count == 1
