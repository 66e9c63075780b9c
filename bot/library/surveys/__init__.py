"""The surveys that ship, to begin from: one TOML file for each."""

import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from bot.domain.survey_files import BadSurveyError, ReadySurvey, read


def load(folder: Traversable) -> tuple[ReadySurvey, ...]:
    """Read all `.toml` files of a folder, in their order; `BadSurveyError` if one is wrong."""
    found = [_read(entry) for entry in folder.iterdir() if entry.name.endswith(".toml")]
    return tuple(sorted(found, key=lambda survey: (survey.order, survey.key)))


@cache
def ready_surveys() -> tuple[ReadySurvey, ...]:
    """Return the surveys that ship, read and checked once."""
    return load(files("bot.library.surveys"))


def _read(entry: Traversable) -> ReadySurvey:
    try:
        data = tomllib.loads(entry.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSurveyError(f"{entry.name}: {error}") from None
    return read(entry.name, data)
