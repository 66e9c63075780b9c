"""The audit can only be added to: the database itself refuses anything else.

No comparison of tables sees a trigger, and SQLite loses those of a table that is made anew. So
they are not in a revision but put up again after every migration, whatever it did, and whenever
the tables are made without one.

What is old may go. That is told by the database's own clock or by the newest entry, whichever is
later: the rehearsal has a clock of its own.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Table, event, inspect

from bot.domain.deeds import KEPT_FOR

TABLE = "audit_entries"
REFUSAL = "the audit can only be added to"


def watch(table: Table) -> None:
    """Put the triggers up whenever SQLAlchemy makes `table`."""
    event.listen(table, "after_create", _made)


def put_up(connection: Connection) -> None:
    """Put the triggers up, in the caller's transaction; nothing happens where there is no audit."""
    if inspect(connection).has_table(TABLE):
        sqlite = connection.dialect.name == "sqlite"
        for statement in _for_sqlite() if sqlite else _for_postgresql():
            connection.exec_driver_sql(statement)


def _made(_table: object, connection: Connection, **_more: Any) -> None:
    put_up(connection)


def _for_sqlite() -> Iterator[str]:
    newest = "max(datetime('now'), (SELECT max(at) FROM audit_entries))"
    young = f"OLD.at >= datetime({newest}, '-{KEPT_FOR.days} days')"
    # INSERT OR REPLACE takes the row that is in its way out without asking the others.
    taken = "EXISTS (SELECT 1 FROM audit_entries WHERE id = NEW.id)"
    for what, when in (("UPDATE", ""), ("DELETE", f"WHEN {young}"), ("INSERT", f"WHEN {taken}")):
        name = f"{TABLE}_{what.lower()}"
        yield f"DROP TRIGGER IF EXISTS {name}"
        yield (
            f"CREATE TRIGGER {name} BEFORE {what} ON {TABLE} {when} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )


def _for_postgresql() -> Iterator[str]:
    newest = "greatest(now(), (SELECT max(at) FROM audit_entries))"
    old = f"OLD.at < {newest} - interval '{KEPT_FOR.days} days'"
    yield (
        f"CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN IF TG_OP = 'DELETE' THEN IF {old} THEN RETURN OLD; END IF; END IF; "
        f"RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    for what, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        yield (
            f"CREATE OR REPLACE TRIGGER {TABLE}_{what.lower()} BEFORE {what} ON {TABLE} "
            f"FOR EACH {each} EXECUTE FUNCTION {TABLE}_refuse()"
        )
