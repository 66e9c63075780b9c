"""`setaside`: looking at updates that failed three times, and what to do with them."""

import asyncio

import click

from bot.cli.base import settings, usable
from bot.config import Settings
from bot.delivery.aside import Aside, all_aside, drop, try_again
from bot.doctor.finding import times

_ALL = "all"


def _which(typed: str) -> str | int:
    """Read an update's number, or the word for all of them."""
    if typed == _ALL:
        return _ALL
    if typed.isascii() and typed.isdecimal() and int(typed) < 2**63:
        return int(typed)
    raise click.BadParameter(f"“{typed}” is neither the number of an update nor “{_ALL}”.")


@click.command()
@click.option(
    "--again",
    type=_which,
    metavar="N|all",
    help="Put one back, or all: the bot handles them when it starts next.",
)
@click.option(
    "--drop",
    "away",
    type=_which,
    metavar="N|all",
    help="Delete one, or all, unhandled; asks before it does.",
)
def setaside(again: str | int | None, away: str | int | None) -> None:
    """List updates that failed three times: number, time, tries, kind of error.

    What people sent is kept sealed, and is not shown.
    """
    found = settings()
    if again is not None and away is not None:
        raise click.UsageError("Choose one of --again and --drop.")
    if again is not None:
        asyncio.run(_again(found, again))
    elif away is not None:
        click.confirm("What was sent there is deleted for good. Go on?", abort=True, err=True)
        asyncio.run(_drop(found, away))
    else:
        asyncio.run(_list(found))


async def _list(found: Settings) -> None:
    async with usable(found) as db:
        rows = await all_aside(db)
    if not rows:
        click.echo("Nothing is set aside.")
        return
    for row in rows:
        click.echo(_line(row))
    click.echo("--again N (or all) puts back, --drop N (or all) deletes.", err=True)


async def _again(found: Settings, which: str | int) -> None:
    async with usable(found) as db:
        count = _some(await try_again(db, _number(which)), which)
    click.echo(f"{_updates(count)} put back. Restart the bot now: it takes them up as it starts.")


async def _drop(found: Settings, which: str | int) -> None:
    async with usable(found) as db:
        count = _some(await drop(db, _number(which)), which)
    click.echo(f"{_updates(count)} deleted.")


def _line(row: Aside) -> str:
    tried = times(row.attempts, "time", "times")
    return f"{row.update_id}  came {row.received_at:%Y-%m-%d %H:%M} UTC, tried {tried}: {row.error}"


def _number(which: str | int) -> int | None:
    return None if isinstance(which, str) else which


def _some(count: int, which: str | int) -> int:
    if not count:
        what = "Nothing" if which == _ALL else f"No update {which}"
        raise click.ClickException(f"{what} is set aside; `python -m bot setaside` lists what is.")
    return count


def _updates(count: int) -> str:
    return times(count, "update was", "updates were")
