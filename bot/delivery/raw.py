"""Reading the little that must be known of an update before it is understood."""

from typing import Any

_KINDS = ("message", "edited_message", "callback_query", "my_chat_member")


def chat_of(raw: dict[str, Any]) -> int | None:
    """Return the id of the chat an update belongs to: what keeps updates in order."""
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
