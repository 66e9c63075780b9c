"""What a call wants a message to say: text or caption, attachment, buttons; checked."""

import struct
from typing import Any

from bot.rehearsal.entities import trim
from bot.rehearsal.files import StoredFile
from bot.rehearsal.keyboards import read_keyboard
from bot.rehearsal.markup import parse_html
from bot.rehearsal.model import Content
from bot.rehearsal.params import Call, Upload
from bot.rehearsal.refusal import Json, Refusal, bad_request
from bot.rehearsal.world import World

MOST_TEXT = 4096
MOST_CAPTION = 1024
MOST_UPLOAD = 50 * 1024 * 1024
MOST_PHOTO = 10 * 1024 * 1024
MOST_PHOTO_SIDES = 10_000


def text_content(call: Call) -> Content:
    """The content of a text message: 1 to 4096 characters after parsing."""
    source = call.text("text")
    text, entities = _parse(source, call.text("parse_mode"), call.listing("entities"))
    if not text:
        raise bad_request("message text is empty")
    if len(text) > MOST_TEXT:
        raise bad_request("message is too long")
    keyboard, _ = read_keyboard(call)
    return Content(text, tuple(entities), source, keyboard=keyboard)


def caption_content(call: Call, kind: str, attachment: Any, file: StoredFile | None) -> Content:
    """The content of a message with an attachment: 0 to 1024 characters after parsing."""
    text, entities = read_caption(
        call.text("caption"), call.text("parse_mode"), call.listing("caption_entities")
    )
    keyboard, _ = read_keyboard(call)
    return Content(text, tuple(entities), call.text("caption"), kind, attachment, file, keyboard)


def read_caption(source: str, mode: str, entities: list[Any]) -> tuple[str, list[Json]]:
    """Plain caption and entities, or the refusal."""
    text, entities = _parse(source, mode, entities)
    if len(text) > MOST_CAPTION:
        raise bad_request("message caption is too long")
    return text, entities


def _parse(source: str, mode: str, entities: list[Any]) -> tuple[str, list[Json]]:
    if not mode:
        return trim(source.replace("\r", ""), entities)
    if mode.upper() != "HTML":
        raise bad_request("unsupported parse_mode: the stand-in reads HTML only")
    return parse_html(source)


def find_file(world: World, call: Call, kind: str, value: Any) -> StoredFile:
    """The file that a field names: an upload in the call, or the id of a known file.

    `value` is the field's text, "attach://part", or None when the part has the field's name.
    """
    text = str(value or "")
    part = text.removeprefix("attach://") if text.startswith("attach://") else kind
    upload = call.files.get(part) if text.startswith("attach://") or not text else None
    if upload is not None:
        return _store(world, kind, upload)
    known = world.files.get(text)
    if known is None:
        if not text:
            raise bad_request(f"there is no {kind} in the request")
        raise bad_request("wrong file identifier/HTTP URL specified")
    if known.kind != kind and (kind == "photo" or known.kind == "photo"):
        raise bad_request(f"can't use file of type {known.kind} as {kind}")
    return known


def _store(world: World, kind: str, upload: Upload) -> StoredFile:
    if len(upload.content) > MOST_UPLOAD:
        raise Refusal(413, "Request Entity Too Large")
    if not upload.content:
        raise bad_request("file must be non-empty")
    if kind == "photo":
        _check_photo(upload.content)
    return world.add_file(kind, upload.name, upload.content, upload.mime)


def _check_photo(content: bytes) -> None:
    if len(content) > MOST_PHOTO:
        raise bad_request("too big photo")
    if not content.startswith((b"\x89PNG", b"\xff\xd8")):
        raise bad_request("IMAGE_PROCESS_FAILED")
    if sum(picture_size(content)) > MOST_PHOTO_SIDES:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def picture_size(content: bytes) -> tuple[int, int]:
    """Width and height of a PNG picture; of anything else a harmless guess."""
    if not content.startswith(b"\x89PNG") or len(content) < 24:
        return 640, 480
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def describe_file(file: StoredFile, call: Call) -> Any:
    """The Bot API's Document, Voice, ... or list of PhotoSize for a file."""
    body: Json = {
        "file_id": file.file_id,
        "file_unique_id": f"u-{file.file_id}",
        "file_size": len(file.content),
    }
    if file.kind == "photo":
        width, height = picture_size(file.content)
        return [{**body, "width": width, "height": height}]
    body["mime_type"] = file.mime
    if file.kind == "document":
        body["file_name"] = file.name
    if file.kind in ("voice", "audio", "video"):
        body["duration"] = call.integer("duration") or file.seconds
    if file.kind == "video":
        body.update(width=640, height=480)
    return body
