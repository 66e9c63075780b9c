"""Command menus: stored by scope and language, and shown to people as Telegram would."""

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    MenuButtonCommands,
    MenuButtonDefault,
)

from bot.rehearsal.core import StandIn
from bot.rehearsal.people import Person
from bot.rehearsal.refusal import Refusal
from tests.rehearsal.refusals import refused


async def test_the_narrowest_scope_wins_and_language_falls_back(
    bot: Bot, standin: StandIn, ana: Person
) -> None:
    carla = standin.person("Carla", language_code="de", started=True)
    assert standin.commands_for(ana.user_id) == {}
    await bot.set_my_commands([BotCommand("start", "Start")])
    assert standin.commands_for(ana.user_id) == {"start": "Start"}
    private = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands([("help", "Help")], private)
    await bot.set_my_commands([("help", "Hilfe")], private, "de")
    assert standin.commands_for(ana.user_id) == {"help": "Help"}
    assert standin.commands_for(carla.user_id) == {"help": "Hilfe"}
    own = BotCommandScopeChat(carla.user_id)
    await bot.set_my_commands([("digest", "Digest")], own)
    assert standin.commands_for(carla.user_id) == {"digest": "Digest"}
    assert standin.commands_for(ana.user_id) == {"help": "Help"}
    await bot.delete_my_commands(own)
    assert standin.commands_for(carla.user_id) == {"help": "Hilfe"}


async def test_stored_menus_are_returned_exactly(bot: Bot, ana: Person) -> None:
    scope = BotCommandScopeChat(ana.user_id)
    menu = [BotCommand("reflect", "Reflect"), BotCommand("talk", "Talk to someone")]
    await bot.set_my_commands(menu, scope, "en")
    assert await bot.get_my_commands(scope, "en") == tuple(menu)
    assert await bot.get_my_commands(scope) == ()
    assert await bot.get_my_commands() == ()


@pytest.mark.parametrize(
    ("name", "description", "complaint"),
    [
        ("Start", "x", "BOT_COMMAND_INVALID"),
        ("a-b", "x", "BOT_COMMAND_INVALID"),
        ("x" * 33, "x", "BOT_COMMAND_INVALID"),
        ("start", "", "BOT_COMMAND_DESCRIPTION_INVALID"),
        ("start", "x" * 257, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ],
)
async def test_bad_commands_are_refused(
    bot: Bot, name: str, description: str, complaint: str
) -> None:
    with refused(complaint):
        await bot.set_my_commands([(name, description)])


async def test_100_commands_fit_and_101_do_not(bot: Bot) -> None:
    commands = [(f"c{number}", "x" * 256) for number in range(101)]
    await bot.set_my_commands(commands[:100])
    with refused("BOT_COMMANDS_TOO_MUCH"):
        await bot.set_my_commands(commands)
    assert len(await bot.get_my_commands()) == 100


async def test_scopes_and_languages_are_checked(bot: Bot, standin: StandIn) -> None:
    with refused("chat not found"):
        await bot.set_my_commands([("start", "x")], BotCommandScopeChat(42))
    with refused("invalid language code"):
        await bot.set_my_commands([("start", "x")], language_code="english")
    with pytest.raises(Refusal, match="BotCommandScope"):
        await standin.call("setMyCommands", {"commands": "[]", "scope": '{"type": "moon"}'})


async def test_descriptions_and_menu_buttons_are_kept(bot: Bot, ana: Person) -> None:
    await bot.set_my_description("x" * 512)
    await bot.set_my_short_description("kurz", "de")
    assert (await bot.get_my_description("de")).description == "x" * 512
    assert (await bot.get_my_short_description("de")).short_description == "kurz"
    assert (await bot.get_my_short_description()).short_description == ""
    with refused("description is too long"):
        await bot.set_my_description("x" * 513)
    with refused("short description is too long"):
        await bot.set_my_short_description("x" * 121)
    await bot.set_chat_menu_button(ana.user_id, MenuButtonCommands())
    assert await bot.get_chat_menu_button(ana.user_id) == MenuButtonCommands()
    assert await bot.get_chat_menu_button() == MenuButtonDefault()
