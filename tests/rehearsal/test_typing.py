"""Whoever reads a long answer sees that there is more to come."""

from datetime import date

from bot.delivery.pacing import CHAT_BURST
from bot.domain.people import Role
from bot.rehearsal.model import Chat
from tests.world import World
from tests.written import plan_meetings, reflection


async def test_typing_is_seen_before_what_a_long_digest_still_brings(world: World) -> None:
    pair = await world.pair(
        await world.member("Ben", Role.MENTOR), await world.member("Ana", Role.MENTEE)
    )
    await world.agreement(pair)
    await plan_meetings(world, pair)
    now = world.clock.now()
    await reflection(world, pair, date(2026, 3, 1), finished=now, glad="A long week. " * 2000)
    ben = world.person("Ben")
    ben.says("/digest")
    await world.settle()
    assert typing(ben.private) == 0
    ben.new_messages()
    ben.taps("Read everything")
    await world.settle()
    assert typing(ben.private) == len(ben.new_messages()) - CHAT_BURST > 0


def typing(chat: Chat) -> int:
    return chat.actions.count("typing")
