"""Set-ups for the transcripts about what is set for everybody."""

from bot.domain.people import Role
from tests.givens import given
from tests.world import World


@given("two coordinators, Cleo and Dora")
async def _two(world: World) -> None:
    for name in ("Cleo", "Dora"):
        await world.member(name, Role.COORDINATOR)


@given("a third coordinator, Eve")
async def _third(world: World) -> None:
    await world.member("Eve", Role.COORDINATOR)
