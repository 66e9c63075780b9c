"""Typing that one needs somebody, in so many words, in place of /talk."""

from functools import cache

from bot.render.texts import languages, texts


def is_call(text: str) -> bool:
    """Whether a message says this and nothing else, in any language that we have.

    A command is none: /help asks what there is to do here, and /talk answers by itself.
    """
    return not text.startswith("/") and _plain(text) in _calls()


@cache
def _calls() -> frozenset[str]:
    written = (texts(language).label("talk-typed").split(";") for language in languages())
    return frozenset(_plain(each) for found in written for each in found)


def _plain(text: str) -> str:
    words = "".join(each if each.isalnum() else " " for each in text.casefold())
    return " ".join(words.split())
