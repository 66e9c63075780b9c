"""Setting Telegram's command menus: one for everybody, and one for each person by their roles."""

import structlog
from telegram import Bot, BotCommand, BotCommandScopeChat
from telegram.error import TelegramError

from bot.render.texts import FALLBACK, languages, texts
from bot.services.core import Core
from bot.services.people.menu import STRANGERS, menu_for

log = structlog.get_logger()


async def set_default_menus(bot: Bot) -> None:
    """Set the menu of people without a role, in every language that ships. For the start."""
    for language in languages():
        commands = _described(STRANGERS, language)
        await _try(bot, commands, None, None if language == FALLBACK else language[:2])


async def set_menu(core: Core, bot: Bot, telegram_id: int) -> None:
    """Set one person's menu to what their roles allow, in their language."""
    menu = await menu_for(core, telegram_id, FALLBACK)
    scope = BotCommandScopeChat(telegram_id)
    await _try(bot, _described(menu.commands, menu.language), scope, None)


def _described(commands: tuple[str, ...], language: str) -> list[BotCommand]:
    words = texts(language)
    return [BotCommand(command, words.label(f"menu-{command}")) for command in commands]


async def _try(
    bot: Bot, commands: list[BotCommand], scope: BotCommandScopeChat | None, code: str | None
) -> None:
    """A menu is a convenience: where it cannot be set, everything else goes on."""
    try:
        await bot.set_my_commands(commands, scope=scope, language_code=code)
    except TelegramError as error:
        log.warning("command menu not set", error=type(error).__name__)
