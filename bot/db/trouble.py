"""What is wrong with a database: in a sentence for whoever runs Plumbline, and whether it passes."""

import errno
import shutil
import sqlite3
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

_FULL = "cannot be written: the disk is full"
_OTHER_TABLES = "has no tables yet, or others than this version's: run `python -m bot migrate`"
# PostgreSQL's codes for "read-only transaction" and "permission denied": somebody can mend them.
_MENDED_OUTSIDE = ("25006", "42501")
_NO_ROOM = 256 * 1024

_SQLITE = (
    (
        "unable to open database file",
        "cannot be opened: its folder is missing, read-only or not yours",
    ),
    ("readonly database", "cannot be written: the file or its folder is read-only"),
    ("disk is full", _FULL),
    ("disk i/o error", "cannot be read or written: the disk reports an error"),
    ("not a database", "is not a database: the file holds something else"),
    ("malformed", "is damaged: stop the bot and restore a backup"),
    ("database is locked", "is busy: another program keeps it locked"),
    ("no longer where it was", "is no longer where it was: put its file back and restart the bot"),
    ("no such table", _OTHER_TABLES),
    ("no such column", _OTHER_TABLES),
    ("has no column", _OTHER_TABLES),
)
_POSTGRES = (
    ("is the server running", "does not answer; perhaps PostgreSQL is not running there"),
    ("connection refused", "does not answer; perhaps PostgreSQL is not running there"),
    ("no route to host", "cannot be reached: check the network"),
    ("network is unreachable", "cannot be reached: check the network"),
    ("authentication failed", "does not let us in: the user or the password is wrong"),
    ("no pg_hba.conf entry", "does not let us in: its pg_hba.conf does not know us"),
    ("no password supplied", "wants a password, and DATABASE_URL has none"),
    ('relation "', _OTHER_TABLES),
    ('column "', _OTHER_TABLES),
    ("does not exist", "is not as DATABASE_URL says: the database or the user does not exist"),
    ("permission denied", "does not allow this user to write: grant it the rights on its tables"),
    ("no space left", "cannot be written: its disk is full"),
    ("could not extend file", "cannot be written: its disk is full"),
    ("read-only transaction", "cannot be written: it is read-only"),
    ("resolve host", "cannot be found: the host in DATABASE_URL has no address"),
    ("translate host", "cannot be found: the host in DATABASE_URL has no address"),
    ("too many clients", "has no connection left for us: too many programs use it"),
    ("connection slots", "has no connection left for us: too many programs use it"),
    ("timeout", "does not answer in time"),
    ("not currently accepting", "accepts no connections at present"),
    ("starting up", "is just starting"),
    ("recovery mode", "is just starting"),
    ("shutting down", "is shutting down"),
    ("terminating connection", "was stopped or restarted, or ended our connection"),
    ("server closed the connection", "went away in the middle of a call"),
    ("connection reset", "went away in the middle of a call"),
    ("connection is closed", "went away in the middle of a call"),
    ("connection is lost", "went away in the middle of a call"),
)


def describe(url: str, error: BaseException) -> str:
    """Say in one sentence what `error` means for the database at `url`; never a password."""
    return f"The database {named(url)} {_meaning(url, error)}."


def explain(url: str, error: BaseException) -> str:
    """What a log line says of `error`: a sentence if the database is to blame, else its kind.

    It holds no statement, no parameter and nothing that a person wrote.
    """
    if isinstance(error, SQLAlchemyError | OSError):
        return describe(url, error)
    return type(error).__name__


def is_database_trouble(error: BaseException) -> bool:
    """Tell whether trying the same again later can succeed: away, locked, full, or starting."""
    if isinstance(error, PoolTimeoutError | InterfaceError):
        return True
    if not isinstance(error, DBAPIError):
        return False
    if isinstance(error, OperationalError):
        # SQLite reports a wrong statement under the same name as a full disk.
        return _sqlite_code(error) != sqlite3.SQLITE_ERROR
    state = getattr(error.orig, "sqlstate", None)
    return error.connection_invalidated or state in _MENDED_OUTSIDE


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


def _meaning(url: str, error: BaseException) -> str:
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    if isinstance(error, PoolTimeoutError):
        return "does not answer in time"
    if _is_full(sqlite_file(url), cause):
        return _FULL
    said = str(cause).lower()
    sqlite = make_url(url).get_backend_name() == "sqlite"
    for sign, meaning in _SQLITE if sqlite else _POSTGRES:
        if sign in said:
            return meaning
    return f"does not work ({type(cause).__name__})"


def _is_full(file: Path | None, cause: BaseException) -> bool:
    """SQLite on a full disk often speaks of an input or output error only."""
    if isinstance(cause, OSError):
        return cause.errno in (errno.ENOSPC, errno.EDQUOT)
    if file is None or "disk i/o error" not in str(cause).lower():
        return False
    if getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_IOERR_SHMSIZE:
        return True
    try:
        return shutil.disk_usage(file.parent).free < _NO_ROOM
    except OSError:
        return False


def _sqlite_code(error: DBAPIError) -> int | None:
    return getattr(error.orig, "sqlite_errorcode", None)
