"""The questionnaires that ship: one TOML file for each version of each."""

import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from bot.domain.questionnaire_files import BadQuestionnaireError, read
from bot.domain.questionnaires import Questionnaire

_PARTS = (
    "first",
    "weekly",
    "assessment",
    "meeting_mentee",
    "meeting_mentor",
    "pulse",
    "check",
    "closing",
)


class Library:
    """Every version of every questionnaire, read and checked when the first one is made."""

    def __init__(self, folder: Traversable | None = None) -> None:
        """Read all `.toml` files of `folder` (ours by default); `BadQuestionnaireError` if one is wrong."""
        self._found: dict[str, dict[int, Questionnaire]] = {}
        for found in _read_all(folder) if folder else _shipped():
            self._found.setdefault(found.name, {})[found.version] = found
        for chosen in self.sets():
            for part in _PARTS:
                if f"{chosen}.{part}" not in self._found:
                    raise BadQuestionnaireError(f"the set '{chosen}' has no '{part}'")

    def get(self, name: str, version: int | None = None) -> Questionnaire:
        """Return a version of `peer.weekly` and the like, the newest unless said; `KeyError` if none."""
        versions = self._found[name]
        return versions[max(versions) if version is None else version]

    def sets(self) -> tuple[str, ...]:
        """Return the names of the question sets a programme can choose from, in order."""
        return tuple(sorted({name.partition(".")[0] for name in self._found}))


@cache
def _shipped() -> tuple[Questionnaire, ...]:
    """Ours, which stay as they are while we run."""
    return _read_all(files("bot.library.questionnaires"))


def _read_all(folder: Traversable) -> tuple[Questionnaire, ...]:
    return tuple(_read(entry) for entry in folder.iterdir() if entry.name.endswith(".toml"))


def _read(entry: Traversable) -> Questionnaire:
    try:
        data = tomllib.loads(entry.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadQuestionnaireError(f"{entry.name}: {error}") from None
    return read(entry.name, data)
