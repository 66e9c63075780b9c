"""Words of distress: nobody is told, nothing is kept, and nothing that breaks keeps help away."""

import asyncio
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs
from telegram.ext import MessageHandler, filters

from bot.db.database import Database
from bot.db.tables import Base
from bot.domain.people import Role
from bot.rehearsal.events import MessageAdded
from bot.rehearsal.faults import Fault
from bot.rehearsal.refusal import bad_request
from tests.abuse.distressed import WORDS, answers, begins, offers, says
from tests.world import World


@pytest.fixture
async def another_world(tmp_path: Path) -> AsyncIterator[World]:
    db = Database(f"sqlite:///{tmp_path / 'another.db'}")
    async with db.engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    world = await World.begin(db)
    yield world
    await world.end()
    await db.close()


async def test_nothing_is_stored_or_logged_and_nobody_else_hears_of_it(
    world: World, another_world: World
) -> None:
    """A database in which somebody said it looks like one in which they said something else.

    Compared is everything that is not sealed. Only since when a question has been asked is left
    out: showing anything at all in between empties that.
    """
    found: list[dict[str, list[str]]] = []
    for each, words in ((world, WORDS), (another_world, "It was quiet")):
        await begins(each)
        for who in ("Ben", "Cleo"):
            each.person(who).new_messages()
        with capture_logs() as logs:
            await says(each, words)
        assert logs == []
        assert len(offers(each)) == (words == WORDS)
        assert not [m for who in ("Ben", "Cleo") for m in each.person(who).new_messages()]
        found.append(await in_the_clear(each))
    assert found[0] == found[1]
    assert any(found[0].values())


async def in_the_clear(world: World) -> dict[str, list[str]]:
    """How many rows each table has, and everything in them that says the same in each world."""
    rows: dict[str, list[str]] = {}
    async with world.db.read() as s:
        for table in Base.metadata.sorted_tables:
            kept = [column for column in table.columns if _says_the_same(column)]
            found: Any = await s.execute(select(*kept)) if kept else []
            rows[table.name] = sorted(map(repr, found))
    return rows


def _says_the_same(column: Any) -> bool:
    """Whether a column has neither something sealed nor a random number in it."""
    is_id = column.primary_key or column.foreign_keys or column.name.endswith(("_id", "key"))
    left_out = column.name in ("focus_at", "dedupe")
    return not (is_id or left_out or "Binary" in repr(column.type))


async def test_killed_before_it_was_shown_it_is_shown_after_the_start(
    world: World,
) -> None:
    """The reply may come twice then; the numbers come."""
    await begins(world)
    stuck = after_the_reply(world, world.telegram.faults.hang)
    await world.bot.intake.pull()
    while not (stuck and stuck[0].hits):
        await asyncio.sleep(0)
    assert not offers(world)
    await world.crash()
    assert len(offers(world)) == 1
    assert await answers(world) == 1


async def test_where_telegram_refuses_it_the_questions_go_on(world: World) -> None:
    """What goes wrong with the offer is logged, in no words of theirs, and holds nothing up."""
    await begins(world)
    refuse = partial(world.telegram.faults.refuse, bad_request("too strange"))
    after_the_reply(world, refuse)
    with capture_logs() as logs:
        await world.settle()
    assert [log["event"] for log in logs if log["log_level"] == "error"] == [
        "an offer of help failed"
    ]
    assert "die" not in str(logs)
    await says(world, "My nerves")
    assert "Question 3 of 4" in world.person("Ana").last.text


def after_the_reply(world: World, strike: Callable[..., Fault]) -> list[Fault]:
    """Let Ana say it, and strike what is sent after the reply; returns what strikes, once it does."""
    ana = world.person("Ana")
    ana.says(WORDS)
    found: list[Fault] = []

    def from_now_on(event: object) -> None:
        if isinstance(event, MessageAdded) and not found:
            found.append(strike(method="sendMessage", chat_id=ana.user_id))

    world.telegram.events.subscribe(from_now_on)
    return found


async def test_where_something_of_ours_fails_it_comes_once(world: World) -> None:
    """The update is tried three times, and set aside; the helplines come after the apology."""
    await world.member("Ana", Role.MENTEE)

    async def broken(_update: object, _context: object) -> None:
        raise ValueError

    world.bot.application.add_handler(MessageHandler(filters.TEXT, broken), group=-1)
    await says(world, WORDS)
    *_, apology, offer = world.person("Ana").chat
    assert "Something went wrong on my side" in apology.text
    assert offers(world) == [offer]
