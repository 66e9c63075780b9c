"""Somebody whose words call for the offer of help, and what they are shown."""

from sqlalchemy import select

from bot.db.tables import Answer
from bot.domain.people import Role
from bot.rehearsal.model import Message
from tests.givens_reflecting import planned
from tests.world import World

WORDS = "I want to die"
HELPLINE = "+44 20 7946 0000"
OFFER = "I cannot know how you are"
TALK = "I need to talk to someone"


def offers(world: World, who: str = "Ana") -> list[Message]:
    """The offers that stand in somebody's chat now."""
    chat = world.person(who).chat
    return [message for message in chat if message.from_bot and OFFER in message.text]


async def says(world: World, text: str, who: str = "Ana") -> Message:
    """Let somebody write, and the bot answer; return what they wrote."""
    message = world.person(who).says(text)
    await world.settle()
    return message


async def taps(world: World, label: str, who: str = "Ana") -> None:
    world.person(who).taps(label)
    await world.settle()


async def begins(world: World) -> None:
    """Let Ana begin her reflection; Ben is her mentor, Cleo their coordinator."""
    await world.member("Cleo", Role.COORDINATOR)
    ben = await world.member("Ben", Role.MENTOR)
    await planned(world, ben, await world.member("Ana", Role.MENTEE))
    reflection = await world.upcoming()
    assert reflection is not None
    await world.move_to(reflection.at)
    await taps(world, "Begin")


async def answers(world: World) -> int:
    """How many answers are stored."""
    async with world.db.read() as s:
        return len((await s.scalars(select(Answer))).all())
