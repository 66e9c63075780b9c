"""`run` and `rehearse`: the bot itself, and the bot without Telegram."""

import sys
from pathlib import Path

import click

from bot.cli.base import settings
from bot.clock import SystemClock
from bot.config import Settings
from bot.installation import open_core


@click.command()
def run() -> None:
    """Start the bot; without a token, the rehearsal."""
    found = settings()
    if found.token is None:
        click.echo(
            "There is no TELEGRAM_BOT_TOKEN, so this is the rehearsal: the real bot, without "
            "Telegram.\nWith a token from @BotFather in the file .env, the same command starts "
            "the bot.\n"
        )
        _rehearse()
    else:
        from bot.runtime.loop import run_fast

        run_fast(_serve(found, found.token))


@click.command()
@click.option("--page", is_flag=True, help="Serve the page even if nobody sits at this terminal.")
@click.option("--terminal", is_flag=True, help="Rehearse in text, at this terminal.")
@click.option(
    "--story",
    is_flag=False,
    flag_value="two-weeks",
    type=click.Choice(["two-weeks", "ten-weeks"]),
    help="Print two weeks of a programme, or ten weeks of forty people, and end.",
)
@click.option("--port", type=click.IntRange(1, 65535), help="Serve the page at this port.")
@click.option(
    "--keep",
    type=click.Path(file_okay=False, path_type=Path),
    help="Keep the page's programme in this folder, and go on with it the next time.",
)
@click.option("--no-browser", is_flag=True, help="Print the page's address only.")
def rehearse(
    page: bool,
    terminal: bool,
    story: str | None,
    port: int | None,
    keep: Path | None,
    no_browser: bool,
) -> None:
    """Try the bot in a browser, without Telegram: be anybody, move the clock."""
    settings()
    about_page = page or no_browser or port is not None or keep is not None
    if terminal + bool(story) + about_page > 1:
        raise click.UsageError("Choose one: the page, --terminal or --story.")
    if story:
        _tell(story)
    elif terminal:
        _at_terminal()
    elif about_page:
        _open_page(port, keep, browser=not no_browser)
    else:
        _rehearse()


async def _serve(found: Settings, token: str) -> None:
    from bot.app import build
    from bot.delivery.transport import AiohttpRequest
    from bot.runtime.service import serve

    request, updates_request = AiohttpRequest(), AiohttpRequest(connections=4)
    async with open_core(found, SystemClock()) as core:
        bot = build(
            core,
            token=token,
            request=request,
            updates_request=updates_request,
            api_url=found.api_url,
        )
        try:
            await serve(bot, found)
        finally:
            await request.shutdown()
            await updates_request.shutdown()


def _rehearse() -> None:
    if sys.stdin.isatty():
        _open_page()
        return
    click.echo(
        "Nobody sits at a terminal here, so this is the rehearsal in text. The page: "
        "python -m bot rehearse --page\n"
    )
    _at_terminal()


def _open_page(port: int | None = None, keep: Path | None = None, *, browser: bool = True) -> None:
    from bot.rehearsal.web import serving

    serving.run(SystemClock().now(), port, keep, browser=browser)


def _at_terminal() -> None:
    from bot.rehearsal import terminal

    terminal.run(SystemClock().now())


def _tell(key: str) -> None:
    from bot.rehearsal import story
    from bot.rehearsal.acting import WrongStepError
    from bot.rehearsal.stories import story_named

    try:
        story.run(story=story_named(key))
    except WrongStepError as error:
        raise click.ClickException(f"The story cannot go on. {error}") from None
