"""A message in the Bot API's own terms: the method that takes it, and its parameters."""

from typing import Any

from telegram import InputFile
from telegram.constants import ParseMode

from bot.render.message import Button, Outgoing

Params = dict[str, Any]

_NO_PREVIEW = {"is_disabled": True}


def sending(chat_id: int, message: Outgoing) -> tuple[str, Params]:
    """Return the method that sends `message`, and its parameters."""
    for kind, sent in (("Document", message.document), ("Photo", message.photo)):
        if sent is not None:
            file = InputFile(sent.content, filename=sent.name)
            return f"send{kind}", {kind.lower(): file, **_caption(chat_id, message)}
    if message.voice is not None:
        return "sendVoice", {"voice": message.voice, **_caption(chat_id, message)}
    return "sendMessage", _words(chat_id, message)


def changing(chat_id: int, message_id: int, message: Outgoing) -> tuple[str, Params]:
    """Return the method that puts `message` in place of one of ours, and its parameters."""
    return "editMessageText", {"message_id": message_id, **_words(chat_id, message)}


def stripping(chat_id: int, message_id: int) -> tuple[str, Params]:
    """Return the method that takes a message's buttons away, and its parameters."""
    return "editMessageReplyMarkup", {"chat_id": chat_id, "message_id": message_id}


def _words(chat_id: int, message: Outgoing) -> Params:
    return {
        "chat_id": chat_id,
        "text": message.text,
        "parse_mode": ParseMode.HTML,
        "reply_markup": _keyboard(message),
        "link_preview_options": _NO_PREVIEW,
    }


def _caption(chat_id: int, message: Outgoing) -> Params:
    return {
        "chat_id": chat_id,
        "caption": message.text,
        "parse_mode": ParseMode.HTML,
        "reply_markup": _keyboard(message),
    }


def _keyboard(message: Outgoing) -> Params | None:
    if not message.buttons:
        return None
    return {"inline_keyboard": [[_button(button) for button in row] for row in message.buttons]}


def _button(button: Button) -> dict[str, str]:
    return {"text": button.label, "callback_data": button.data}
