"""What people write stands sealed in the database, and nowhere else: no log, no file, no error."""

import asyncio
import gc
import json
import logging
from datetime import timedelta
from pathlib import Path
from typing import Any, NoReturn

import pytest
import structlog
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from telegram import Update
from telegram.ext import TypeHandler

from bot.cli.backup import copy
from bot.db.tables import InboxRow
from bot.domain.people import Focus
from bot.domain.queues import DueKind, InboxState, MessageKind
from bot.runtime.sender import Sender
from bot.runtime.ticks import Ticks
from bot.services.sweep import sweep
from tests.abuse.distressed import begins, says
from tests.abuse.everywhere import every_place
from tests.abuse.watching_files import files_written
from tests.services.surveys.evidence import gather, logged
from tests.world import World

SECRET = "Osmiumglas"
# What coordinators name things by stands in the clear: titles, names of groups and programmes.
CLEAR = {Focus.GROUP_NAME, Focus.SURVEY_WRITING, Focus.PROGRAMME}


def said_at(focus: Focus) -> str:
    return f"{SECRET} {focus}"


async def test_a_planted_sentence_stands_in_no_log_no_file_and_nowhere_readable_in_the_database(
    world: World, tmp_path: Path
) -> None:
    """Said wherever words are asked for; looked for in every log at DEBUG, in the database's file,
    its log, a backup, and whatever else is written meanwhile. Nor does the bot's own token.
    """
    world.telegram.limits = None
    file = Path(str(world.db.engine.url.database))
    with logged() as log, files_written() as written:
        async for focus, who in every_place(world):
            await says(world, said_at(focus), who)
        for command in ("/mydata", "/digest", "/people", "/audit", "/health"):
            for who in ("Ana", "Ben", "Cleo"):
                await says(world, command, who)
        await world.restart()
        raw = (await gather(world.db)).raw
        copy(file, tmp_path / "backup.db")
    assert raw
    for where in (raw, (tmp_path / "backup.db").read_bytes()):
        for focus in Focus:
            assert (said_at(focus).encode() in where) is (focus in CLEAR), focus
        assert world.telegram.token.encode() not in where
    assert SECRET not in log.getvalue()
    assert world.telegram.token not in log.getvalue()
    assert {Path(each).name for each in written} <= {"backup.db.part"}


async def _fails(*_: Any) -> NoReturn:
    """Fail in the worst way: every exception says what somebody wrote."""
    statement, why = f"INSERT INTO answers VALUES ('{SECRET}')", Exception(f"DETAIL: {SECRET}")
    raise IntegrityError(statement, {"x": SECRET}, why) from ValueError(SECRET)


async def test_whatever_fails_no_traceback_holds_what_somebody_wrote(
    world: World, capfd: pytest.CaptureFixture[str]
) -> None:
    """A handler, what falls due, what is to be sent, a tick, and a task that nobody waits for."""
    await begins(world)
    with logged() as log:
        world.bot.application.add_handler(TypeHandler(Update, _fails), group=-1)
        await says(world, SECRET)
        heard = [message.text for message in world.person("Ana").new_messages()]
        world.clock.move_to(world.clock.now() + timedelta(days=1))
        await world.bot.sweep()
        await Sender(world.core, world.bot.gateway, dict.fromkeys(MessageKind, _fails)).drain()
        world.clock.move_to(world.clock.now() + timedelta(days=2))
        await sweep(world.core, dict.fromkeys(DueKind, _fails))
        await Ticks(_fails, _fails, _fails, world.db.explain)._guarded(_fails)
        task = asyncio.create_task(_fails())
        await asyncio.wait([task])
        del task
        gc.collect()
    assert {json.loads(line)["event"] for line in log.getvalue().splitlines()} == {
        "update failed",
        "a message could not be composed",
        "due row failed",
        "a tick failed",
        "Task exception was never retrieved",
    }
    out, err = capfd.readouterr()
    for where in (log.getvalue(), out, err, *heard):
        assert SECRET not in where
    assert "test_leaks.py" in log.getvalue()


async def test_a_database_that_fails_says_nothing_of_what_was_to_be_stored(
    world: World, capfd: pytest.CaptureFixture[str]
) -> None:
    """Neither in a log nor to anybody; the words wait, sealed."""
    await begins(world)
    async with world.db.write() as s:
        await s.execute(text("ALTER TABLE answers RENAME TO gone"))
    world.person("Ana").new_messages()
    with logged() as log:
        await says(world, SECRET)
    async with world.db.write() as s:
        await s.execute(text("ALTER TABLE gone RENAME TO answers"))
        states = list(await s.scalars(select(InboxRow.state)))
    assert states.count(InboxState.SET_ASIDE) == 1
    chats = [message for someone in world.people.values() for message in someone.chat]
    heard = [message.text for message in chats if message.from_bot]
    assert "update failed" in log.getvalue()
    out, err = capfd.readouterr()
    for where in (log.getvalue(), out, err, *heard):
        assert SECRET not in where
    assert SECRET.encode() not in (await gather(world.db)).raw


@pytest.mark.parametrize("style", ["plain", "json"])
def test_nothing_in_a_log_line_begins_a_line_of_its_own_or_is_obeyed_by_a_terminal(
    style: str,
) -> None:
    """Neither in an event nor in a value, at any depth, nor in what a library logs."""
    evil = "a\n2026-03-02 [info] all is well\r\x1b[2J\x9b31m\u2028\u202e\0\ud83d"
    with logged(style) as log:
        own, library = structlog.get_logger("bot.x"), logging.getLogger("a.library")
        own.warning(evil, name=evil, deep={evil: [evil]})
        library.warning("it says %s", evil)
    written = log.getvalue()
    assert len(written.splitlines()) == 2
    assert written.replace("\n", "").isprintable()
