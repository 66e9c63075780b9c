"""The master key can be changed, and killed at it anywhere: nothing is lost, and the old one is out.

What hangs on the master key is found by walking the tables, so that nothing can be forgotten.
"""

import itertools
import os
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from bot.clock import MovableClock
from bot.config import SettingError, Settings, load
from bot.db.database import Database
from bot.db.handover import NOBODY_S, OWN, wrapped_keys
from bot.db.tables import Installation, Person
from bot.db.vault import Vault
from bot.key_change import StillRunningError, rotate
from bot.key_files import read_key, written
from bot.keys import vault_for
from bot.library.questionnaires import Library
from bot.services.core import Core
from bot.services.people.import_rows import Came
from tests.abuse.full_house import bring_in, fill
from tests.abuse.killing import Killed, killed_before
from tests.abuse.sealed import read_everything
from tests.services.surveys.evidence import gather, logged
from tests.world import MASTER_KEY, START, World

LATER = START + timedelta(days=1)


@dataclass
class House:
    """An installation whose bot has stopped, and what everything in it says."""

    settings: Settings
    db: Database
    programme_id: int
    said: dict[bytes, str]

    @property
    def key(self) -> bytes | None:
        """The key in the file."""
        return read_key(self.settings.key_file)

    async def vault(self) -> Vault:
        """What opens the database, by what lies in the folder and the settings."""
        async with self.db.read() as s:
            check = (await s.get_one(Installation, 1)).key_check
        return vault_for(self.settings, check)

    async def is_whole(self) -> None:
        """Everything opens and says what it said; and keys lie where only their owner reads them."""
        files = {path.name: path.stat().st_mode & 0o777 for path in self.settings.data.iterdir()}
        assert set(files) <= {"plumbline.key", "plumbline.key.new"}
        assert set(files.values()) == {0o600}
        assert await read_everything(self.db, await self.vault()) == self.said
        await self.db.close()

    async def known_again(self) -> list[Came]:
        """What becomes of people of a file who were brought in before, when it comes again."""
        core = Core(self.db, await self.vault(), MovableClock(LATER), Library())
        again = await bring_in(core, self.programme_id)
        await self.db.close()
        return [link.came for link in again.links]

    async def under_the_master_key(self) -> list[bytes]:
        """Every wrapped key, and whatever is sealed under the installation's own."""
        async with self.db.read() as s:
            found = [await s.scalars(select(column)) for column in wrapped_keys()]
            found.append(await s.scalars(select(OWN).where(NOBODY_S, OWN.is_not(None))))
            return [value for values in found for value in values]


@pytest.fixture
async def house(db: Database, tmp_path: Path) -> House:
    world = await World.begin(db)
    programme_id = await fill(world)
    await world.end()
    said = await read_everything(db, world.core.vault)
    await db.close()
    url = db.engine.url.render_as_string(hide_password=False)
    settings = load({"DATABASE_URL": url}, tmp_path)
    settings.data.mkdir()
    settings.key_file.touch(mode=0o600)
    settings.key_file.write_text(written(MASTER_KEY))
    return House(settings, db, programme_id, said)


async def rotated(house: House, step: int) -> bool:
    """Change the key, killed before this step; True if it was done before that."""
    done: list[str] = []
    try:
        with killed_before(step) as done:
            await rotate(house.settings, LATER)
    except Killed:
        await house.is_whole()
        return False
    assert {"UPDATE", "COMMIT"} <= set(done)
    return True


async def test_killed_anywhere_and_in_what_follows_all_opens_at_every_instant(
    house: House,
) -> None:
    """Before all that changes the database or a file: whole then, and whole at the end."""
    keys, finished = [MASTER_KEY], False
    with logged() as log:
        for step in itertools.count():
            finished = await rotated(house, step)
            if not finished:
                with suppress(Killed), killed_before(step // 2):
                    await rotate(house.settings, LATER)
                await house.is_whole()
                if house.key == keys[-1] or house.settings.next_key_file.exists():
                    await rotate(house.settings, LATER)
            assert house.key not in (None, *keys)
            keys.append(house.key or b"")
            if finished:
                break
    await house.is_whole()
    assert await house.known_again() == [Came.WAITING, Came.WAITING]
    assert [
        key for key in keys if written(key) in log.getvalue() or repr(key) in log.getvalue()
    ] == []


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.soak
async def test_killed_anywhere_with_both_keys_set_all_opens_at_every_instant(house: House) -> None:
    """PLUMBLINE_KEY holds the new key and the old one meanwhile, and then the new one alone."""
    old, finished = MASTER_KEY, False
    for step in itertools.count():
        new = os.urandom(32)
        house.settings = replace(house.settings, keys=(new, old))
        await house.is_whole()
        finished = await rotated(house, step)
        if not finished:
            await rotate(house.settings, LATER)
        house.settings = replace(house.settings, keys=(new,))
        await house.is_whole()
        if finished:
            break
        old = new
    assert house.key == MASTER_KEY


async def test_the_old_key_opens_nothing_and_nothing_of_it_is_left_in_the_files(
    house: House,
) -> None:
    """Whoever has the old key, and the database as it is now, has nothing."""
    before = await house.under_the_master_key()
    await house.db.close()
    assert await rotate(house.settings, LATER) == 0
    after = await house.under_the_master_key()
    assert len(after) == len(before) > 4
    assert not set(after) & set(before)
    raw = (await gather(house.db)).raw
    assert [value for value in before if value in raw] == []
    assert [value for value in after if value not in raw] == []
    assert [said for said in house.said.values() if len(said) > 8 and said.encode() in raw] == []
    house.settings = replace(house.settings, keys=(MASTER_KEY,))
    with pytest.raises(SettingError, match="made with another key"):
        await house.vault()


async def test_nothing_is_changed_while_the_bot_lives_or_somebody_has_the_database_open(
    house: House,
) -> None:
    """A bot that goes on with the old key would seal what nobody could open any more."""
    alive = update(Installation).values(alive_at=LATER - timedelta(seconds=90))
    async with house.db.write() as s:
        await s.execute(alive)
    await house.db.close()
    with pytest.raises(StillRunningError):
        await rotate(house.settings, LATER)
    async with house.db.read() as s:
        assert await s.scalar(select(func.count(Person.id))) == 3
    with pytest.raises(StillRunningError):  # no sign of life for long, and yet it is there
        await rotate(house.settings, LATER + timedelta(hours=1))
    assert house.key == MASTER_KEY
    assert not house.settings.next_key_file.exists()
    await house.is_whole()
    await rotate(house.settings, LATER + timedelta(hours=1))
    await house.is_whole()


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_half_a_key_is_made_anew_and_what_was_broken_before_stays_as_it_was(
    house: House,
) -> None:
    """Killed while it was written: nothing was sealed with it. What does not open is not touched."""
    house.settings.next_key_file.touch(mode=0o600)
    house.settings.next_key_file.write_text(written(os.urandom(32))[:20])
    await house.is_whole()
    async with house.db.write() as s:
        ids = list(await s.scalars(select(Person.id)))
        for person_id, key in zip(ids, (b"broken", b""), strict=False):
            await s.execute(update(Person).where(Person.id == person_id).values(wrapped_key=key))
    await house.db.close()
    assert await rotate(house.settings, LATER) == 1  # somebody who was erased is not missed
    async with house.db.read() as s:
        kept = set(await s.scalars(select(Person.wrapped_key)))
    assert kept > {b"broken", b""}


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_the_new_key_goes_first_and_the_other_way_round_is_not_taken_for_done(
    house: House,
) -> None:
    """Otherwise somebody would think that a key which got out is of no use any more."""
    house.settings = replace(house.settings, keys=(MASTER_KEY, os.urandom(32)))
    with pytest.raises(SettingError, match="write the new one first"):
        await rotate(house.settings, LATER)
    await house.is_whole()
