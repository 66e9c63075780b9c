"""Of whoever is erased nothing is left but what the inventory says, in any table or byte."""

from typing import Any

from bot.db.inventory import INVENTORY, Erased
from bot.db.tables import Base
from tests.abuse.erasing import erase, everything, row_of
from tests.abuse.full_house import fill
from tests.abuse.sealed import all_sealed, opened_by, owners
from tests.services.surveys.evidence import gather
from tests.world import World

# Rows of theirs that stay, since they are the programme's: see the inventory.
_PROGRAMMES_OWN = {"due_rows"}


async def test_everything_becomes_of_them_that_the_inventory_says(either_world: World) -> None:
    """Of everybody in a programme in which everything is held: each column goes, or is emptied.

    What the others wrote stays, to the letter. Of the erased, no key and no ciphertext is left in
    any byte of the database, its log and its free pages (on PostgreSQL: no key).
    """
    world = either_world
    await fill(world)
    await world.settle()
    assert (await row_of(world, "Ana")).wrapped_key in (await gather(world.db)).raw
    for name in ("Ana", "Ben", "Cleo"):
        person = await row_of(world, name)
        before, theirs = await everything(world), await _texts(world, person.id, mine=True)
        others = await _texts(world, person.id, mine=False)
        assert theirs, name
        await erase(world, name)
        await world.settle()
        _becomes_what_it_should(before, await everything(world), person.id)
        after = await _texts(world, person.id, mine=False)
        # A coordinator's note about the two is about whoever is erased too.
        lost = {where for where in others if where not in after}
        assert all(where.startswith(b"health_handled.note:") for where in lost), (name, lost)
        assert all(others[where] == after[where] for where in after), name
        raw = (await gather(world.db)).raw
        assert person.wrapped_key not in raw, name
        if world.db.is_sqlite:
            assert not [each for each in theirs.values() if each[1] in raw], name
            assert person.telegram_id.to_bytes(6, "big") not in raw, name


def _becomes_what_it_should(
    before: dict[str, list[dict[str, Any]]], after: dict[str, list[dict[str, Any]]], person_id: int
) -> None:
    for name, held in INVENTORY.items():
        key = [column.name for column in Base.metadata.tables[name].primary_key.columns]
        left = {tuple(row[each] for each in key): row for row in after[name]}
        for column_name, column in held.columns.items():
            theirs = [row for row in before[name] if column.of and row[column.of] == person_id]
            where = f"{name}.{column_name}"
            if column.erased is Erased.GOES and name not in _PROGRAMMES_OWN:
                assert not [row for row in after[name] if row[column.of or ""] == person_id], where
            elif column.erased is Erased.EMPTIED and name != "people":
                there = [left.get(tuple(row[each] for each in key)) for row in theirs]
                assert {row[column_name] for row in there if row is not None} <= {None}, where


async def _texts(world: World, person_id: int, *, mine: bool) -> dict[bytes, tuple[str, bytes]]:
    """Everything sealed under one person's key, or under any other: what is in it, and its bytes."""
    async with world.db.read() as s:
        who = [each for each in await owners(s) if (each.id == person_id) is mine]
        found = await all_sealed(s)
    texts = {}
    for each in found:
        opened = list(opened_by(world.core.vault, who, each.place, each.value).values())
        if opened and each.column.table.name not in ("inbox", "anonymous_answers"):
            texts[each.place] = (opened[0], each.value)
    return texts
