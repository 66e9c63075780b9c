"""Things that people type which are too long to stand in a transcript."""

from tests.givens import given
from tests.world import World


@given("Ana writes more than fits into one message")
async def _writes_much(world: World) -> None:
    world.person("Ana").says(" ".join(["It was a long week."] * 250))
