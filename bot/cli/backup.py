"""`backup`: a consistent copy of the database, taken while the bot runs."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import click

from bot.cli.base import settings
from bot.db.trouble import sqlite_file


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
def backup(path: Path) -> None:
    """Copy the database to PATH, consistently, while the bot goes on."""
    found = settings()
    source = sqlite_file(found.database_url)
    if source is None:
        raise click.ClickException(
            "For PostgreSQL use its own tool: pg_dump --format=custom --file=PATH, with the host, "
            "user and database of DATABASE_URL."
        )
    if not source.is_file():
        raise click.ClickException(f"There is no database {source} to copy yet.")
    if path.exists():
        raise click.ClickException(f"{path} is there already; name a new file.")
    try:
        copy(source, path)
    except (OSError, sqlite3.Error) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise click.ClickException(f"The copy {path} could not be made: {why}.") from None
    click.echo(f"The database is copied to {path}.")
    if not found.keys:
        click.echo(
            f"It can only be read with the key: keep a copy of {found.key_file} too, elsewhere."
        )
    click.echo(
        f"Who is erased from now on stands in {found.erased_file}: with it nobody comes back, should "
        "this copy be put back one day. So keep that file, and a copy of it as it is each day."
    )


def copy(source: Path, path: Path) -> None:
    """Copy a SQLite database as it is at one moment; `path` appears only once it is whole."""
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    # SQLite fills an empty file that is there; made by us, only its owner may read it.
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        address = f"{source.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=30)) as db:
            db.execute("VACUUM INTO ?", (str(part),))
        _to_disk(part)
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
