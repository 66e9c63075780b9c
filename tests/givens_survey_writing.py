"""Set-ups for the dialogues in which coordinators ask many people."""

from bot.domain.people import Role
from tests.givens import given
from tests.world import World


@given("Cleo, who coordinates Ana and Ben, a pair, and Eve")
async def _three(world: World) -> None:
    await world.member("Cleo", Role.COORDINATOR)
    ben = await world.member("Ben", Role.MENTOR)
    ana = await world.member("Ana", Role.MENTEE)
    await world.member("Eve", Role.MENTEE)
    await world.pair(ben, ana)


@given("another coordinator, Dara")
async def _dara(world: World) -> None:
    await world.member("Dara", Role.COORDINATOR)
