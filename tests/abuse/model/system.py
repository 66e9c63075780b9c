"""The real programme: services, sweep, sender and database, on a clock that the test moves.

Telegram's side is one function that takes what is sent. A kill throws away all that is in memory.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from itertools import count
from types import SimpleNamespace
from typing import Any, cast

from sqlalchemy import select, update
from telegram import InputFile

from bot.clock import MovableClock
from bot.db.database import Database
from bot.db.tables import Consent, Person, Relationship, Response
from bot.db.vault import Vault
from bot.delivery.gateway import Gateway
from bot.delivery.pacing import Pacer
from bot.delivery.raw_bot import RawBot
from bot.domain.people import PersonState
from bot.domain.queues import MessageKind
from bot.domain.relationships import RelationshipState
from bot.library.questionnaires import Library
from bot.rehearsal.people import Person as Someone
from bot.rehearsal.times import HurriedTime
from bot.rehearsal.upcoming import next_upcoming
from bot.render.message import Outgoing
from bot.runtime.compose import COMPOSERS
from bot.runtime.compose.base import Compose, Letter
from bot.runtime.sender import Sender
from bot.services.core import Actor, Core
from bot.services.falls_due import FALLS_DUE
from bot.services.sweep import sweep
from tests.abuse.agreeing import BEFORE
from tests.seeding import Seeding
from tests.world import MASTER_KEY, START

_LIBRARY = Library()
MENTEES = {"Ana": "Europe/London", "Eve": "Pacific/Auckland"}
MENTORS = {"Ben": "Europe/London", "Dan": "America/New_York"}
COORDINATOR = "Cleo"
_MARK = re.compile(r"mark\d{5}")
_LEASE_IS_OVER = timedelta(minutes=6)


def marks_in(*shown: object) -> set[str]:
    """Every mark that stands anywhere in what is shown."""
    return set(_MARK.findall(" ".join(map(repr, shown))))


class KilledError(BaseException):
    """The bot was killed at this very moment."""


class Telegram:
    """Takes what is sent, and hands it on; `kills_in` counts messages until the bot is killed."""

    def __init__(self, takes: Callable[[int, set[str]], None]) -> None:
        self._takes = takes
        self._ids = count(1)
        self.kills_in: int | None = None

    async def call(self, method: str, params: dict[str, Any]) -> dict[str, int]:
        """As the raw bot's."""
        if method.startswith("send"):
            self._takes(int(params["chat_id"]), _marks_sent(params))
        if self.kills_in is not None:
            self.kills_in -= 1
            if self.kills_in < 1:
                raise KilledError
        return {"message_id": next(self._ids)}


class System(Seeding):
    """The programme. `on_message` hears of each that goes: to whom, of which kind, with which marks.

    Everybody is known by name; `chats` are their numbers at Telegram. `first` is the number of the
    next update and of the next message.
    """

    def __init__(
        self,
        db: Database,
        on_message: Callable[[str, MessageKind, int | None, set[str]], None],
        *,
        start: datetime = START,
        first: int = 1,
    ) -> None:
        self.db = db
        self.clock = MovableClock(start)
        self.chats = {name: 100 + at for at, name in enumerate((*MENTEES, *MENTORS, COORDINATOR))}
        self._names = {chat: name for name, chat in self.chats.items()}
        self._on_message = on_message
        self._updates = count(first)
        self._messages = count(first)
        self._composed: dict[int, tuple[MessageKind, int | None]] = {}
        self.telegram = Telegram(self._take)
        self.start()

    def start(self) -> None:
        """Begin with nothing in memory, on the same database."""
        time = HurriedTime()
        self.core = Core(db=self.db, vault=Vault(MASTER_KEY), clock=self.clock, library=_LIBRARY)
        self.telegram.kills_in = None
        gateway = Gateway(
            cast(RawBot, self.telegram),
            Pacer(time.monotonic, time.sleep),
            unreachable=_nobody_blocks,
            sleep=time.sleep,
        )
        composers = {kind: self._noting(kind, make) for kind, make in COMPOSERS.items()}
        self._sender = Sender(self.core, gateway, composers)

    def person(self, name: str, user_id: int | None = None, language: str = "en") -> Someone:
        """Somebody at Telegram's side, as far as the tables ask for it."""
        someone = SimpleNamespace(user_id=self.chats[name], private=SimpleNamespace())
        return cast(Someone, someone)

    def by(self, name: str, message_id: int | None = None) -> Actor:
        """Somebody who does something, with an update of its own."""
        return Actor(self.chats[name], next(self._updates), message_id, self.clock.now())

    def next_message(self) -> int:
        """The number of the next message that anybody writes."""
        return next(self._messages)

    async def row_of(self, name: str) -> Person | None:
        """Their row, unless they were erased."""
        found = select(Person).where(Person.telegram_id == self.chats[name])
        async with self.db.read() as s:
            return await s.scalar(found.where(Person.state != PersonState.LEFT))

    async def proposed(self, mentor: int, mentee: int) -> int | None:
        """The number of the pair that these two are asked to be; None if they are not."""
        found = select(Relationship.id).where(
            Relationship.mentor_id == mentor,
            Relationship.mentee_id == mentee,
            Relationship.state == RelationshipState.PROPOSED,
        )
        async with self.db.read() as s:
            return (await s.scalars(found)).one_or_none()

    async def schedules(self, prompts: Iterable[tuple[int, date]]) -> list[tuple[int, date]]:
        """The pair and the day of each prompt that went for a response, while that is there."""
        async with self.db.read() as s:
            rows = await s.execute(select(Response.id, Response.relationship_id))
            pairs = {row.id: row.relationship_id for row in rows}
        return [(pairs[response], on) for response, on in prompts if response in pairs]

    async def settle(self) -> None:
        """Do what is due, and send what may go."""
        while await sweep(self.core, FALLS_DUE) + await self._sender.drain():
            pass

    async def is_killed_after(self, messages: int) -> bool:
        """Send what may go, and be killed with that many on their way; False if there were fewer.

        What was claimed is looked at again once its lease is over.
        """
        await sweep(self.core, FALLS_DUE)
        self.telegram.kills_in = messages
        killed = False
        try:
            await self._sender.drain()
        except KilledError:
            killed = True
        self.start()
        self.clock.move_to(self.clock.now() + _LEASE_IS_OVER)
        await self.settle()
        return killed

    async def move(self, by: timedelta) -> None:
        """Let time pass; what falls due in between happens in order."""
        until = self.clock.now() + by
        await self.settle()
        while (coming := await next_upcoming(self.core)) is not None and coming.at <= until:
            self.clock.move_to(coming.at)
            await self.settle()
        self.clock.move_to(until)

    async def text_is_new(self) -> None:
        """Let everybody have agreed to an earlier text: so it is after an update of the bot."""
        async with self.db.write() as s:
            newer = update(Person).where(Person.consent_version.is_not(None))
            await s.execute(newer.values(consent_version=BEFORE))
            await s.execute(update(Consent).values(version=BEFORE))
        self.start()

    def _noting(self, kind: MessageKind, make: Compose) -> Compose:
        async def compose(core: Core, letter: Letter) -> list[Outgoing]:
            self._composed[letter.person.telegram_id] = kind, letter.row.subject_id
            return await make(core, letter)

        return compose

    def _take(self, chat: int, marks: set[str]) -> None:
        self._on_message(self._names[chat], *self._composed[chat], marks)


async def _nobody_blocks(_chat: int, _lane: object) -> None: ...


def _marks_sent(params: dict[str, Any]) -> set[str]:
    files = [each.input_file_content for each in params.values() if isinstance(each, InputFile)]
    return marks_in(*params.values(), *files)
