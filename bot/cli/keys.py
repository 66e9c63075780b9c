"""`keys rotate`: a new master key in place of the one in use."""

import asyncio
import sys

import click

from bot.cli.base import settings, usable
from bot.clock import SystemClock
from bot.config import Settings
from bot.db.tables import Installation
from bot.doctor.finding import times
from bot.key_change import StillRunningError, rotate
from bot.key_files import random_key, written
from bot.keys import half_changed, trouble_with_key
from bot.services.pulse import STALE

_BACKUPS = "Backups made until now open only with the old key"


@click.group()
def keys() -> None:
    """Look after the master key."""


@keys.command("rotate")
def rotate_keys() -> None:
    """Change the master key; the bot must be stopped. Killed on the way, run it again."""
    found = settings()
    asyncio.run(_check(found))
    if len(found.keys) == 1:
        _tell_what_to_set()
        return
    if not found.keys and not found.next_key_file.exists() and sys.stdin.isatty():
        click.confirm(
            f"{_BACKUPS}, which is about to be taken out of {found.key_file}: whoever wants to "
            "restore one keeps a copy of it elsewhere. Go on?",
            abort=True,
            err=True,
        )
    left = _rotate(found)
    click.echo(
        asyncio.run(_what_is_left_to_do(found))
        or f"The key is changed: {found.key_file} holds the new one. Copy it, today, to a place "
        "that is neither this machine nor where the backups are; then start the bot."
    )
    click.echo(f"{_BACKUPS}: keep your copy of it as long as you keep one of them.")
    if left:
        click.echo(
            f"{times(left, 'thing', 'things')} in the database could not be opened with the old "
            "key either, and stayed as they were."
        )


def _tell_what_to_set() -> None:
    """Nobody else can write PLUMBLINE_KEY, so the new key goes through their hands first."""
    click.echo(
        "Nothing is changed yet. Since the key stands in PLUMBLINE_KEY, it takes four steps:\n"
        "1. Copy this new key to a place that is neither this machine nor where the backups are:",
        err=True,
    )
    click.echo(written(random_key()))
    click.echo(
        "2. Put it into PLUMBLINE_KEY, before the key that is there now, with a comma between "
        "the two. The bot opens everything with either.\n"
        "3. Stop the bot, and run `python -m bot keys rotate` again: that changes the database.\n"
        "4. Take the comma and the old key out of PLUMBLINE_KEY, and start the bot.\n"
        f"{_BACKUPS}: keep your copy of it as long as you keep one of them.",
        err=True,
    )


async def _check(found: Settings) -> None:
    """Fail before anything is asked or said where the key or the database is not as it should."""
    async with usable(found) as db, db.read() as s:
        wrong = await trouble_with_key(found, s)
        if wrong:
            raise click.ClickException(wrong)
        if await s.get(Installation, 1) is None:
            raise click.ClickException("The database has no key yet; starting the bot makes one.")


async def _what_is_left_to_do(found: Settings) -> str | None:
    async with usable(found) as db, db.read() as s:
        return half_changed(found, (await s.get_one(Installation, 1)).key_check)


def _rotate(found: Settings) -> int:
    try:
        return asyncio.run(rotate(found, SystemClock().now()))
    except StillRunningError:
        minutes = int(STALE.total_seconds()) // 60
        raise click.ClickException(
            "The bot is running, or another program has its database open: stop it, and run this "
            f"again. If the bot was killed a moment ago, wait {minutes} minutes first."
        ) from None
