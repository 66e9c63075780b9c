"""Methods that send, change and fetch files."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.rehearsal.contents import caption_content, describe_file, find_file, read_caption
from bot.rehearsal.keyboards import read_keyboard
from bot.rehearsal.methods_messages import apply_edit, editable, post, target
from bot.rehearsal.model import Content
from bot.rehearsal.params import Call
from bot.rehearsal.refusal import Json, bad_request

if TYPE_CHECKING:
    from bot.rehearsal.core import StandIn

MOST_DOWNLOAD = 20 * 1024 * 1024


def _send_file(standin: "StandIn", call: Call, kind: str) -> Json:
    file = find_file(standin.world, call, kind, call.params.get(kind))
    content = caption_content(call, kind, describe_file(file, call), file)
    return post(standin, call, target(standin, call), content).as_json()


def _send_document(standin: "StandIn", call: Call) -> Json:
    return _send_file(standin, call, "document")


def _send_photo(standin: "StandIn", call: Call) -> Json:
    return _send_file(standin, call, "photo")


def _send_voice(standin: "StandIn", call: Call) -> Json:
    return _send_file(standin, call, "voice")


def _send_media_group(standin: "StandIn", call: Call) -> list[Json]:
    items = call.listing("media")
    if not 2 <= len(items) <= 10:
        raise bad_request("group must contain 2-10 items")
    contents = [_media_content(standin, call, item) for item in items]
    chat = target(standin, call, len(items))
    album = f"album-{standin.world.now()}-{len(chat.history)}"
    return [
        post(standin, call, chat, content, {"media_group_id": album}).as_json()
        for content in contents
    ]


def _edit_message_media(standin: "StandIn", call: Call) -> Json:
    message = editable(standin, call)
    if message.kind == "text":
        raise bad_request("there is no media in the message to edit")
    keyboard, _ = read_keyboard(call)
    content = _media_content(standin, call, call.mapping("media") or {})
    return apply_edit(standin, message, replace(content, keyboard=keyboard))


def _media_content(standin: "StandIn", call: Call, item: Any) -> Content:
    kind = item.get("type") if isinstance(item, dict) else None
    if kind not in ("photo", "document", "audio", "video"):
        raise bad_request("can't parse InputMedia: invalid type specified")
    file = find_file(standin.world, call, kind, item.get("media"))
    source = str(item.get("caption") or "")
    text, entities = read_caption(
        source, str(item.get("parse_mode") or ""), item.get("caption_entities") or []
    )
    attachment = describe_file(file, call)
    return Content(text, tuple(entities), source, kind, attachment, file)


def _get_file(standin: "StandIn", call: Call) -> Json:
    file = standin.world.files.get(call.text("file_id"))
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(file.content) > MOST_DOWNLOAD:
        raise bad_request("file is too big")
    return {
        "file_id": file.file_id,
        "file_unique_id": f"u-{file.file_id}",
        "file_size": len(file.content),
        "file_path": file.path,
    }


METHODS: dict[str, Any] = {
    "sendDocument": _send_document,
    "sendPhoto": _send_photo,
    "sendVoice": _send_voice,
    "sendMediaGroup": _send_media_group,
    "editMessageMedia": _edit_message_media,
    "getFile": _get_file,
}
