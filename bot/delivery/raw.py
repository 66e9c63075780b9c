"""Reading the little that must be known of an update before it is understood."""

from typing import Any

_KINDS = ("message", "edited_message", "callback_query", "my_chat_member")
# What an update needs to be answered, besides who it is from and in which chat.
_PLAIN = (
    *("message_id", "date", "edit_date", "id", "data", "chat_instance"),
    *("old_chat_member", "new_chat_member"),
)
# Beyond this no database holds a number.
_LIMIT = 2**63


def is_readable(raw: Any) -> bool:
    """Whether this is an update of which its number, chat and sender can be told and kept."""
    try:
        if type(raw["update_id"]) is not int:
            return False
        numbers = (raw["update_id"], chat_of(raw) or 0, sender_of(raw) or 0)
    except (LookupError, TypeError, AttributeError):
        return False
    return all(-_LIMIT <= number < _LIMIT for number in numbers)


def chat_of(raw: dict[str, Any]) -> int | None:
    """Return the id of the chat an update belongs to: what keeps updates in order.

    Of what `is_readable` refuses, this and `sender_of` may raise.
    """
    for kind in _KINDS:
        body = raw.get(kind)
        if isinstance(body, dict):
            holder = body.get("message", {}) if kind == "callback_query" else body
            chat = holder.get("chat", {}).get("id")
            return chat if isinstance(chat, int) else sender_of(raw)
    return None


def sender_of(raw: dict[str, Any]) -> int | None:
    """Return the Telegram id of the person an update comes from."""
    for kind in _KINDS:
        body = raw.get(kind)
        if isinstance(body, dict):
            sender = body.get("from", {}).get("id")
            return sender if isinstance(sender, int) else None
    return None


def without_words(raw: dict[str, Any]) -> dict[str, Any]:
    """Return what can be answered of an update without keeping what somebody said in it.

    A command stays, and which button was tapped; no words, and no names.
    """
    return {kind: _bare(kind, body) for kind, body in raw.items()}


def _bare(kind: str, body: Any) -> Any:
    if not isinstance(body, dict):
        return body
    bare = {name: body[name] for name in _PLAIN if name in body}
    if "from" in body:
        bare["from"] = _unnamed(body["from"])
    if "chat" in body:
        bare["chat"] = _unnamed(body["chat"])
    if kind == "callback_query" and "message" in body:
        bare["message"] = _bare("message", body["message"])
    if command := _command(body):
        bare["text"] = command
        bare["entities"] = [{"type": "bot_command", "offset": 0, "length": len(command)}]
    return bare


def _unnamed(who: Any) -> Any:
    if not isinstance(who, dict):
        return None
    kept = {name: who[name] for name in ("id", "type", "is_bot", "language_code") if name in who}
    return {**kept, "first_name": ""}


def _command(body: dict[str, Any]) -> str:
    """The command that a message begins with, without what follows it; empty if with none."""
    entities = body.get("entities")
    first = entities[0] if isinstance(entities, list) and entities else None
    if (
        not isinstance(first, dict)
        or first.get("type") != "bot_command"
        or first.get("offset") != 0
    ):
        return ""
    length = first.get("length")
    return str(body.get("text", ""))[: length if isinstance(length, int) else 0]
