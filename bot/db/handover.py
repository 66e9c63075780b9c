"""Going over to another master key: what hangs on the old one is made anew for the new one.

Texts stay as they are. What sealed them, the key of a person or a survey, is wrapped anew.
"""

from collections.abc import Callable, Iterator
from typing import Any, cast

from sqlalchemy import Column, ColumnElement, Table, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.base import Base
from bot.db.tables import InboxRow, Installation, Invite
from bot.db.vault import Vault, WrongKeyError, place

# What is sealed under the installation's own key where nobody is known, and what is marked
# (`Vault.mark`). Whoever gives these to another column adds it here.
OWN = cast(Table, InboxRow.__table__).c.sealed
NOBODY_S = cast(Table, InboxRow.__table__).c.person_id.is_(None)
MARK = cast(Table, Invite.__table__).c.import_key


def wrapped_keys() -> Iterator[Column[Any]]:
    """Return every column that keeps somebody's key, wrapped by the master key."""
    for table in Base.metadata.sorted_tables:
        if "wrapped_key" in table.c:
            yield table.c.wrapped_key


async def hand_over(s: AsyncSession, old: Vault, new: Vault) -> int:
    """Make everything anew for `new`, the successor of `old`, in the caller's transaction.

    Returns how much could not be opened before either; that is left as it is.
    """
    left = 0
    for column in wrapped_keys():
        left += await _each(s, column, lambda row, key: old.key_for(new, row, key))
    left += await _each(s, OWN, lambda row, it: old.own_for(new, _place(OWN, row), it), NOBODY_S)
    left += await _each(s, MARK, lambda _row, mark: old.mark_for(new, mark))
    (await s.get_one(Installation, 1)).key_check = new.check_value()
    return left


async def _each(
    s: AsyncSession,
    column: Column[Any],
    anew: Callable[[int, bytes], bytes],
    *where: ColumnElement[bool],
) -> int:
    (row_id,) = column.table.primary_key.columns
    found = await s.execute(select(row_id, column).where(column.is_not(None), *where))
    rows, left = [], 0
    for number, value in found:
        try:
            rows.append({"row": number, "value": anew(number, value)})
        except WrongKeyError:
            # An emptied key was somebody's who is erased: nothing is missing.
            left += bool(value)
    if rows:
        statement = update(column.table).where(row_id == bindparam("row"))
        await s.execute(statement.values({column.name: bindparam("value")}), rows)
    return left


def _place(column: Column[Any], row_id: int) -> bytes:
    return place(column.table.name, column.name, row_id)
