"""The rules that ship for words of distress: one TOML file for each language."""

import tomllib
from functools import cache
from importlib.resources import files

from bot.domain.distress import Rules
from bot.domain.distress_files import BadRulesError, read


@cache
def rules() -> tuple[Rules, ...]:
    """Return the rules of every language, each of which looks at whatever anybody writes.

    Raises `BadRulesError` if a file is wrong.
    """
    found = sorted(files("bot.library.distress").iterdir(), key=lambda entry: entry.name)
    return tuple(
        _read(entry.name, entry.read_text("utf-8"))
        for entry in found
        if entry.name.endswith(".toml")
    )


def _read(name: str, text: str) -> Rules:
    try:
        return read(name, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise BadRulesError(f"{name}: {error}") from None
