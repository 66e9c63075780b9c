"""Methods that send, edit, copy and delete messages, and answer taps."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.rehearsal.contents import caption_content, text_content
from bot.rehearsal.events import ActionShown
from bot.rehearsal.keyboards import read_keyboard
from bot.rehearsal.model import Chat, Content, Message
from bot.rehearsal.params import Call
from bot.rehearsal.refusal import Json, bad_request
from bot.rehearsal.world import without_keyboard

if TYPE_CHECKING:
    from bot.rehearsal.core import StandIn

SECONDS_TO_DELETE = 48 * 3600
_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)


def target(standin: "StandIn", call: Call, messages: int = 1) -> Chat:
    """The chat a call sends to, after the refusals for it; counts against flood control."""
    if not call.has("chat_id"):
        raise bad_request("chat_id is empty")
    chat = standin.world.writable(call.integer("chat_id"))
    if standin.limits is not None:
        standin.limits.take(chat.chat_id, messages)
    return chat


def post(
    standin: "StandIn", call: Call, chat: Chat, content: Content, extra: Json | None = None
) -> Message:
    """Add a message from the bot, as a reply and with a reply keyboard if the call says so."""
    _, reply_keyboard = read_keyboard(call)
    return standin.world.add_message(
        chat,
        standin.bot,
        content,
        reply_to=_replied(chat, call),
        reply_keyboard=reply_keyboard,
        extra=extra or {},
    )


def _replied(chat: Chat, call: Call) -> Message | None:
    reply = call.mapping("reply_parameters") or {}
    message_id = reply.get("message_id") or call.integer("reply_to_message_id")
    if not message_id:
        return None
    message = chat.history.get(int(message_id))
    if message is not None and not message.removed:
        return message
    if reply.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def _send_message(standin: "StandIn", call: Call) -> Json:
    content = text_content(call)
    return post(standin, call, target(standin, call), content).as_json()


def _send_chat_action(standin: "StandIn", call: Call) -> bool:
    chat = standin.world.writable(call.integer("chat_id"))
    action = call.text("action")
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat.actions.append(action)
    standin.events.publish(ActionShown(chat, action))
    return True


def _edit_message_text(standin: "StandIn", call: Call) -> Json:
    message = editable(standin, call)
    content = text_content(call)
    if message.kind != "text":
        raise bad_request("there is no text in the message to edit")
    return apply_edit(standin, message, content)


def _edit_message_caption(standin: "StandIn", call: Call) -> Json:
    message = editable(standin, call)
    if message.kind == "text":
        raise bad_request("there is no caption in the message to edit")
    old = message.content
    return apply_edit(standin, message, caption_content(call, old.kind, old.attachment, old.file))


def _edit_message_reply_markup(standin: "StandIn", call: Call) -> Json:
    message = editable(standin, call)
    keyboard, _ = read_keyboard(call)
    return apply_edit(standin, message, replace(message.content, keyboard=keyboard))


def editable(standin: "StandIn", call: Call) -> Message:
    """The bot's own message that a call edits, or the refusal."""
    chat = standin.world.writable(call.integer("chat_id"))
    message = standin.world.find_message(chat, call.integer("message_id"), "edit")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return message


def apply_edit(standin: "StandIn", message: Message, content: Content) -> Json:
    """Change what a message says, unless nothing would change."""
    if content == message.content:
        raise bad_request(_NOT_MODIFIED)
    standin.world.edit_message(message, content)
    return message.as_json()


def _delete_message(standin: "StandIn", call: Call) -> bool:
    chat = standin.world.chat(call.integer("chat_id"))
    message = standin.world.find_message(chat, call.integer("message_id"), "delete")
    foreign = not chat.private and not message.from_bot
    if foreign or standin.world.now() - message.date > SECONDS_TO_DELETE:
        raise bad_request("message can't be deleted for everyone")
    standin.world.remove_message(message)
    return True


def _copy_message(standin: "StandIn", call: Call) -> Json:
    original = _original(standin, call, "copy")
    content = without_keyboard(original.content)
    if call.has("caption") and content.kind != "text":
        content = caption_content(call, content.kind, content.attachment, content.file)
    keyboard, _ = read_keyboard(call)
    content = replace(content, keyboard=keyboard)
    message = post(standin, call, target(standin, call), content)
    return {"message_id": message.message_id}


def _forward_message(standin: "StandIn", call: Call) -> Json:
    original = _original(standin, call, "forward")
    origin = {"type": "user", "sender_user": original.sender.as_json(), "date": original.date}
    chat = target(standin, call)
    content = without_keyboard(original.content)
    return post(standin, call, chat, content, {"forward_origin": origin}).as_json()


def _original(standin: "StandIn", call: Call, purpose: str) -> Message:
    chat = standin.world.chat(call.integer("from_chat_id"))
    return standin.world.find_message(chat, call.integer("message_id"), purpose)


def _answer_callback_query(standin: "StandIn", call: Call) -> bool:
    text = call.text("text")
    if len(text) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    standin.callbacks.answer(call.text("callback_query_id"), text, call.boolean("show_alert"))
    return True


METHODS: dict[str, Any] = {
    "sendMessage": _send_message,
    "sendChatAction": _send_chat_action,
    "editMessageText": _edit_message_text,
    "editMessageCaption": _edit_message_caption,
    "editMessageReplyMarkup": _edit_message_reply_markup,
    "deleteMessage": _delete_message,
    "copyMessage": _copy_message,
    "forwardMessage": _forward_message,
    "answerCallbackQuery": _answer_callback_query,
}
