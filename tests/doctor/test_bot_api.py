"""The doctor says what is wrong between this machine and Telegram, and disturbs nobody."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.clock import MovableClock, SystemClock
from bot.doctor import Level
from bot.doctor.bot_api import webhook_finding
from bot.rehearsal.core import StandIn
from bot.rehearsal.refusal import Refusal
from bot.runtime import one_bot
from bot.services import pulse
from tests.doctor.conftest import Clinic


async def test_a_healthy_installation_has_no_trouble(clinic: Clinic) -> None:
    assert await clinic.said() == []
    assert "Telegram knows the bot as @plumbline_bot." in await clinic.said(Level.GOOD)


async def test_no_token(clinic: Clinic) -> None:
    clinic.change(token=None)
    (sentence,) = await clinic.said()
    assert "no TELEGRAM_BOT_TOKEN" in sentence
    assert "@BotFather" in sentence
    assert clinic.telegram.calls() == []


async def test_a_wrong_token(clinic: Clinic) -> None:
    clinic.change(token="999:hush-hush")
    (sentence,) = await clinic.said()
    assert "does not know this TELEGRAM_BOT_TOKEN" in sentence
    assert "hush" not in sentence


async def test_an_unreachable_api(clinic: Clinic) -> None:
    clinic.telegram.faults.down = True
    (sentence,) = await clinic.said()
    assert "127.0.0.1 cannot be reached (no connection)" in sentence


async def test_an_api_that_answers_with_errors(clinic: Clinic) -> None:
    clinic.telegram.faults.server_error(502)
    (sentence,) = await clinic.said()
    assert "answers with an error (502)" in sentence


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(330, "5 minutes ahead of"), (-50, "seconds behind"), (86400, "24 hours ahead of")],
)
async def test_a_clock_that_is_off(clinic: Clinic, seconds: int, words: str) -> None:
    clock = MovableClock(clinic.now() + timedelta(seconds=seconds))
    (sentence,) = await clinic.said(clock=clock)
    assert f"{words} Telegram's" in sentence


async def test_a_clock_that_is_nearly_right_is_no_trouble(clinic: Clinic) -> None:
    assert await clinic.said(clock=MovableClock(clinic.now() + timedelta(seconds=20))) == []


async def test_nothing_is_said_of_a_bot_whose_signs_of_life_cannot_be_read(
    clinic: Clinic,
) -> None:
    clinic.change(database_url="postgresql://me:hush@127.0.0.1:1/plumbline")
    clinic.telegram.person("Ana").says("hello")
    noted = await clinic.said(Level.NOTE, patience=1)
    assert noted == ["Whether the bot runs cannot be told until the database can be read."]
    assert clinic.telegram.calls("getUpdates") == []


async def test_a_webhook_that_takes_the_updates_elsewhere(clinic: Clinic) -> None:
    url = "https://elsewhere.example/secret-path"
    await clinic.telegram.call("setWebhook", {"url": url})
    (sentence,) = await clinic.said()
    assert "sends this bot's updates to elsewhere.example" in sentence
    assert "secret-path" not in sentence


async def test_a_webhook_of_our_own_is_no_trouble(clinic: Clinic) -> None:
    url = "https://bot.example/hook"
    clinic.change(webhook_url=url, webhook_secret="x" * 16)
    assert any("does not know it yet" in text for text in await clinic.said(Level.NOTE))
    await clinic.telegram.call("setWebhook", {"url": url})
    assert await clinic.said() == []
    assert "Telegram brings updates to WEBHOOK_URL." in await clinic.said(Level.GOOD)


def test_a_webhook_that_telegram_cannot_reach() -> None:
    info: dict[str, Any] = {"url": "https://bot.example/hook", "pending_update_count": 3}
    info["last_error_message"] = "Connection refused"
    finding = webhook_finding(info, "https://bot.example/hook")
    assert finding.level is Level.TROUBLE
    assert "cannot bring 3 updates to WEBHOOK_URL (Connection refused)" in finding.text


class TestASecondBot:
    """A second program that takes updates is found, and our own bot is left in peace."""

    async def test_one_that_polls_is_found(self, clinic: Clinic) -> None:
        other = asyncio.create_task(_poll_for_ever(clinic.telegram))
        await asyncio.sleep(0)
        try:
            (sentence,) = await clinic.said(patience=5)
        finally:
            other.cancel()
        assert "Another program takes updates with this TELEGRAM_BOT_TOKEN" in sentence

    async def test_looking_confirms_nothing_and_keeps_the_chosen_kinds(
        self, clinic: Clinic
    ) -> None:
        await clinic.telegram.call("getUpdates", {"allowed_updates": '["message"]', "timeout": 0})
        clinic.telegram.person("Ana").says("hello")
        said = await clinic.said(Level.NOTE, patience=1)
        assert any("updates wait" in text for text in said)
        assert len(await clinic.telegram.call("getUpdates", {"timeout": 0})) == 1
        assert list(clinic.telegram.updates.allowed or ()) == ["message"]

    async def test_our_own_running_bot_is_not_thrown_off(self, clinic: Clinic) -> None:
        await pulse.beat(clinic.core)
        assert await clinic.said() == []
        assert clinic.telegram.calls("getUpdates") == []
        assert any("The bot is running" in text for text in await clinic.said(Level.GOOD))

    async def test_what_our_running_bot_met_is_told(self, clinic: Clinic) -> None:
        await pulse.beat(clinic.core)
        await pulse.disturbed(clinic.core)
        (sentence,) = await clinic.said()
        assert "Another program takes updates" in sentence

    async def test_a_conflict_of_long_ago_is_over(self, clinic: Clinic) -> None:
        await pulse.disturbed(replace(clinic.core, clock=_ago(timedelta(hours=1))))
        await pulse.beat(clinic.core)
        assert await clinic.said() == []

    async def test_a_bot_that_stopped_or_died_is_not_taken_for_running(
        self, clinic: Clinic
    ) -> None:
        await pulse.beat(replace(clinic.core, clock=_ago(pulse.STALE)))
        assert any("not running" in text for text in await clinic.said(Level.NOTE))
        await pulse.stopped(clinic.core, await pulse.beat(clinic.core))
        assert any("not running" in text for text in await clinic.said(Level.NOTE))

    async def test_a_second_copy_that_stops_does_not_hide_that_the_first_runs(
        self, clinic: Clinic
    ) -> None:
        mine = await pulse.beat(clinic.core)
        second = await pulse.beat(clinic.core)
        assert second is None
        await pulse.stopped(clinic.core, second)
        assert any("The bot is running" in text for text in await clinic.said(Level.GOOD))
        again = await pulse.beat(clinic.core, mine)
        assert again is not None
        await pulse.stopped(clinic.core, mine)
        assert any("The bot is running" in text for text in await clinic.said(Level.GOOD))
        await pulse.stopped(clinic.core, again)
        assert any("not running" in text for text in await clinic.said(Level.NOTE))

    async def test_a_bot_started_anew_after_a_crash_takes_over_before_it_seems_dead(
        self, clinic: Clinic
    ) -> None:
        await pulse.beat(replace(clinic.core, clock=_ago(pulse.STALE - pulse.EVERY)))
        assert await pulse.beat(clinic.core) is not None


class TestAnotherBotOnTheDatabase:
    """One database serves one bot: the doctor says whose it is, and what starting would do."""

    async def test_one_that_runs_must_be_stopped_first(self, clinic: Clinic) -> None:
        await one_bot.take(clinic.core, clinic.telegram.bot.user_id + 1)
        (sentence,) = await clinic.said()
        assert "Another bot is running on this database: stop it" in sentence
        assert not any("nobody else" in text for text in await clinic.said(Level.GOOD))

    async def test_one_that_was_here_before_is_noted(self, clinic: Clinic) -> None:
        before = replace(clinic.core, clock=_ago(pulse.STALE))
        await one_bot.take(before, clinic.telegram.bot.user_id + 1)
        assert await clinic.said() == []
        assert any("served another bot until now" in said for said in await clinic.said(Level.NOTE))
        await one_bot.take(clinic.core, clinic.telegram.bot.user_id)
        assert await clinic.said() == []
        assert not any("another bot" in said for said in await clinic.said(Level.NOTE))


def _ago(span: timedelta) -> MovableClock:
    return MovableClock(SystemClock().now() - span)


async def _poll_for_ever(telegram: StandIn) -> None:
    while True:
        try:
            await telegram.call("getUpdates", {"timeout": 20})
        except Refusal:
            await asyncio.sleep(0.05)  # another process would need as long to come back
