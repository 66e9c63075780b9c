"""Words that were taken before a kill, and whose reply was lost, are not taken for something else."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.domain.people import Focus, Role
from bot.domain.programme_settings import Setting
from bot.services.core import Actor
from bot.services.health import handling
from bot.services.people import groups, programme_settings, settings
from tests.seeding import Member
from tests.world import World

TAKEN = "I have that, and nothing of it is lost."


async def is_asked(world: World, cleo: Member, what: Focus) -> None:
    """Make the next words of a coordinator belong to something."""
    core, actor = world.core, Actor(cleo.at.user_id, -1)
    if what is Focus.GROUP_NAME:
        await groups.ask_name(core, actor, cleo.id)
    elif what is Focus.PROGRAMME:
        await programme_settings.open_setting(core, actor, Setting.NAME)
    elif what is Focus.SETTINGS_NAME:
        await settings.ask(core, actor, what)
    else:
        ben, ana = await world.member("Ben", Role.MENTOR), await world.member("Ana", Role.MENTEE)
        pair = await world.pair(ben, ana)
        world.clock.move_to(datetime(2026, 3, 20, 12, tzinfo=UTC))
        await handling.handle(core, actor, pair.id, handling.ALL)


async def is_killed_before_the_reply_to(world: World, cleo: Member, words: str) -> str:
    """Let words be handled, but the reply hang; kill the bot, and return what it says after all."""
    stuck = world.telegram.faults.hang(method="sendMessage", chat_id=cleo.at.user_id)
    cleo.at.says(words)
    await world.bot.intake.pull()
    while not stuck.hits:
        await asyncio.sleep(0)
    await world.crash()
    return cleo.at.last.text


@pytest.mark.parametrize(
    ("what", "words", "says"),
    [
        (Focus.GROUP_NAME, "Garden", "The groups of Cleo"),
        (Focus.PROGRAMME, "Lighthouse", TAKEN),
        (Focus.SETTINGS_NAME, "Clio", TAKEN),
        (Focus.HEALTH_NOTE, "They met, and forgot to say so.", TAKEN),
    ],
)
async def test_words_handled_again_are_what_they_were(
    world: World, what: Focus, words: str, says: str
) -> None:
    cleo = await world.member("Cleo", Role.COORDINATOR)
    await is_asked(world, cleo, what)
    await world.restart()
    assert says in await is_killed_before_the_reply_to(world, cleo, words)
    cleo.at.says("Nothing else was taken for that, and this is new")
    await world.settle()
    assert says not in cleo.at.last.text
