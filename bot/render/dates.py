"""Dates and times as people write them, by language.

A language is a code such as `de` or `pt-br`. Plain `en` is written as in Britain, day first and on
24 hours; a language that is not known is written like that too.
"""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time, match_skeleton

from bot.domain.recurrence import to_local

_HOUSE_STYLE = "en_GB"
_A_MONDAY = date(2024, 1, 1)
# Parts of a date pattern: words in quotes stay as they are, weekdays and months by name do not.
_ABBREVIATED = re.compile(r"'[^']*'|[Ec]+|M{3,}|L{3,}")
_WRITTEN_OUT = {"E": "EEEE", "c": "EEEE", "M": "MMMM", "L": "LLLL"}


@lru_cache(maxsize=64)
def locale_of(language: str) -> Locale:
    """The locale to write in for a language code, whatever the code."""
    code = language.replace("-", "_")
    try:
        return Locale.parse(_HOUSE_STYLE if code.lower() == "en" else code)
    except (UnknownLocaleError, ValueError):
        return Locale.parse(_HOUSE_STYLE)


def day(d: date, language: str, *, with_year: bool = False) -> str:
    """A date in full: "Thursday 26 November", or "Saturday 2 January 2027"."""
    locale = locale_of(language)
    pattern = _day_pattern("yMMMMEEEEd" if with_year else "MMMMEEEEd", locale)
    if str(locale) == _HOUSE_STYLE:
        # As without a year, where there is no comma either.
        pattern = pattern.replace(",", "")
    return format_date(d, pattern, locale)


def short_day(d: date, language: str) -> str:
    """A date for a button: "26 Nov"."""
    return format_skeleton("MMMd", datetime.combine(d, time()), locale=locale_of(language))


def clock_time(t: time, language: str) -> str:
    """A wall time to the minute: "18:00"."""
    return format_time(t, "short", locale=locale_of(language))


def moment(
    instant: datetime, zone: str, language: str, now: datetime, *, with_zone: bool = False
) -> str:
    """An instant as clocks in `zone` show it: "Thursday 26 November, 18:00".

    The year is there only if it is not the year of `now`; the zone's city only `with_zone`.
    """
    local = to_local(instant, zone)
    with_year = local.year != to_local(now, zone).year
    # Quotes mark words in the pattern; those in the names of days are letters and stay.
    joined = str(locale_of(language).datetime_formats["medium"]).replace("'", "")
    text = joined.replace("{1}", day(local.date(), language, with_year=with_year))
    text = text.replace("{0}", clock_time(local.time(), language))
    return f"{text} ({city_name(zone, language)})" if with_zone else text


def weekday(n: int, language: str) -> str:
    """The name of a weekday, from Monday = 0."""
    # Babel 2.18 mixes up languages in its table of stand-alone names; formatting does not use it.
    return format_date(_A_MONDAY + timedelta(days=n), "EEEE", locale_of(language))


def city_name(zone: str, language: str) -> str:
    """The city that an IANA zone is named after: "New York"."""
    known = locale_of(language).time_zones.get(zone, {})
    return str(known.get("city") or zone.rpartition("/")[2].replace("_", " "))


@lru_cache(maxsize=128)
def _day_pattern(skeleton: str, locale: Locale) -> str:
    """The locale's own order and marks, with weekday and month written out."""
    nearest = match_skeleton(skeleton, locale.datetime_skeletons)
    pattern = str(locale.datetime_skeletons[nearest].pattern) if nearest else "EEEE d MMMM y"
    return _ABBREVIATED.sub(lambda found: _WRITTEN_OUT.get(found[0][0], found[0]), pattern)
