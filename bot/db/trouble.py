"""What is wrong with a database, in a sentence for the person who runs Plumbline."""

from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError

_SQLITE = (
    ("unable to open database file", "cannot be opened; its folder is missing or not yours"),
    ("readonly database", "cannot be written: the file or its folder is read-only"),
    ("database or disk is full", "cannot be written: the disk is full"),
    ("disk i/o error", "cannot be read or written: the disk reports an error"),
    ("not a database", "is not a database: the file holds something else"),
    ("malformed", "is damaged: stop the bot and restore a backup"),
    ("database is locked", "is busy: another program keeps it locked"),
    ("no such table", "has no tables yet, or old ones: run `python -m bot migrate`"),
)
_POSTGRES = (
    ("connection refused", "does not answer; perhaps PostgreSQL is not running there"),
    ("password authentication failed", "does not let us in: the user or the password is wrong"),
    ("no password supplied", "wants a password, and DATABASE_URL has none"),
    ("does not exist", "is not as DATABASE_URL says: the database, user or table does not exist"),
    ("permission denied", "does not allow this user to write: grant it the rights on its tables"),
    ("no space left", "cannot be written: its disk is full"),
    ("could not extend file", "cannot be written: its disk is full"),
    ("read-only transaction", "cannot be written: it is read-only"),
    ("resolve host", "cannot be found: the host in DATABASE_URL has no address"),
    ("translate host", "cannot be found: the host in DATABASE_URL has no address"),
    ("timeout", "does not answer in time"),
    ("terminating connection", "is shutting down"),
    ("server closed the connection", "went away in the middle of a call"),
)


def describe(url: str, error: Exception) -> str:
    """Say in one sentence what `error` means for the database at `url`; never a password."""
    sqlite = make_url(url).get_backend_name() == "sqlite"
    said = str(error.orig if isinstance(error, DBAPIError) else error).lower()
    for sign, meaning in _SQLITE if sqlite else _POSTGRES:
        if sign in said:
            return f"The database {named(url)} {meaning}."
    return f"The database {named(url)} does not work ({type(_cause(error)).__name__})."


def named(url: str) -> str:
    """Name a database so that a person recognises it: its file, or its host and name."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return str(sqlite_file(url))
    return f"{parsed.database or parsed.username or ''} on {parsed.host or 'this machine'}"


def sqlite_file(url: str) -> Path | None:
    """Return the file of a SQLite database; None for another database."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or parsed.database is None:
        return None
    return Path(parsed.database.removeprefix("file:").partition("?")[0])


def _cause(error: Exception) -> BaseException:
    if isinstance(error, DBAPIError) and error.orig is not None:
        return error.orig
    return error
