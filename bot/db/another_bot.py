"""Telegram's numbers are one bot's own: of updates, and of messages in a chat.

Where a database comes to serve another bot, those of the bot before mean nothing any more. Left as
they are, they would swallow what comes in under the same numbers.
"""

import json
import secrets
from contextlib import suppress
from typing import cast

from sqlalchemy import Column, Table, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import only_added
from bot.db.base import Base
from bot.db.tables import InboxRow, Person
from bot.db.vault import Vault, WrongKeyError, place

# No number of Telegram's is as high as this.
BEYOND = 2**40
_ROWS = cast(Table, InboxRow.__table__)


def numbers(ending: str) -> list[Column[int]]:
    """Return the columns whose names end so, but for the audit's: nothing there is ever changed."""
    tables = (each for each in Base.metadata.sorted_tables if each.name != only_added.TABLE)
    return [column for table in tables for column in table.c if column.name.endswith(ending)]


async def make_way(s: AsyncSession, vault: Vault) -> None:
    """Move the numbers of updates out of the way and forget those of messages, for another bot.

    Moved alike, they still tell what was done already of an update that waits to be handled.
    """
    further = BEYOND + secrets.randbelow(2**61)
    await _seal_anew(s, vault, further)
    for column in numbers("update_id"):
        moved = {column.name: column + further}
        await s.execute(update(column.table).where(column < BEYOND).values(moved))
    for column in numbers("message_id"):
        forgotten = update(column.table).where(column.is_not(None)).values({column.name: None})
        await s.execute(forgotten)


async def _seal_anew(s: AsyncSession, vault: Vault, further: int) -> None:
    """Seal what waits or was set aside for the number it is about to get."""
    found = await s.execute(
        select(InboxRow.update_id, InboxRow.sealed, Person)
        .outerjoin(Person, Person.id == InboxRow.person_id)
        .where(InboxRow.sealed.is_not(None), InboxRow.update_id < BEYOND)
    )
    anew = []
    for number, sealed, person in found:
        # What does not open now would not open under any number.
        with suppress(WrongKeyError):
            text = _sealed(vault, person, sealed or b"", number, number + further)
            anew.append({"number": number, "anew": text})
    if anew:
        statement = update(_ROWS).where(_ROWS.c.update_id == bindparam("number"))
        await s.execute(statement.values(sealed=bindparam("anew")), anew)


def _sealed(vault: Vault, person: Person | None, sealed: bytes, old: int, new: int) -> bytes:
    before, after = (place("inbox", "sealed", number) for number in (old, new))
    if person is None:
        text = vault.open_own(before, sealed).decode()
        return vault.seal_own(after, _numbered(text, new).encode())
    return vault.seal(person, after, _numbered(vault.open(person, before, sealed), new))


def _numbered(text: str, number: int) -> str:
    return json.dumps(json.loads(text) | {"update_id": number}, separators=(",", ":"))
