"""What is kept in a folder is taken up again where it was left."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.cli.base import WRONG_SETTING
from bot.config import SettingError
from bot.rehearsal.times import hurried
from bot.rehearsal.web.folder_lock import alone_in
from bot.rehearsal.web.keeping import Kept
from bot.rehearsal.web.room import Room
from tests.rehearsal.web.conftest import LONG, START, Page, client_of, until

_HOLDS = """
import pathlib, sys
from bot.rehearsal.web.folder_lock import alone_in
with alone_in(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


class Evening:
    """One run of the page with what is kept in a folder."""

    def __init__(self, folder: Path) -> None:
        self.room = Room(Kept(folder), START + timedelta(weeks=50), first="empty")

    async def __aenter__(self) -> Page:
        await self.room.__aenter__()
        await until(self.room, lambda: not self.room.busy)
        self._client = client_of(self.room)
        return Page(self.room, self._client)

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()
        await self.room.__aexit__()


@pytest.fixture
async def left(tmp_path: Path) -> Path:
    """A folder in which Grace paused for a week yesterday evening, and a day went by."""
    async with Evening(tmp_path) as page:
        with hurried(page.play.stage.time):
            await page.act(page.grace, "say", text="/pause")
            for label in ("A week", "Yes, pause"):
                page.grace.taps(label)
                await page.rest()
            await page.post("/api/clock", by=86_400)
            await page.rest()
            await page.post("/api/people", name="Sam")
    return tmp_path


async def test_the_clock_stands_where_it_stood(left: Path) -> None:
    async with Evening(left) as page:
        now = page.play.stage.clock.now()
    assert now == START + timedelta(weeks=50, days=1)


async def test_people_come_back_with_their_roles_and_menus(left: Path) -> None:
    async with Evening(left) as page:
        world = await page.world()
    [grace] = world["people"]
    assert (grace["name"], grace["roles"]) == ("Grace", ["coordinator"])
    assert "invite" in [each["command"] for each in grace["commands"]]
    assert world["programme"]["sample"] == "empty"


async def test_chats_begin_empty_and_go_on(left: Path) -> None:
    async with Evening(left) as page:
        assert (await page.chat(page.grace))["messages"] == []
        await page.act(page.grace, "say", text="/help")
        assert len(page.grace.chat) == 2


async def test_what_was_due_still_falls_due(left: Path) -> None:
    async with Evening(left) as page:
        due = (await page.world())["clock"]["next"]
        assert due["what"] == "a pause is over"
        await page.post("/api/clock", to="next")
        await page.rest()
        assert page.grace.chat


async def test_no_number_is_given_away_twice(left: Path) -> None:
    numbers: set[int] = set()
    for _ in range(2):
        async with Evening(left) as page:
            await page.act(page.grace, "send", kind="voice", seconds=3)
            new = {message.message_id for message in page.grace.chat}
            assert not numbers & new
            numbers |= new


async def test_who_blocked_the_bot_still_blocks_it(left: Path) -> None:
    async with Evening(left) as page:
        await page.act(page.grace, "block", blocked=True)
    async with Evening(left) as page:
        assert (await page.world())["people"][0]["blocked"] is True


async def test_a_new_programme_leaves_the_old_one_in_the_folder(left: Path) -> None:
    async with Evening(left) as page:
        await page.post("/api/programme", sample="empty")
        await page.until(lambda: not page.room.busy)
        assert await page.play.runner.rest(LONG)
    assert sorted(path.name for path in left.glob("*.db")) == ["programme-1.db", "programme-2.db"]
    async with Evening(left) as page:
        assert page.play.stage.clock.now() == START + timedelta(weeks=50)


async def test_a_damaged_note_is_told_on_the_page(left: Path) -> None:
    (left / "programme-1.json").write_text("{")
    async with Evening(left) as page:
        trouble = (await page.world())["trouble"]
    assert trouble.endswith("Without it, that programme cannot be taken up again.")


async def test_without_its_key_nothing_is_taken_up_or_begun(left: Path) -> None:
    (left / "rehearsal.key").unlink()
    with pytest.raises(SettingError, match=r"put rehearsal\.key back"):
        Kept(left)
    assert not (left / "rehearsal.key").exists()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingError, match="cannot be"):
        Kept(tmp_path / "file" / "folder")


async def test_only_the_owner_can_read_it(left: Path) -> None:
    modes = {path.name: path.stat().st_mode & 0o077 for path in left.iterdir()}
    assert {name for name, mode in modes.items() if mode} <= {"programme-1.json"}


def test_a_second_process_is_kept_out_until_the_first_is_gone_however_it_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "kept"
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDS, folder],
        env={"PYTHONPATH": str(Path(__file__).parents[3])},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == b"held\n"
        refused = CliRunner().invoke(main, ["rehearse", "--no-browser", "--keep", str(folder)])
        first.kill()
    assert refused.exit_code == WRONG_SETTING
    assert refused.output == (
        f"Another rehearsal is using {folder}: end that one first, or name another folder.\n"
    )
    with alone_in(folder):
        pass
