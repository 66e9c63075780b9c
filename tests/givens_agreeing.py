"""Set-ups about agreeing to a text that is new."""

from tests.abuse.agreeing import new_text
from tests.givens import given
from tests.world import World


@given("everybody has agreed to an earlier text than today's")
async def _earlier_text(world: World) -> None:
    await new_text(world)
