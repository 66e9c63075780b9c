"""Every word the bot says, by language, from the files in `bot/library/texts/<language>/`.

This is the one boundary where text from people becomes part of a message: everything handed to
`Texts.say` is escaped, unless it is `Markup` that a renderer made.
"""

import html
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from fluent.runtime import FluentBundle, FluentResource

from bot.domain.names import GONE, UNREADABLE
from bot.domain.plain import clean

FALLBACK = "en"
_FOLDER = files("bot.library.texts")
_IN_PLACE_OF_NAMES = {GONE: "somebody-who-left", UNREADABLE: "somebody-unreadable"}


class Markup(str):
    """HTML made by us: handed to `say`, it is not escaped again."""

    __slots__ = ()


class Texts:
    """The words of one language."""

    def __init__(self, language: str, bundle: FluentBundle) -> None:
        """Take a language and its parsed messages."""
        self.language = language
        self._bundle = bundle

    def say(self, key: str, **values: Any) -> Markup:
        """Return the message `key` as HTML, with every text among `values` escaped."""
        message = self._bundle.get_message(key)
        if message.value is None:
            raise KeyError(key)
        text, errors = self._bundle.format_pattern(
            message.value, {name: self._safe(value) for name, value in values.items()}
        )
        if errors:
            raise ValueError(f"{key}: {errors[0]}")
        return Markup(text)

    def label(self, key: str, **values: Any) -> str:
        """Return the message `key` as plain text, for a button or a command menu."""
        return html.unescape(self.say(key, **values))

    def _safe(self, value: Any) -> Any:
        if isinstance(value, Markup):
            return str(value)
        if not isinstance(value, str):
            return value
        for name, key in _IN_PLACE_OF_NAMES.items():
            if name in value:
                value = value.replace(name, self.label(key))
        return str(escape(value))

    def has(self, key: str) -> bool:
        """Tell whether there is a message `key`."""
        return self._bundle.has_message(key)


def escape(text: str) -> Markup:
    """Make a person's text safe to show: HTML escaped, control and direction marks taken out."""
    return Markup(html.escape(clean(text), quote=False))


def languages() -> tuple[str, ...]:
    """Return the languages that texts ship in, the fallback first."""
    found = sorted(entry.name for entry in _FOLDER.iterdir() if _sources(entry))
    return (FALLBACK, *(language for language in found if language != FALLBACK))


@cache
def texts(language: str) -> Texts:
    """Return the words of `language`; English where we do not have it."""
    chosen = language if language in languages() else FALLBACK
    bundle = FluentBundle([chosen], use_isolating=False)
    for source in _sources(_FOLDER.joinpath(chosen)):
        bundle.add_resource(FluentResource(source.read_text(encoding="utf-8")))
    return Texts(chosen, bundle)


def _sources(folder: Traversable) -> list[Traversable]:
    if not folder.is_dir():
        return []
    return sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(".ftl")),
        key=lambda entry: entry.name,
    )
