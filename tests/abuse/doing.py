"""What somebody does, written down in a word or two."""

from tests.abuse.distressed import says, taps
from tests.abuse.intruders import forge
from tests.world import World


async def goes(world: World, who: str, look: str) -> None:
    """Type a command, or tap a button, and wait for the answer."""
    someone = world.person(who)
    someone.says(look) if look.startswith("/") else forge(world, someone, look)
    await world.settle()


async def does(world: World, who: str, deed: str) -> None:
    """Do what stands there: a label in sight, a command, a button's data such as "a.b", or words."""
    if any(deed in message.buttons for message in world.person(who).chat):
        await taps(world, deed, who)
    elif deed.startswith("/") or "." in deed.rstrip("."):
        await goes(world, who, deed)
    else:
        await says(world, deed, who)
