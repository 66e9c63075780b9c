"""Numbers as people write them, by language."""

from babel.numbers import format_decimal, format_percent

from bot.render.dates import locale_of


def mean(value: float, language: str) -> str:
    """A mean with one digit behind the point: "3.8"."""
    return format_decimal(value, "0.0", locale=locale_of(language))


def percent(share: float, language: str) -> str:
    """A share from 0 to 1 as whole percent: "86%"."""
    return format_percent(share, "0%", locale=locale_of(language))
