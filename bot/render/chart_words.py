"""Our own words in a chart: in English where there are no letters to draw a translation with."""

from typing import Any

from bot.render.sheet import drawable
from bot.render.texts import FALLBACK, Texts, texts


def lettered(t: Texts, key: str, **values: Any) -> str:
    """Return the message `key` as it can be drawn, never without any letter."""
    return drawable(t.label(key, **values), texts(FALLBACK).label(key, **values))
