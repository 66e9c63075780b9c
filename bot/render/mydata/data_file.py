"""The JSON file. Its keys are described in `docs/mydata.schema.json`; a test compares them."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from typing import Any

from bot.render.texts import Texts, texts
from bot.services.mydata.unreadable import Unreadable
from bot.services.mydata.views import MyData


def data_file(view: MyData) -> bytes:
    """Write it as JSON in UTF-8, exactly as it is kept; instants are ISO 8601 in UTC."""
    t = texts(view.language)
    data = _plain(t, view)
    data["left_out"] = {each.value: t.label(f"mydata-left-out-{each}") for each in view.left_out}
    text = json.dumps(data, ensure_ascii=False, indent=1)
    # What cannot be written as UTF-8, half of a pair of surrogates, becomes the escape of JSON.
    return text.encode("utf-8", "backslashreplace")


def _plain(t: Texts, value: Any) -> Any:
    if is_dataclass(value):
        return {each.name: _plain(t, getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Unreadable):
        return t.label(f"mydata-unreadable-{value.value}")
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain(t, each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(t, each) for each in value]
    return value
