"""What the page is told of messages and faults, as plain JSON; nothing is read or changed here."""

from collections.abc import Container
from datetime import UTC, datetime

from bot.rehearsal.buttons import Button
from bot.rehearsal.faults import Faults
from bot.rehearsal.files import StoredFile
from bot.rehearsal.model import Chat, Content, Message
from bot.rehearsal.refusal import Json


def instant(at: datetime) -> str:
    """An aware instant, as ISO 8601 in UTC: "2026-03-02T09:00:00Z"."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def page(chat: Chat, most: int, before: int | None, undelivered: Container[int]) -> Json:
    """The newest `most` messages of a chat, or those before one of them; oldest first."""
    found = chat.page(most + 1, before)
    return {
        "messages": [message(each, undelivered) for each in found[-most:]],
        "more": len(found) > most,
        "read_to": chat.read_to,
    }


def message(said: Message, undelivered: Container[int]) -> Json:
    """A message as it is now; `undelivered` are the ids that the bot has not taken yet."""
    content = said.content
    return {
        "id": said.message_id,
        "from": "bot" if said.from_bot else "person",
        "at": _second(said.date),
        "edited": _edited(said),
        "kind": content.kind,
        "text": _words(content),
        "entities": [_entity(each) for each in content.entities],
        "file": None if content.file is None else _file(content.file),
        "buttons": [[_button(each) for each in row] for row in content.keyboard],
        "delivered": None if said.from_bot else said.message_id not in undelivered,
        "reply_to": None if said.reply_to is None else said.reply_to.message_id,
    }


def faults(switched: Faults) -> Json:
    """Which faults the page has switched on."""
    return {
        "down": switched.down,
        "slow": switched.latency,
        "too_many": any(fault.times is None for fault in switched.in_force),
    }


def _edited(said: Message) -> str | None:
    """When a message was edited, if people would call it so: buttons that change are no edit."""
    now = (said.text, said.content.entities)
    if said.edit_date is None or all(now == (was.text, was.entities) for was in said.history):
        return None
    return _second(said.edit_date)


def _second(seconds: int) -> str:
    return instant(datetime.fromtimestamp(seconds, UTC))


def _words(content: Content) -> str:
    """What a message says; of what says nothing, what it shows."""
    it = content.attachment
    match content.kind:
        case "sticker":
            return str(it["emoji"])
        case "location":
            return f"{it['latitude']}, {it['longitude']}"
        case "contact":
            return f"{it['first_name']}, {it['phone_number']}"
    return content.text


def _entity(raw: Json) -> Json:
    kept = {name: raw[name] for name in ("type", "offset", "length")}
    return {**kept, "url": raw.get("url")}


def _file(file: StoredFile) -> Json:
    return {
        "url": f"/files/{file.file_id}",
        "name": file.name,
        "mime": file.mime,
        "size": len(file.content),
        "seconds": file.seconds,
    }


def _button(button: Button) -> Json:
    return {"label": button.label, "url": button.url}
