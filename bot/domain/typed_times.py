"""Reading a time of day as people type it, to the minute: 18:30, 18.30, 6pm, 6:30 p.m., 1830."""

import re
from datetime import time

_TIME = re.compile(r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})(?::[0-5]\d)?)?(?P<half>am|pm)?")
_RUN_TOGETHER = re.compile(r"(?P<hour>\d{2})(?P<minute>\d{2})")
_NAMED = {"noon": time(12), "midday": time(12), "midnight": time(0)}


def parse_time(text: str) -> time | None:
    """Return the time that `text` names; None for anything that is not clearly one.

    A bare "6" could be morning or evening, so it is not taken; a bare "18" is. Nothing here
    happens to the second: those are left out.
    """
    plain = _plain(text)
    if plain in _NAMED:
        return _NAMED[plain]
    found = _RUN_TOGETHER.fullmatch(plain) or _TIME.fullmatch(plain)
    if found is None:
        return None
    parts = found.groupdict()
    hour, minute, half = int(parts["hour"]), parts["minute"], parts.get("half")
    if half is None and minute is None and hour <= 12:
        return None
    return _clock(hour, int(minute or 0), half)


def _plain(text: str) -> str:
    words = text.strip().lower().removeprefix("at ").removesuffix("o'clock").removesuffix("uhr")
    return re.sub(r"\b([ap])\.m\.?", r"\1m", words).replace(" ", "").rstrip("h")


def _clock(hour: int, minute: int, half: str | None) -> time | None:
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def parse_span(text: str) -> tuple[time, time] | None:
    """Return the two times that `text` names, as in "22:00 to 7am" or "21:00-08:00"; else None."""
    plain = re.sub(r"^(from|between) ", "", " ".join(text.lower().split()))
    parts = re.split(r"\s*(?:\b(?:to|until|till|and)\b|[-–—,])\s*", plain)
    if len(parts) != 2:
        return None
    start, end = map(parse_time, parts)
    return None if start is None or end is None else (start, end)
