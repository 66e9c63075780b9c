"""`invite`: links that bring people in, one for each person."""

import asyncio
from collections.abc import Sequence

import click
import httpx

from bot.cli.base import settings
from bot.clock import SystemClock
from bot.config import Settings
from bot.domain.people import Role
from bot.installation import open_core
from bot.services.core import Core
from bot.services.people.helpline_checks import ready
from bot.services.people.invites import LIFETIME, NewInvite, create_at_once
from bot.services.people.programmes import ProgrammeView, all_programmes


@click.command()
@click.option(
    "--role", required=True, type=click.Choice([role.value for role in Role]), help="As what."
)
@click.option("--programme", help="Into which programme, by its name, if there are several.")
@click.option(
    "--count",
    type=click.IntRange(1, 1000),
    default=1,
    show_default=True,
    help="How many links: each lets one person in.",
)
def invite(role: str, programme: str | None, count: int) -> None:
    """Print links that let people in, once each, for a limited time.

    Links go to standard output, one a line, and everything else to standard error.
    """
    found = settings()
    made, may_come = asyncio.run(_make(found, Role(role), programme, count))
    username = asyncio.run(bot_name(found))
    for each in made:
        click.echo(f"https://t.me/{username}?start={each.token}" if username else each.token)
    click.echo(_how(made, username), err=True)
    if not may_come:
        click.echo(
            "No coordinator has confirmed the helplines yet. Until then these links let nobody in, "
            "and say so.",
            err=True,
        )


async def bot_name(found: Settings) -> str | None:
    """Ask Telegram what the bot is called; None if there is no token or no good answer."""
    if found.token is None:
        return None
    try:
        async with httpx.AsyncClient(timeout=10) as http:
            answer = await http.post(f"{found.api_url}/bot{found.token}/getMe")
            username = answer.json()["result"]["username"]
    except (httpx.HTTPError, ValueError, KeyError, TypeError):
        return None
    return str(username)


async def _make(
    found: Settings, role: Role, name: str | None, count: int
) -> tuple[Sequence[NewInvite], bool]:
    """Make the links, and say whether they let anybody in already."""
    async with open_core(found, SystemClock()) as core:
        chosen = await choose(core, name)
        made = await create_at_once(core, chosen.id, role, count)
        return made, role is Role.COORDINATOR or await ready(core, chosen.id)


async def choose(core: Core, name: str | None) -> ProgrammeView:
    """Return the programme of this name, or the only one; explain what is wrong otherwise."""
    programmes = await all_programmes(core)
    if not programmes:
        raise click.ClickException(
            "There is no programme yet: python -m bot programme create makes one."
        )
    fitting = [each for each in programmes if name is None or each.name == name]
    names = ", ".join(f"“{each.name}”" for each in programmes)
    if not fitting:
        raise click.ClickException(f"There is no programme “{name}”; there are: {names}.")
    if len(fitting) > 1:
        raise click.ClickException(f"Say which with --programme NAME; there are: {names}.")
    return fitting[0]


def _how(made: Sequence[NewInvite], username: str | None) -> str:
    first = made[0]
    days = LIFETIME.days
    whom = f"as {first.role.value} into “{first.programme}”, good for {days} days"
    each = "One link, for one person" if len(made) == 1 else f"{len(made)} links, one a person"
    if username:
        return f"{each}, {whom}. Give it to nobody else."
    return (
        f"Telegram could not be asked for the bot's name, so here is the token only ({whom}). The "
        "link is https://t.me/NAME?start=TOKEN with your bot's name; sending /start TOKEN to the "
        "bot does the same."
    )
