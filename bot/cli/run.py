"""`run` and `rehearse`: the bot itself, and the bot without Telegram."""

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
@click.option("--story", is_flag=True, help="Watch two weeks of a programme play by themselves.")
def rehearse(story: bool) -> None:
    """Try the bot at this terminal: be anybody, move the clock."""
    settings()
    if story:
        _tell()
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
    from bot.rehearsal import terminal

    terminal.run(SystemClock().now())


def _tell() -> None:
    from bot.rehearsal import story
    from bot.rehearsal.acting import WrongStepError

    try:
        story.run()
    except WrongStepError as error:
        raise click.ClickException(f"The story cannot go on. {error}") from None
