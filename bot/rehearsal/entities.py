"""Entities: what is marked up in a text, and where.

Offsets and lengths are in UTF-16 units, as everywhere in the Bot API.
"""

import re

from bot.rehearsal.refusal import Json

_COMMAND = re.compile(r"(?<![\w/@])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/@])")


def utf16_length(text: str) -> int:
    """Length in UTF-16 units."""
    if text.isascii():
        return len(text)
    return len(text) + sum(1 for character in text if character > "\uffff")


def find_commands(text: str) -> list[Json]:
    """The `bot_command` entities that Telegram finds in what a person types."""
    return [
        {
            "type": "bot_command",
            "offset": utf16_length(text[: match.start()]),
            "length": utf16_length(match.group()),
        }
        for match in _COMMAND.finditer(text)
    ]


def trim(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Without white space at the end, or at the start before the first entity."""
    entities = sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))
    text = text.rstrip()
    first = entities[0]["offset"] if entities else len(text)
    leading = min(len(text) - len(text.lstrip()), first)
    end = utf16_length(text)
    kept = []
    for entity in entities:
        length = min(entity["length"], end - entity["offset"])
        if length > 0:
            kept.append({**entity, "offset": entity["offset"] - leading, "length": length})
    return text[leading:], kept
