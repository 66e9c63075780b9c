"""Telling trouble with the database, which passes, from mistakes, which do not."""

import sqlite3

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError


def is_database_trouble(error: BaseException) -> bool:
    """Tell whether trying the same again later can succeed: away, locked, full, or starting."""
    if isinstance(error, PoolTimeoutError | InterfaceError):
        return True
    if isinstance(error, OperationalError):
        # SQLite reports a wrong statement under the same name as a full disk.
        code = getattr(error.orig, "sqlite_errorcode", None)
        return code != sqlite3.SQLITE_ERROR
    return isinstance(error, DBAPIError) and error.connection_invalidated
