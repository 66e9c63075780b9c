"""A folder in which rehearsed programmes are kept; the newest is taken up again."""

import base64
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from bot.config import SettingError, Settings, load, parse_key
from bot.db.database import Database
from bot.db.tables import Person
from bot.installation import prepare
from bot.key_files import make_key
from bot.keys import open_vault
from bot.rehearsal.events import Event, MenusChanged, TimeMoved
from bot.rehearsal.stage import Stage
from bot.rehearsal.times import RealTime
from bot.rehearsal.web.note import Note
from bot.rehearsal.web.opening import Opened
from bot.services.members import name_of

_KEY = "rehearsal.key"
_NAME = "programme"
# No id that an earlier run gave away may come again: the database remembers them.
_IDS_A_RUN = 1_000_000
_NOBODY = "Somebody"


class Kept:
    """Keeps each programme in a database of its own in `folder`, which is made if need be.

    People come back with their names and roles, and everything that the bot knows of them. What
    was on their phones is gone, and so is what had not reached the bot. Raises `SettingError` if
    the folder cannot be used.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._key = _find_key(self._folder)
        self.promise = (
            f"What the bot knows is kept in {folder}; what stands on the phones is not,\n"
            "and their chats begin empty the next time."
        )
        self.farewell = f"The rehearsal is over. What the bot knows is kept in {folder}."

    async def again(self, upon: AsyncExitStack) -> Opened | None:
        """The newest programme, at the instant at which it was left."""
        numbers = self._numbers("json")
        if not numbers:
            return None
        path = self._path(numbers[-1], "json")
        note = Note.read(path)
        note = replace(note, runs=note.runs + 1)
        note.write(path)
        stage = await self._stage(upon, numbers[-1], note.now, note.runs)
        stage.telegram.profile.restore(note.menus)
        await _bring_back(stage)
        await _start(upon, stage)
        self._keep(stage, path, note)
        return Opened(stage, note.sample)

    async def fresh(self, upon: AsyncExitStack, sample: str | None, start: datetime) -> Opened:
        """As `Opening.fresh`; earlier programmes stay in the folder."""
        number = max(self._numbers("db"), default=0) + 1
        stage = await self._stage(upon, number, start, 0)
        await _start(upon, stage)
        path = self._path(number, "json")
        note = Note(sample, 0, start, [])
        return Opened(stage, sample, lambda: self._keep(stage, path, note))

    def _keep(self, stage: Stage, path: Path, note: Note) -> None:
        """Write down from now on what the database holds no place for."""

        def write(event: Event | None = None) -> None:
            if event is None or isinstance(event, TimeMoved | MenusChanged):
                menus = stage.telegram.profile.saved()
                replace(note, now=stage.clock.now(), menus=menus).write(path)

        write()
        stage.telegram.events.subscribe(write)

    async def _stage(self, upon: AsyncExitStack, number: int, now: datetime, runs: int) -> Stage:
        settings = self._settings(number)
        await prepare(settings)
        db = Database(settings.database_url)
        upon.push_async_callback(db.close)
        await open_vault(settings, db, now)
        return Stage(db, now, self._key, RealTime(), first_id=runs * _IDS_A_RUN + 1)

    def _settings(self, number: int) -> Settings:
        given = {
            "DATABASE_URL": f"sqlite:///{self._path(number, 'db')}",
            "PLUMBLINE_KEY": base64.b64encode(self._key).decode("ascii"),
        }
        return replace(load(given, self._folder), token=None)

    def _path(self, number: int, kind: str) -> Path:
        return self._folder / f"{_NAME}-{number}.{kind}"

    def _numbers(self, kind: str) -> list[int]:
        found = (path.stem.removeprefix(f"{_NAME}-") for path in self._folder.glob(f"*.{kind}"))
        return sorted(int(each) for each in found if each.isdecimal())


async def _start(upon: AsyncExitStack, stage: Stage) -> None:
    upon.push_async_callback(stage.end)
    await stage.start()


async def _bring_back(stage: Stage) -> None:
    """Give everybody whom the bot knows a phone."""
    async with stage.db.read() as s:
        people = (await s.scalars(select(Person).order_by(Person.created_at))).all()
    for person in people:
        name = _free_name(stage, name_of(stage.core.vault, person) or _NOBODY)
        chat = stage.person(name, person.telegram_id, person.language[:2]).private
        chat.started = True
        chat.blocked = person.unreachable_since is not None


def _free_name(stage: Stage, name: str) -> str:
    taken = {each.lower() for each in stage.people}
    others = (f"{name} {number}" for number in range(2, len(taken) + 3))
    return next(each for each in (name, *others) if each.lower() not in taken)


def _find_key(folder: Path) -> bytes:
    path = folder / _KEY
    try:
        return parse_key(path.read_text(encoding="ascii"))
    except FileNotFoundError:
        if any(folder.glob(f"{_NAME}-*.db")):
            raise SettingError(
                f"The key of what is kept in {folder} is missing: put {path.name} back."
            ) from None
        return make_key(path)
    except (OSError, ValueError):
        raise SettingError(f"The key file {path} cannot be read.") from None
