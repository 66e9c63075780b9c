"""`python -m bot rehearse --terminal`: be anybody in a sample programme, at a terminal.

It reads lines until they end, so it works with a person, and with commands piped into it.
"""

import asyncio
import contextlib
import sys
from collections.abc import Iterator
from contextlib import AsyncExitStack
from datetime import datetime
from typing import TextIO

from rich.console import Console
from rich.text import Text

from bot import logs
from bot.rehearsal.desk import Desk
from bot.rehearsal.monday import monday_morning
from bot.rehearsal.page import WIDTH
from bot.rehearsal.sample import bring_everyone_in, found_programme
from bot.rehearsal.stage import Stage
from bot.rehearsal.throwaway import throw_away
from bot.rehearsal.words import GOODBYE, WELCOME

_FIRST = "Ana"


def run(today: datetime, lines: TextIO | None = None, out: TextIO | None = None) -> None:
    """Rehearse until the lines end or somebody quits, from the Monday morning of `today` (aware).

    `lines` and `out` are standard input and output unless given.
    """
    logs.set_up("error", "plain")
    console = Console(file=out, width=WIDTH, highlight=False, soft_wrap=True)
    console.print(Text(WELCOME))
    with asyncio.Runner() as runner, contextlib.ExitStack() as at_the_end:
        left = AsyncExitStack()
        at_the_end.callback(lambda: runner.run(left.aclose()))
        stage = runner.run(_enter(left, monday_morning(today)))
        desk = Desk(stage, console, _FIRST)
        runner.run(desk.open())
        for line in _lines(desk, lines, console):
            runner.run(desk.do(line))
            if desk.over:
                break
    console.print(Text(GOODBYE))


async def _enter(left: AsyncExitStack, start: datetime) -> Stage:
    stage = await left.enter_async_context(throw_away(start))
    await bring_everyone_in(await found_programme(stage))
    return stage


def _lines(desk: Desk, source: TextIO | None, console: Console) -> Iterator[str]:
    """What is typed, asked for with a prompt; what is piped is shown as if it had been typed."""
    if source is None and sys.stdin.isatty():
        with contextlib.suppress(ImportError):
            import readline  # noqa: F401  gives input() a history
        while True:
            try:
                yield input(desk.prompt)
            except (EOFError, KeyboardInterrupt):
                console.print()
                return
    for line in source or sys.stdin:
        console.print(Text(desk.prompt + line.rstrip("\n")))
        yield line
