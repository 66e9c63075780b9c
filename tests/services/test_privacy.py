"""/privacy is made from the table: whatever changes there, somebody's page says."""

import pytest

from bot.db.tables import Relationship
from bot.domain import visibility
from bot.domain.people import Role
from bot.domain.relationships import RelationshipState
from bot.domain.viewers import Matter, Sight, Viewer
from bot.render.privacy import page
from bot.services.people import privacy
from tests.abuse.planted import Planted, plant
from tests.world import World

# What is shown to nobody but whom it belongs to is said of no page; the file says it all.
_NOT_OTHERS = (Viewer.WRITER, Viewer.OPERATOR)
# Said by every pair that there is: that two know of each other.
_SAID_OTHERWISE = {
    (Matter.PAIRING, Sight.WORDS, Viewer.MENTOR),
    (Matter.PAIRING, Sight.WORDS, Viewer.MENTEE),
    # The same is read in words, and then that is said.
    (Matter.REFLECTION, Sight.HAPPENED, Viewer.MENTOR),
}


async def pages(world: World, planted: Planted) -> list[str]:
    """What the page says to a mentee, a mentor and a coordinator, with what its buttons say."""
    found = []
    for who in ("ana", "ben", "cleo"):
        view = await privacy.show(world.core, planted.people[who].at.user_id, "en")
        shown = page(view)
        found.append(f"{shown.text} {shown.buttons}")
    return found


async def test_no_row_of_the_table_can_change_without_somebodys_page(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each row taken out by itself, in a world with a pair that lasts and one that is over."""
    planted = await plant(world)
    whole = visibility.TABLE
    rows = [row for row in whole if row[2] not in _NOT_OTHERS and row not in _SAID_OTHERWISE]
    assert len(rows) > 30
    later = [row for row in rows if row[2] is Viewer.LATER_MENTOR]
    same = await pages(world, planted)
    for changed in (each for each in rows if each not in later):
        without = {each: when for each, when in whole.items() if each != changed}
        monkeypatch.setattr(visibility, "TABLE", without)
        assert await pages(world, planted) != same, changed
    monkeypatch.setattr(visibility, "TABLE", whole)
    async with world.db.write() as s:
        row = await s.get_one(Relationship, planted.pair.id)
        row.state, row.ended_at = RelationshipState.ENDED, world.clock.now()
    same = await pages(world, planted)
    without = {each: when for each, when in whole.items() if each not in later}
    monkeypatch.setattr(visibility, "TABLE", without)
    assert await pages(world, planted) != same


async def test_a_concern_can_go_to_coordinators_also_once_the_pair_is_over(world: World) -> None:
    """So the page of a former mentee says it; of a mentor who coordinates it does not."""
    ben = await world.member("Ben", Role.MENTOR, Role.COORDINATOR)
    ana = await world.member("Ana", Role.MENTEE)
    await world.member("Cleo", Role.COORDINATOR)
    pair = await world.pair(ben, ana)
    async with world.db.write() as s:
        row = await s.get_one(Relationship, pair.id)
        row.state, row.ended_at = RelationshipState.ENDED, world.clock.now()
    view = await privacy.show(world.core, ana.at.user_id, "en")
    sees = {
        each.names: (Matter.CONCERN, Sight.WORDS) in each.sees
        for each in view.others
        if each.side is Viewer.COORDINATOR
    }
    assert sees == {("Ben",): False, ("Cleo",): True}
