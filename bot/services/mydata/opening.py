"""Opening what one person sealed, at its place; nothing that somebody else sealed opens here."""

import json
from typing import Any

from bot.db.tables import Person
from bot.db.vault import Vault, WrongKeyError, place
from bot.services.mydata.unreadable import Unreadable, Words


class Opener:
    """Opens under the key of one person; `lost` are the columns in which something did not open."""

    def __init__(self, vault: Vault, me: Person) -> None:
        self._vault = vault
        self._me = me
        self.lost: list[str] = []

    def text(self, column: str, row_id: int, sealed: bytes | None) -> Words | None:
        """Open what stands in `column`, such as `answers.sealed`; None where there is nothing."""
        if sealed is None:
            return None
        table, _, name = column.partition(".")
        try:
            return self._vault.open(self._me, place(table, name, row_id), sealed)
        except WrongKeyError:
            return self.cannot_open(column)

    def json(
        self, column: str, row_id: int, sealed: bytes | None
    ) -> dict[str, Any] | Unreadable | None:
        """Open what was sealed as JSON."""
        text = self.text(column, row_id, sealed)
        return json.loads(text) if isinstance(text, str) else text

    def cannot_open(self, column: str) -> Unreadable:
        """Note that something in `column` does not open, and return what stands in its place."""
        self.lost.append(column)
        return Unreadable.SEALED
