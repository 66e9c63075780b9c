"""In groups the bot says once where it works, and stays silent."""

from tests.world import World


async def test_a_group_is_told_once_and_never_again(world: World) -> None:
    ana = world.person("Ana")
    group = world.telegram.group("Harbour", ana)
    group.adds_bot(ana)
    await world.settle()
    [told] = group.new_messages()
    assert "private chats" in told.text
    ana.says("/start", to=group.chat)
    ana.says("a long story", to=group.chat, reply_to=told)
    await world.settle()
    assert group.new_messages() == []
    assert ana.new_messages() == []


async def test_a_group_where_the_bot_may_not_speak_holds_nothing_up(world: World) -> None:
    ana = world.person("Ana")
    group = world.telegram.group("Harbour", ana)
    world.telegram.faults.forbidden(
        "bot is not a member of the group chat", method="sendMessage", times=None
    )
    group.adds_bot(ana)
    await world.settle()
    world.telegram.faults.clear()
    ana.says("hello")
    await world.settle()
    assert len(ana.new_messages()) == 1
