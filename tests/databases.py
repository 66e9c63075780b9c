"""Empty databases, quickly: tables are made once for each worker, and emptied for each test.

Engines are kept as well: each remembers the statements it has compiled, a third of all the work.
"""

import shutil
from pathlib import Path

from sqlalchemy import create_engine, event

from bot.db.database import Database, make_engine
from bot.db.tables import Base
from tests.postgres import Postgres


class KeptSqlite:
    """One file, in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._tables = folder / "tables.db"
        self._file = folder / "plumbline.db"
        self._url = f"sqlite:///{self._file}"
        self._engine = make_engine(self._url)
        # Nothing here must outlive a power cut.
        event.listen(self._engine.sync_engine, "connect", _hurry)
        made = create_engine(f"sqlite:///{self._tables}")
        with made.connect() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
            connection.exec_driver_sql("PRAGMA synchronous = OFF")
            Base.metadata.create_all(connection)
            connection.commit()
        made.dispose()

    def emptied(self) -> Database:
        """The database, as if nobody had ever used it; close it before it is emptied again."""
        for ending in ("", "-wal", "-shm"):
            Path(f"{self._file}{ending}").unlink(missing_ok=True)
        shutil.copyfile(self._tables, self._file)
        return Database(self._url, self._engine)

    def keep(self) -> None:
        """Whenever it is emptied from now on, let it be as it is now; it has to be closed."""
        shutil.copyfile(self._file, self._tables)


class KeptPostgres:
    """One database of this server. Whoever changes its tables puts them back."""

    def __init__(self, server: Postgres) -> None:
        self._server = server
        self._url = server.fresh()
        self._engine = make_engine(self._url)

    def emptied(self) -> Database:
        """The database, as if nobody had ever used it; close it before it is emptied again."""
        self._server.empty(self._url)
        return Database(self._url, self._engine)


def _hurry(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]  # the driver's own connection
    cursor.execute("PRAGMA synchronous = OFF")
    cursor.close()
