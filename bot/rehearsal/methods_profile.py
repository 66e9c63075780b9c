"""Methods about the bot itself, its menus, and who is in a chat."""

from typing import TYPE_CHECKING, Any

from bot.rehearsal.commands import Menu, Scope, check_language, read_scope
from bot.rehearsal.events import MenusChanged
from bot.rehearsal.params import Call
from bot.rehearsal.refusal import Json, bad_request

if TYPE_CHECKING:
    from bot.rehearsal.core import StandIn


def _get_me(standin: "StandIn", call: Call) -> Json:
    return {
        **standin.bot.as_json(),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }


def _scope(standin: "StandIn", call: Call) -> Scope:
    scope = read_scope(call.mapping("scope"))
    if scope[1]:
        standin.world.chat(scope[1])
    return scope


def _set_my_commands(standin: "StandIn", call: Call) -> bool:
    language = check_language(call.text("language_code"))
    standin.profile.set_menu(_scope(standin, call), language, call.listing("commands"))
    standin.events.publish(MenusChanged())
    return True


def _get_my_commands(standin: "StandIn", call: Call) -> Menu:
    return standin.profile.get_menu(_scope(standin, call), call.text("language_code"))


def _delete_my_commands(standin: "StandIn", call: Call) -> bool:
    standin.profile.delete_menu(_scope(standin, call), call.text("language_code"))
    standin.events.publish(MenusChanged())
    return True


def _set_my_description(standin: "StandIn", call: Call) -> bool:
    _describe(standin.profile.descriptions, call, "description", 512)
    return True


def _get_my_description(standin: "StandIn", call: Call) -> Json:
    return {"description": _described(standin.profile.descriptions, call)}


def _set_my_short_description(standin: "StandIn", call: Call) -> bool:
    _describe(standin.profile.short_descriptions, call, "short_description", 120)
    return True


def _get_my_short_description(standin: "StandIn", call: Call) -> Json:
    return {"short_description": _described(standin.profile.short_descriptions, call)}


def _describe(texts: dict[str, str], call: Call, name: str, most: int) -> None:
    if len(call.text(name)) > most:
        raise bad_request(f"bot {name.replace('_', ' ')} is too long")
    texts[check_language(call.text("language_code"))] = call.text(name)


def _described(texts: dict[str, str], call: Call) -> str:
    return texts.get(call.text("language_code")) or texts.get("", "")


def _set_chat_menu_button(standin: "StandIn", call: Call) -> bool:
    button = call.mapping("menu_button") or {"type": "default"}
    if button.get("type") not in ("commands", "web_app", "default"):
        raise bad_request("can't parse menu button: Unsupported type specified")
    standin.profile.menu_buttons[call.integer("chat_id")] = button
    return True


def _get_chat_menu_button(standin: "StandIn", call: Call) -> Json:
    buttons = standin.profile.menu_buttons
    return buttons.get(call.integer("chat_id")) or buttons.get(0) or {"type": "default"}


def _get_chat(standin: "StandIn", call: Call) -> Json:
    chat = standin.world.chat(call.integer("chat_id"))
    accepted = (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    )
    return {
        **chat.as_json(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(accepted, False),
    }


def _get_chat_member(standin: "StandIn", call: Call) -> Json:
    chat = standin.world.chat(call.integer("chat_id"))
    user_id = call.integer("user_id")
    if chat.user is not None:
        people = {chat.chat_id: chat.user, standin.bot.user_id: standin.bot}
    else:
        people = chat.members
    user = people.get(user_id) or standin.world.users.get(user_id)
    if user is None:
        raise bad_request("user not found")
    status = "member" if user_id in people else "left"
    return {"user": user.as_json(), "status": status}


METHODS: dict[str, Any] = {
    "getMe": _get_me,
    "setMyCommands": _set_my_commands,
    "getMyCommands": _get_my_commands,
    "deleteMyCommands": _delete_my_commands,
    "setMyDescription": _set_my_description,
    "getMyDescription": _get_my_description,
    "setMyShortDescription": _set_my_short_description,
    "getMyShortDescription": _get_my_short_description,
    "setChatMenuButton": _set_chat_menu_button,
    "getChatMenuButton": _get_chat_menu_button,
    "getChat": _get_chat,
    "getChatMember": _get_chat_member,
}
