"""What every command does alike: settings, logging, and errors told in one plain sentence."""

import errno
import os
import re
import tempfile
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import click
from sqlalchemy.exc import SQLAlchemyError

from bot import logs
from bot.config import DATA, SettingError, Settings, load
from bot.db.database import Database
from bot.db.migrate import Standing, standing
from bot.db.trouble import describe, named, sqlite_file
from bot.domain.questionnaire_files import BadQuestionnaireError

FAILED = 1
WRONG_SETTING = 2
INTERRUPTED = 130


class Plain(click.Group):
    """A group of commands whose errors are one plain sentence and a status, never a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the chosen command; click's own ways of stopping stay as they are."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except SettingError as error:
            _stop(str(error), WRONG_SETTING)
        except KeyboardInterrupt:
            _stop("Stopped.", INTERRUPTED)
        except Exception as error:
            _stop(_sentence(error), FAILED)


def settings() -> Settings:
    """Read the settings and set up logging by them."""
    found = load()
    logs.set_up(found.log_level, found.log_format)
    return found


@asynccontextmanager
async def usable(found: Settings) -> AsyncIterator[Database]:
    """Open the database as it is; nothing is made or brought up to date."""
    url = found.database_url
    path = sqlite_file(url)
    if path is not None and not path.is_file():
        raise click.ClickException(f"There is no database {path} yet.")
    db = Database(url)
    try:
        if await standing(db) is not Standing.CURRENT:
            raise click.ClickException(
                f"The database {named(url)} is not up to date: `python -m bot doctor` says more."
            )
        yield db
    finally:
        await db.close()


def _sentence(error: Exception) -> str:
    if isinstance(error, BadQuestionnaireError):
        return f"A questionnaire cannot be used. {error}"
    if isinstance(error, SQLAlchemyError):
        return describe(load().database_url, error)
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return "The disk is full."
    where = _keep(error)
    kind = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(error).__name__).lower()
    return f"Something went wrong that should not have ({kind}). The details are in {where}."


def _keep(error: Exception) -> Path:
    """Keep the details where only the owner reads them, secrets taken out; return the file."""
    details = logs.redact(None, "", {"it": "".join(traceback.format_exception(error))})["it"]
    for folder in (Path.cwd() / DATA, Path(tempfile.gettempdir())):
        path = folder / f"plumbline-error-{os.getpid()}.txt"
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError:
            continue
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(details)
        return path
    click.echo(details, err=True)
    return Path("what is printed above")


def _stop(sentence: str, status: int) -> None:
    click.echo(sentence, err=True)
    raise click.exceptions.Exit(status)
