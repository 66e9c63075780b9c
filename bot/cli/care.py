"""`doctor` and `migrate`: looking after an installation."""

import asyncio

import click
from rich.console import Console
from rich.text import Text

from bot.cli.base import settings
from bot.clock import SystemClock
from bot.config import SettingError
from bot.db.trouble import named
from bot.doctor import PATIENCE, Finding, Level, examine, trouble
from bot.installation import prepare

_SIGNS = {Level.GOOD: ("ok     ", "green"), Level.NOTE: ("note   ", "cyan")}
_TROUBLE = ("TROUBLE", "bold red")


@click.command()
@click.option(
    "--patience",
    type=click.FloatRange(0, 50),
    default=PATIENCE,
    show_default=True,
    help="Seconds to listen for a second bot; 0 leaves that out.",
)
def doctor(patience: float) -> None:
    """Say in plain words what is wrong here; fails if anything is."""
    try:
        findings = asyncio.run(examine(settings(), SystemClock(), patience))
    except SettingError as error:
        findings = [trouble(str(error))]
    _show(findings)
    wrong = sum(finding.level is Level.TROUBLE for finding in findings)
    if wrong:
        click.echo(f"Trouble: {wrong}.")
        raise click.exceptions.Exit(1)
    click.echo("All is well.")


@click.command()
def migrate() -> None:
    """Bring the database up to date; starting the bot does so too."""
    found = settings()
    asyncio.run(prepare(found))
    click.echo(f"The database {named(found.database_url)} is up to date.")


def _show(findings: list[Finding]) -> None:
    console = Console(highlight=False, soft_wrap=True)
    for finding in findings:
        sign, style = _SIGNS.get(finding.level, _TROUBLE)
        console.print(Text.assemble((sign, style), " ", finding.text))
