"""Rows of buttons that several dialogues offer: time zones and languages."""

from datetime import datetime

from bot.render.cities import zone_label
from bot.render.dates import locale_of
from bot.render.message import Button


def zone_rows(
    verb: str, zones: list[str], language: str, now: datetime
) -> tuple[tuple[Button, ...], ...]:
    """One button a row for each zone, with the time there; its data is `<verb>.<zone>`."""
    return tuple((Button(zone_label(zone, language, now), f"{verb}.{zone}"),) for zone in zones)


def language_rows(verb: str, languages: tuple[str, ...]) -> tuple[tuple[Button, ...], ...]:
    """One button a row for each language, in its own words; its data is `<verb>.<code>`."""
    return tuple((Button(language_name(code), f"{verb}.{code}"),) for code in languages)


def language_name(code: str) -> str:
    """What a language calls itself."""
    locale = locale_of(code)
    return str(locale.languages.get(locale.language, code)).capitalize()
