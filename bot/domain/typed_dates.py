"""Reading a date as people type it: 14 March, March 14th, 14.3., 2026-03-14, Tuesday, tomorrow.

Numbers are day first, as most of the world writes them, except in the form 2026-03-14.
"""

import re
from datetime import date, time, timedelta

from bot.domain.typed_times import parse_time

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_NUMBER_WORDS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_LENGTH = re.compile(r"(?:for )?(?P<count>[a-z]+|\d{1,3}) ?(?P<unit>day|week|month)s?")
_DAYS = {"day": 1, "week": 7, "month": 30}
_NEAR = {"today": 0, "tomorrow": 1}
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_NUMBERS = re.compile(r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})(?:[./](?P<year>\d{2}|\d{4})?)?")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2}) (?P<name>[a-z]+)(?: (?P<year>\d{4}))?")
_MONTH_FIRST = re.compile(r"(?P<name>[a-z]+) (?P<day>\d{1,2})(?: (?P<year>\d{4}))?")
# Without a year, a date this far back is taken for next year's; a nearer one has simply gone.
_LONG_AGO = timedelta(days=90)


def parse_weekday(text: str) -> int | None:
    """Return the weekday that `text` names, Monday = 0; its first three letters are enough."""
    return _named(text.strip().lower().rstrip("."), _WEEKDAYS)


def parse_date(text: str, today: date) -> date | None:
    """Return the date that `text` names; None if it names none.

    A weekday is the next one after `today`. A date without a year may turn out to have gone by:
    the caller says so, rather than quietly taking next year's.
    """
    plain = _plain(text)
    if plain in _NEAR:
        return today + timedelta(days=_NEAR[plain])
    weekday = parse_weekday(plain.removeprefix("next ").removeprefix("on "))
    if weekday is not None:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    for form in (_ISO, _NUMBERS, _DAY_FIRST, _MONTH_FIRST):
        found = form.fullmatch(plain)
        if found is not None:
            return _from_parts(found.groupdict(), today)
    return None


def parse_length(text: str, today: date) -> date | None:
    """Return the date that is as far from `today` as `text` says, such as "two weeks"."""
    found = _LENGTH.fullmatch(_plain(text).rstrip(".!"))
    if found is None:
        return None
    said = found["count"]
    count = int(said) if said.isdecimal() else _NUMBER_WORDS.get(said)
    return None if count is None else today + timedelta(days=count * _DAYS[found["unit"]])


def parse_when(text: str, today: date) -> tuple[date | None, time | None]:
    """Return the date and the time that `text` names, each None if it names none.

    Both are None unless all of `text` was understood.
    """
    words = text.replace(",", " ").split()
    for cut in range(len(words), -1, -1):
        for first, second in ((words[:cut], words[cut:]), (words[cut:], words[:cut])):
            day = parse_date(" ".join(first), today) if first else None
            at = parse_time(" ".join(second)) if second else None
            if (day is not None) == bool(first) and (at is not None) == bool(second):
                return day, at
    return None, None


def _plain(text: str) -> str:
    words = re.sub(r"(\d)(st|nd|rd|th)\b", r"\1", text.strip().lower().replace(",", " "))
    words = re.sub(r"\bof\b|\bthe\b", " ", words)
    words = re.sub(r"(\d)\.? +(?=[a-z])", r"\1 ", words)
    words = re.sub(r"(?<=\d[./]) +(?=\d)", "", words)
    return " ".join(words.split())


def _from_parts(parts: dict[str, str | None], today: date) -> date | None:
    month = parts.get("month")
    number = int(month) if month else _month_named(parts.get("name") or "")
    if number is None:
        return None
    day, year = int(parts["day"] or 0), parts.get("year")
    if year is not None:
        return _date(int(year) if len(year) == 4 else 2000 + int(year), number, day)
    this_year = _date(today.year, number, day)
    if this_year is not None and today - this_year <= _LONG_AGO:
        return this_year
    return _date(today.year + 1, number, day)


def _month_named(name: str) -> int | None:
    found = _named(name, _MONTHS)
    return None if found is None else found + 1


def _named(text: str, names: tuple[str, ...]) -> int | None:
    if len(text) < 3:
        return None
    found = [number for number, name in enumerate(names) if name.startswith(text)]
    return found[0] if len(found) == 1 else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
