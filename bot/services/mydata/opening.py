"""Opening what one person sealed, at its place; nothing that somebody else sealed opens here."""

import json
from typing import Any

from bot.db.tables import Person
from bot.db.vault import Vault, place


class Opener:
    """Opens under the key of one person."""

    def __init__(self, vault: Vault, me: Person) -> None:
        self._vault = vault
        self._me = me

    def text(self, column: str, row_id: int, sealed: bytes | None) -> str | None:
        """Open what stands in `column`, such as `answers.sealed`; None where there is nothing."""
        if sealed is None:
            return None
        table, _, name = column.partition(".")
        return self._vault.open(self._me, place(table, name, row_id), sealed)

    def json(self, column: str, row_id: int, sealed: bytes | None) -> dict[str, Any] | None:
        """Open what was sealed as JSON."""
        text = self.text(column, row_id, sealed)
        return None if text is None else json.loads(text)
