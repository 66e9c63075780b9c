"""`import`: bringing everybody in from a file, with a link for each."""

import asyncio
import os
from pathlib import Path

import click

from bot.cli.base import settings
from bot.cli.invite import bot_name, choose
from bot.clock import SystemClock
from bot.config import Settings
from bot.domain.people_files import LARGEST, PeopleFile
from bot.domain.reading_people import read
from bot.installation import open_core
from bot.render.importing import done_lines, wrong_lines
from bot.render.inviting import link_of
from bot.render.links_file import links_file
from bot.render.texts import FALLBACK, texts
from bot.services.people.importing import Imported, NoCoordinatorError, carry_out_for
from bot.services.people.invites import LIFETIME


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--programme", help="Into which programme, by its name, if there are several.")
@click.option(
    "--new-links", is_flag=True, help="New links for those who have one and have not joined."
)
def import_people(file: Path, programme: str | None, new_links: bool) -> None:
    """Bring in everybody from FILE, a CSV file with the columns name, role, mentor, group, kind.

    The whole file is checked first; if anything is wrong, nobody is invited. Names and links go to
    a new file beside it, which only you can read.
    """
    people = _read(file)
    found = settings()
    # Asked before, so that nothing takes time between making links and keeping them.
    username = asyncio.run(bot_name(found))
    with _LinksFile(file) as out:
        done = asyncio.run(_import(found, people, programme, new_links))
        words = texts(FALLBACK)
        if done.has_links:
            out.keep(links_file(words, done.links, lambda token: _address(token, username)))
        for line in done_lines(words, done):
            click.echo(line)
    if done.has_links:
        click.echo(_where(out.path, username))


def _read(file: Path) -> PeopleFile:
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except OSError as error:
        raise click.ClickException(f"{file} cannot be read: {error.strerror}.") from None
    found = read(content)
    if isinstance(found, PeopleFile):
        return found
    for line in wrong_lines(texts(FALLBACK), found):
        click.echo(line, err=True)
    raise click.ClickException(f"{file} cannot be used yet, so nobody has been invited.")


async def _import(
    found: Settings, people: PeopleFile, programme: str | None, new_links: bool
) -> Imported:
    async with open_core(found, SystemClock()) as core:
        chosen = await choose(core, programme)
        try:
            return await carry_out_for(core, chosen.id, people, new_links=new_links)
        except NoCoordinatorError:
            raise click.ClickException(
                "The pairs in this file are asked about in a coordinator's name, and nobody has "
                "joined as one yet: python -m bot invite --role coordinator makes a link."
            ) from None


def _address(token: str, username: str | None) -> str:
    return link_of(token, username) if username else f"/start {token}"


def _where(path: Path, username: str | None) -> str:
    told = (
        f"Names and links are in {path}, which only you can read. Each link is for one person "
        f"only, once, for {LIFETIME.days} days."
    )
    if username:
        return told
    return (
        f"{told} Telegram could not be asked for the bot's name: instead of a link there is what "
        "to write to the bot, /start and a word."
    )


class _LinksFile:
    """A new file beside the one that was read, made before anything else, gone if not needed.

    Links are known only once, so a place to write them must be certain before they are made. An
    earlier file is never overwritten, since its links may still be good.
    """

    def __init__(self, beside: Path) -> None:
        self._beside = beside
        self._kept = False

    def __enter__(self) -> "_LinksFile":
        self.path, self._handle = self._open()
        return self

    def keep(self, content: bytes) -> None:
        """Write the file, all of it, before this returns."""
        with os.fdopen(os.dup(self._handle), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        self._kept = True

    def __exit__(self, *_: object) -> None:
        os.close(self._handle)
        if not self._kept:
            self.path.unlink(missing_ok=True)

    def _open(self) -> tuple[Path, int]:
        stem = self._beside.with_suffix("").name
        number = 1
        while True:
            suffix = "" if number == 1 else f"-{number}"
            path = self._beside.with_name(f"{stem}-links{suffix}.csv")
            try:
                return path, os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            except FileExistsError:
                number += 1
            except OSError as error:
                raise click.ClickException(f"{path} cannot be made: {error.strerror}.") from None
