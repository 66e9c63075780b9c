"""The world of the tests stands on its feet."""

from bot.domain.people import Role
from tests.world import World


async def test_a_stranger_is_answered(either_world: World) -> None:
    ana = either_world.person("Ana")
    ana.says("hello")
    await either_world.settle()
    assert ana.new_messages()


async def test_a_member_is_answered_after_a_restart(world: World) -> None:
    ana = await world.member("Ana", Role.MENTEE)
    await world.restart()
    ana.at.says("hello")
    await world.settle()
    assert ana.at.new_messages()
