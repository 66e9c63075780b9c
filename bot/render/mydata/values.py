"""How one value looks on the page: words for what is kept as a key, dates as people write them."""

from datetime import date, datetime, time
from enum import Enum
from functools import lru_cache
from typing import Any

from bot.domain.recurrence import to_local
from bot.render import dates
from bot.render.texts import Markup, Texts, escape, texts
from bot.services.mydata.unreadable import Unreadable, Words

_WEEKDAYS = frozenset({"reflection_weekday", "meeting_weekday"})


@lru_cache(maxsize=2_000)
def word(language: str, kind: str, key: str) -> Markup:
    """What the page calls something: `kind` is `field`, `part`, or what a value is one of."""
    return texts(language).say(f"mydata-{kind}-{key.replace('_', '-').replace(' ', '-')}")


def value(t: Texts, zone: str, name: str, found: Any) -> Markup:
    """Write one value of the field `name`; text of people keeps its own direction and lines."""
    match found:
        case bool():
            return t.say("mydata-yes") if found else t.say("mydata-no")
        case Enum():
            return enum_word(t, found)
        case datetime():
            return moment(t, zone, found)
        case date():
            return Markup(_day(found, t.language))
        case time():
            return Markup(dates.clock_time(found, t.language))
        case int():
            return Markup(dates.weekday(found, t.language) if name in _WEEKDAYS else str(found))
        case tuple():
            return Markup(", ".join(value(t, zone, name, each) for each in found))
        case _:
            return said(str(found))


def enum_word(t: Texts, found: Enum) -> Markup:
    """The word for one of a closed set, such as a state."""
    return word(t.language, type(found).__name__.lower(), str(found.value))


def moment(t: Texts, zone: str, instant: datetime) -> Markup:
    """An instant on the clocks of `zone`, always with its year: the file is read years later."""
    local = to_local(instant, zone)
    day, clock = _day(local.date(), t.language), dates.clock_time(local.time(), t.language)
    return Markup(f'<time datetime="{instant.isoformat()}">{day}, {clock}</time>')


def said(text: str) -> Markup:
    """Words of a person: escaped, with their line ends, in whichever direction they are written."""
    return Markup(f'<bdi dir="auto" class="said">{escape(text)}</bdi>')


def words(t: Texts, found: Words | None) -> Markup:
    """Words of a person, or that they could not be read."""
    return enum_word(t, found) if isinstance(found, Unreadable) else said(found or "")


@lru_cache(maxsize=10_000)
def _day(day: date, language: str) -> str:
    return str(escape(dates.day(day, language, with_year=True)))
