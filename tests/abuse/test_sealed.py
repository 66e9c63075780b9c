"""What is sealed opens in its own place alone, in every column where anything is ever sealed."""

from itertools import groupby

from bot.db.vault import place
from tests.abuse.full_house import fill
from tests.abuse.sealed import all_sealed, opened_by, owners, sealed_columns
from tests.world import World


async def test_a_ciphertext_moved_to_another_row_column_or_table_does_not_open(
    world: World,
) -> None:
    """Somebody who can write to the database cannot pass one person's words off as another's."""
    await fill(world)
    async with world.db.read() as s:
        who, found = await owners(s), await all_sealed(s)
    vault = world.core.vault
    places = {(each.column.table.name, each.column.name) for each in found}
    assert places == {(each.table.name, each.name) for each in sealed_columns()}
    for column, those in groupby(found, key=lambda each: str(each.column)):
        moved = next(those)
        assert len(opened_by(vault, who, moved.place, moved.value)) == 1, column
        rows = {each.row_id for each in found} | {moved.row_id + 1, 1, 0}
        elsewhere = {place(*at, row) for at in places for row in rows} - {moved.place}
        for where in elsewhere:
            assert opened_by(vault, who, where, moved.value) == {}, (column, where)
