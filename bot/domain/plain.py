"""Cleaning text from people before it is shown: what could hide or reorder other words goes."""

import unicodedata

_KEPT = frozenset("\n\t\u200c\u200d")


def clean(text: str) -> str:
    """Return `text` without control, direction and lone surrogate characters; nothing else changes.

    The zero-width joiners stay: emoji and some scripts are written with them.
    """
    if text.replace("\n", "").replace("\t", "").isprintable():
        return text  # most are, and looking at each letter takes its time with years of them
    return "".join(
        c for c in text if c in _KEPT or unicodedata.category(c) not in {"Cc", "Cf", "Cs"}
    )
