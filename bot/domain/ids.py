"""Identifiers: random, so that they tell nothing about order or time, and short in buttons."""

import secrets

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_BITS = 62


def new_id() -> int:
    """Return a random positive number below 2**62, for use as a row's primary key."""
    return secrets.randbits(_BITS) + 1


def to_short(number: int) -> str:
    """Write a non-negative `number` in base 36: at most 12 characters for a row's id."""
    if number < 0:
        raise ValueError("only non-negative numbers have a short form")
    digits = ""
    while True:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
        if not number:
            return digits


def from_short(text: str) -> int | None:
    """Read back what `to_short` wrote; None for anything else, since buttons are client input."""
    if not text or len(text) > 13 or any(c not in _DIGITS for c in text):
        return None
    number = int(text, 36)
    return number if number < 1 << 63 else None
