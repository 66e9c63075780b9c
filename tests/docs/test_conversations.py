"""docs/CONVERSATIONS.md shows the conversations as the golden transcripts play them."""

from pathlib import Path

import pytest

from bot.db.database import Database
from bot.db.tables import Base
from tests.dialogues.test_dialogues import PATHS
from tests.drawing import diagram_of, page
from tests.passages import NOTES, Passage, Place
from tests.transcripts import play
from tests.world import World

PAGE = Path(__file__).parents[2] / "docs" / "CONVERSATIONS.md"


async def test_the_diagrams_are_up_to_date(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    for path in PATHS:
        # In a full run they have just been played, and were noted then.
        if path.stem not in NOTES.by_transcript:
            await _play(path, tmp_path)
    noted = (NOTES.by_transcript[path.stem] for path in PATHS)
    drawn = page(passage for passages in noted for passage in passages)
    if request.config.getoption("--golden-update"):
        PAGE.write_text(drawn, encoding="utf-8")
    elif drawn != PAGE.read_text(encoding="utf-8"):
        pytest.fail("it is out of date: pytest tests/docs --golden-update", pytrace=False)


def test_buttons_of_one_kind_are_drawn_as_one_arrow() -> None:
    start, day = Place(), Place("x", "which day")
    days = ("[Friday]", "[Monday]", "[Sunday]", "[Tuesday]")
    passages = [Passage("x", day, did, "choose.day", start) for did in days]
    passages.append(Passage("x", start, "/x", "begin", day))
    assert diagram_of("x", passages).splitlines()[2:] == [
        '    state "which day" as s1',
        "    [*] --> s1: /x",
        "    s1 --> [*]: [Friday]…",
    ]


async def _play(path: Path, folder: Path) -> None:
    db = Database(f"sqlite:///{folder / path.stem}.db")
    async with db.engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    world = await World.begin(db)
    with NOTES.taking(path.stem, world):
        await play(path.read_text(encoding="utf-8"), world)
    await world.end()
    await db.close()
