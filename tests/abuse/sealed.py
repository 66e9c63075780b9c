"""Every sealed column there is, found in the tables' metadata, and what stands in it."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, LargeBinary, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.database import Database
from bot.db.handover import MARK, wrapped_keys
from bot.db.tables import Base, Installation, Invite
from bot.db.vault import Vault, WrongKeyError, place

# Bytes that are no text under somebody's key: wrapped keys, the check value, a hash, a mark.
_OTHER = {
    *wrapped_keys(),
    Installation.__table__.c.key_check,
    Invite.__table__.c.token_hash,
    MARK,
}


@dataclass(frozen=True)
class Owner:
    """Somebody, or a survey, whose key seals."""

    id: int
    wrapped_key: bytes


@dataclass(frozen=True)
class Sealed:
    """Something sealed, and the row that it stands in."""

    column: Column[Any]
    row_id: int
    value: bytes

    @property
    def place(self) -> bytes:
        """Where it belongs."""
        return place(self.column.table.name, self.column.name, self.row_id)


def sealed_columns() -> Iterator[Column[Any]]:
    """Every column of bytes that is not known to be something else."""
    for table in Base.metadata.sorted_tables:
        for column in table.c:
            if isinstance(column.type, LargeBinary) and column not in _OTHER:
                yield column


async def owners(s: AsyncSession) -> list[Owner]:
    """Everybody who has a key."""
    found = []
    for column in wrapped_keys():
        rows = await s.execute(select(column.table.c.id, column))
        found += [Owner(row_id, key) for row_id, key in rows]
    return found


async def all_sealed(s: AsyncSession) -> list[Sealed]:
    """Everything sealed that there is."""
    found = []
    for column in sealed_columns():
        (row_id,) = column.table.primary_key.columns
        rows = await s.execute(select(row_id, column).where(column.is_not(None)))
        found += [Sealed(column, number, value) for number, value in rows]
    return found


def opened_by(
    vault: Vault, who: list[Owner], where: bytes, value: bytes
) -> dict[Owner | None, str]:
    """What opens `value` as standing at `where`, and what is in it; None is the installation."""
    texts: dict[Owner | None, str] = {}
    for owner in who:
        with suppress(WrongKeyError):
            texts[owner] = vault.open(owner, where, value)
    with suppress(WrongKeyError):
        texts[None] = vault.open_own(where, value).decode()
    return texts


async def read_everything(db: Database, vault: Vault) -> dict[bytes, str]:
    """Open everything with the one key that opens it; at least one text of every column."""
    async with db.read() as s:
        who, found = await owners(s), await all_sealed(s)
    assert {each.column for each in found} == set(sealed_columns()), "fill the others too"
    texts = {}
    for each in found:
        (texts[each.place],) = opened_by(vault, who, each.place, each.value).values()
    return texts
