"""Whoever was erased stays erased: also when a backup from before is put back."""

import shutil
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text

from bot.cli.backup import copy
from bot.db.erased_file import ErasedFile
from bot.db.tables import Answer, AuditEntry, Base, OutboxRow, Person
from bot.domain.deeds import Deed
from bot.domain.people import PersonState, Role
from bot.domain.queues import Cause, MessageKind
from bot.services.people import forgetting
from bot.services.people.asking_to_forget import Forgotten, forget
from tests.abuse.erasing import erase, everything, row_of
from tests.databases import KeptPostgres
from tests.resulting import by
from tests.seeding import Member
from tests.services.surveys.evidence import gather, logged
from tests.world import START, World
from tests.written import reflection


@pytest.fixture
async def ana(either_world: World, tmp_path: Path) -> Member:
    """Somebody who takes part, where it is written down who was erased."""
    either_world.erased_file = ErasedFile(tmp_path / "data" / "plumbline.erased")
    await either_world.restart()
    return await either_world.member("Ana", Role.MENTEE)


@pytest.fixture
def world(either_world: World, ana: Member) -> World:
    return either_world


class Backup:
    """A copy of a world's database at one moment, which can be put back."""

    def __init__(self, world: World, folder: Path, request: pytest.FixtureRequest) -> None:
        self._world = world
        self._path = folder / "copy.db"
        self._request = request

    async def make(self) -> None:
        if self._world.db.is_sqlite:
            copy(self._file, self._path)
        else:
            self._rows = await everything(self._world)

    async def put_back(self) -> None:
        """Stop the bot, put the copy in the place of the database, and start anew."""
        await self._world.stop()
        await self._world.db.close()
        if self._world.db.is_sqlite:
            for ending in ("-wal", "-shm"):
                self._file.with_name(self._file.name + ending).unlink(missing_ok=True)
            shutil.copyfile(self._path, self._file)
        else:
            kept: KeptPostgres = self._request.getfixturevalue("kept_postgres")
            kept.emptied()
            await self._fill()
        await self._world._start_anew()

    @property
    def _file(self) -> Path:
        return Path(str(self._world.db.engine.url.database))

    async def _fill(self) -> None:
        async with self._world.db.write() as s:
            for table in Base.metadata.sorted_tables:
                if self._rows[table.name]:
                    await s.execute(insert(table), self._rows[table.name])
            await s.execute(
                text("SELECT setval(pg_get_serial_sequence('outbox', 'id'), 1000, true)")
            )


@pytest.fixture
def backup(world: World, tmp_path: Path, request: pytest.FixtureRequest) -> Backup:
    return Backup(world, tmp_path, request)


async def test_a_backup_that_is_put_back_brings_nobody_back(
    world: World, ana: Member, backup: Backup
) -> None:
    """Neither their row, nor their key, nor their words; and nobody hears of it twice."""
    ben = await world.member("Ben", Role.MENTOR)
    cleo = await world.member("Cleo", Role.COORDINATOR)
    pair = await world.pair(ben, ana)
    await reflection(world, pair, START.date(), glad="The choir.")
    await world.settle()
    await backup.make()
    key = (await row_of(world, "Ana")).wrapped_key
    now = world.clock.now()
    assert isinstance(await forget(world.core, by(ana, 7), now - timedelta(minutes=1)), Forgotten)
    await world.settle()
    for each in (ben, cleo):
        assert len(each.at.new_messages()) == 1
    with logged() as log:
        await backup.put_back()
        await world.settle()
    assert log.getvalue().count("were erased again") == 1
    await stays_erased(world, ana, key)
    for each in (ben, cleo):
        assert each.at.new_messages() == []
    async with world.db.read() as s:
        noted = await s.scalars(select(AuditEntry).where(AuditEntry.deed == Deed.ERASED))
        assert [each.person_id for each in noted] == [ana.id]
        told = (MessageKind.LEFT_PAIR, MessageKind.LEFT_PROGRAMME)
        assert (await s.scalars(select(OutboxRow).where(OutboxRow.kind.in_(told)))).all() == []
        assert (await s.get_one(Person, ben.id)).state is PersonState.ACTIVE
    before = written(world)
    with logged() as log:
        await world.restart()
    assert "erased again" not in log.getvalue()
    assert written(world) == before
    assert str(ana.at.user_id) not in before


async def stays_erased(world: World, member: Member, key: bytes) -> None:
    async with world.db.read() as s:
        row = await s.get_one(Person, member.id)
        assert (row.state, row.wrapped_key, row.name) == (PersonState.LEFT, b"", None)
        assert (await s.scalars(select(Answer))).all() == []
    assert key not in (await gather(world.db)).raw


def written(world: World) -> str:
    """What the file says."""
    assert world.erased_file is not None
    return world.erased_file.path.read_text()


async def test_an_erasure_that_is_rolled_back_erases_nobody_later(
    world: World, ana: Member
) -> None:
    """Nothing is written down that did not happen."""
    with suppress(KeyError):
        async with world.db.write() as s:
            person = await s.get_one(Person, ana.id)
            await forgetting.erase(s, world.core, person, Cause())
            raise KeyError
    await world.settle()
    await world.restart()
    assert world.erased_file is not None
    assert world.erased_file.read() == {}
    assert (await row_of(world, "Ana")).state is PersonState.ACTIVE


async def test_what_a_kill_kept_from_being_written_down_is_written_at_the_next_start(
    world: World, ana: Member, backup: Backup
) -> None:
    """However soon after the commit it came."""
    await backup.make()
    key = (await row_of(world, "Ana")).wrapped_key
    await erase(world, "Ana")
    await world.crash()
    assert world.erased_file is not None
    assert list(world.erased_file.read()) == [ana.id]
    await backup.put_back()
    await stays_erased(world, ana, key)


async def test_what_cannot_be_written_down_is_said_once_and_tried_until_it_is(
    world: World, ana: Member
) -> None:
    """Nobody is erased any later for it."""
    assert world.erased_file is not None
    in_the_way = world.erased_file.path
    in_the_way.mkdir(parents=True)
    with logged() as log:
        await erase(world, "Ana")
        await world.settle()
        await world.move(timedelta(minutes=1))
        await world.bot.sweep()
    assert log.getvalue().count("cannot be written down") == 1
    in_the_way.rmdir()
    await world.bot.sweep()
    assert list(world.erased_file.read()) == [ana.id]


async def test_a_line_erases_nobody_who_came_after_it_nor_does_half_a_line(
    world: World, ana: Member
) -> None:
    """Whoever should bear the same number was not meant; and what is torn says nothing."""
    file = world.erased_file
    assert file is not None
    file.add({ana.id: START - timedelta(days=1)})
    with file.path.open("a") as torn:
        torn.write(f"{ana.id} 2027-01-01T00:00\nodd\n{ana.id} 2027-01-01T00:00:00.0")
    await world.restart()
    assert (await row_of(world, "Ana")).state is PersonState.ACTIVE
    file.add({1: START})
    assert file.read() == {ana.id: START - timedelta(days=1), 1: START}
    assert oct(file.path.stat().st_mode & 0o777) == "0o600"
