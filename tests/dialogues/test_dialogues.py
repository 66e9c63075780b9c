"""Every dialogue goes as its transcript says. To take over what the bot says now:
`pytest tests/dialogues --golden-update`, and read the difference before you commit it.
"""

from pathlib import Path

import pytest

from tests.givens import load_all
from tests.passages import NOTES
from tests.transcripts import difference, play, read
from tests.world import World

load_all()
PATHS = sorted(Path(__file__).parent.glob("**/*.txt"))


def _title(path: Path) -> str:
    return read(path.read_text(encoding="utf-8")).title


@pytest.mark.parametrize("path", PATHS, ids=_title)
async def test_dialogue(path: Path, world: World, request: pytest.FixtureRequest) -> None:
    expected = path.read_text(encoding="utf-8")
    with NOTES.taking(path.stem, world):
        actual = await play(expected, world)
    if request.config.getoption("--golden-update"):
        path.write_text(actual, encoding="utf-8")
    elif changes := difference(path, expected, actual):
        pytest.fail(f"{path.name} says otherwise:\n{changes}", pytrace=False)
