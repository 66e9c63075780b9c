"""Counting statements, so that tests can hold that many cost no more than a few."""

from sqlalchemy import event

from tests.world import World


class Statements:
    """Counts what is asked of a database while it is open."""

    def __init__(self, world: World) -> None:
        self._engine = world.db.engine.sync_engine
        self.count = 0

    def __enter__(self) -> "Statements":
        event.listen(self._engine, "before_cursor_execute", self._note)
        return self

    def __exit__(self, *_: object) -> None:
        event.remove(self._engine, "before_cursor_execute", self._note)

    def _note(self, *said: object) -> None:
        statement = str(said[2]).split()[0].upper()
        self.count += statement in {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"}
