"""Rows of buttons that several dialogues offer: time zones and languages."""

from datetime import datetime

from bot.render.cities import Place, place_label
from bot.render.dates import locale_of
from bot.render.message import Button


def zone_rows(
    verb: str, places: list[Place], language: str, now: datetime
) -> tuple[tuple[Button, ...], ...]:
    """One button a row for each place, with the time there; its data is `<verb>.<zone>`."""
    return tuple(
        (Button(place_label(place, language, now), f"{verb}.{place.zone}"),) for place in places
    )


def language_rows(verb: str, languages: tuple[str, ...]) -> tuple[tuple[Button, ...], ...]:
    """One button a row for each language, in its own words; its data is `<verb>.<code>`."""
    return tuple((Button(language_name(code), f"{verb}.{code}"),) for code in languages)


def language_name(code: str) -> str:
    """What a language calls itself."""
    locale = locale_of(code)
    return str(locale.languages.get(locale.language, code)).capitalize()
