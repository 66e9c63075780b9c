"""The bot's command menus by scope and language, its descriptions and menu buttons."""

import re
from typing import Any

from bot.rehearsal.refusal import Json, bad_request

MOST_COMMANDS = 100
Scope = tuple[str, int, int]
Menu = list[Json]
_SCOPES = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}


class Profile:
    """What the bot has told Telegram about itself."""

    def __init__(self) -> None:
        self._menus: dict[tuple[Scope, str], Menu] = {}
        self.descriptions: dict[str, str] = {}
        self.short_descriptions: dict[str, str] = {}
        self.menu_buttons: dict[int, Json] = {}

    def set_menu(self, scope: Scope, language: str, commands: list[Any]) -> None:
        """Store a menu, or raise Telegram's refusal."""
        if len(commands) > MOST_COMMANDS:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        self._menus[scope, language] = [_checked(command) for command in commands]

    def get_menu(self, scope: Scope, language: str) -> Menu:
        """Exactly what was stored for this scope and language; empty if nothing was."""
        return self._menus.get((scope, language), [])

    def delete_menu(self, scope: Scope, language: str) -> None:
        """Forget one menu."""
        self._menus.pop((scope, language), None)

    def saved(self) -> list[Any]:
        """Every menu as plain JSON, for `restore`."""
        return [[*each] for each in zip(self._menus, self._menus.values(), strict=True)]

    def restore(self, saved: list[Any]) -> None:
        """Take the menus from `saved`, in place of all there are."""
        self._menus = {((kind, *ids), code): menu for ((kind, *ids), code), menu in saved}

    def menu(self, chat_id: int, language: str) -> dict[str, str]:
        """What a person sees in a private chat: the narrowest scope that has a menu.

        Within one scope a menu in the person's language comes before one without language.
        """
        for scope in (("chat", chat_id, 0), ("all_private_chats", 0, 0), ("default", 0, 0)):
            for code in (language, ""):
                commands = self._menus.get((scope, code))
                if commands:
                    return {item["command"]: item["description"] for item in commands}
        return {}


def read_scope(raw: Json | None) -> Scope:
    """The scope a call names; without one, the default."""
    kind = (raw or {"type": "default"}).get("type")
    if kind not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    ids = [int((raw or {}).get(name, 0)) for name in _SCOPES[kind]]
    return (kind, *[*ids, 0, 0][:2])


def check_language(code: str) -> str:
    """The code itself, if it is empty or two letters."""
    if code and not re.fullmatch("[a-z]{2}", code):
        raise bad_request("invalid language code specified")
    return code


def _checked(command: Any) -> Json:
    if not isinstance(command, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    name = str(command.get("command", "")).removeprefix("/")
    description = str(command.get("description", "")).strip()
    if not re.fullmatch("[a-z0-9_]{1,32}", name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}
