"""Plumbline as a subject: a seeded database, the real bot as a process, and what it stored."""

import base64
import secrets
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from benchmarks.processes import BotProcess
from benchmarks.questions import KEYS, QUESTIONNAIRE, answer_of
from bot.clock import SystemClock
from bot.db.database import Database
from bot.db.migrate import migrate
from bot.db.tables import (
    Agreement,
    Answer,
    Consent,
    InboxRow,
    Installation,
    Person,
    PersonRole,
    Programme,
    Relationship,
    Response,
)
from bot.db.vault import Vault
from bot.domain.consent import CONSENT_VERSION
from bot.domain.ids import new_id
from bot.domain.people import PersonState, Role
from bot.domain.queues import InboxState
from bot.domain.recurrence import Cadence
from bot.domain.relationships import AgreementState, RelationshipKind, RelationshipState
from bot.domain.responses import ResponseKind, ResponseState
from bot.library.questionnaires import Library
from bot.services.core import Core
from bot.services.members import seal_name
from bot.services.writing.sealing import unseal

_MENTOR = 1


@dataclass
class Plumbline:
    """One database with people in the middle of a week, and the bot on it."""

    url: str
    key: bytes
    core: Core

    @classmethod
    def on(cls, url: str) -> "Plumbline":
        """Plumbline on the database at `url`, with a key of its own."""
        key = secrets.token_bytes(32)
        return cls(url, key, Core(Database(url), Vault(key), SystemClock(), Library()))

    def process(self, api: str, token: str, log: Path) -> BotProcess:
        """The bot as `python -m bot run` starts it."""
        environment = {
            "TELEGRAM_BOT_TOKEN": token,
            "TELEGRAM_API_URL": api,
            "DATABASE_URL": self.url,
            "PLUMBLINE_KEY": base64.b64encode(self.key).decode(),
            "LOG_LEVEL": "WARNING",
        }
        return BotProcess(["bot", "run"], environment, log)

    async def seed(self, user_ids: Iterable[int]) -> None:
        """Make a programme in which each of these people has this week's reflection to write."""
        await migrate(self.url)
        now = self.core.clock.now()
        async with self.core.db.write() as s:
            if await s.get(Installation, 1) is None:
                s.add(Installation(id=1, key_check=self.core.vault.check_value(), created_at=now))
            programme = Programme(
                id=new_id(), name="Bench", question_set="general", zone="UTC", created_at=now
            )
            s.add(programme)
            await s.flush()
            mentor = await self._person(s, programme, _MENTOR, Role.MENTOR, now)
            for user_id in user_ids:
                mentee = await self._person(s, programme, user_id, Role.MENTEE, now)
                await _reflection(s, programme, mentor, mentee, now)

    async def _person(
        self, s: AsyncSession, programme: Programme, telegram_id: int, role: Role, now: datetime
    ) -> Person:
        person_id = new_id()
        person = Person(
            id=person_id,
            programme_id=programme.id,
            telegram_id=telegram_id,
            state=PersonState.ACTIVE,
            consent_version=CONSENT_VERSION,
            wrapped_key=self.core.vault.new_key(person_id),
            zone="UTC",
            language="en",
            created_at=now,
        )
        person.name = seal_name(self.core.vault, person, f"P{telegram_id}")
        s.add(person)
        await s.flush()
        s.add(PersonRole(person_id=person_id, role=role, given_at=now))
        s.add(Consent(person_id=person_id, version=CONSENT_VERSION, agreed_at=now))
        return person

    async def stored(self) -> Counter[tuple[int, int, str]]:
        """Every stored answer as (Telegram id, number of the question, text), counted."""
        async with self.core.db.read() as s:
            rows = await s.execute(
                select(Answer, Person).join(Person, Person.id == Answer.person_id)
            )
            return Counter(
                (
                    person.telegram_id,
                    KEYS.index(answer.question),
                    _text(self.core, person, answer),
                )
                for answer, person in rows.tuples()
            )

    async def in_flight(self) -> frozenset[int]:
        """The ids of the updates that are in the inbox and not handled."""
        async with self.core.db.read() as s:
            query = select(InboxRow.update_id).where(InboxRow.state == InboxState.WAITING)
            return frozenset(await s.scalars(query))


async def _reflection(
    s: AsyncSession, programme: Programme, mentor: Person, mentee: Person, now: datetime
) -> None:
    relationship = Relationship(
        id=new_id(),
        programme_id=programme.id,
        kind=RelationshipKind.MENTORING,
        state=RelationshipState.ACTIVE,
        mentor_id=mentor.id,
        mentee_id=mentee.id,
        mentor_said_yes_at=now,
        mentee_said_yes_at=now,
        proposed_by=mentor.id,
        created_at=now,
    )
    s.add(relationship)
    await s.flush()
    s.add(
        Agreement(
            relationship_id=relationship.id,
            state=AgreementState.ACCEPTED,
            proposed_by=mentor.id,
            reflection_weekday=now.weekday(),
            reflection_time=time(18, 0),
            cadence=Cadence.ARRANGEMENT,
            created_at=now,
            proposed_at=now,
            answered_at=now,
        )
    )
    s.add(
        Response(
            relationship_id=relationship.id,
            person_id=mentee.id,
            kind=ResponseKind.REFLECTION,
            occasion=date.isoformat(now.astimezone(UTC).date()),
            questionnaire=QUESTIONNAIRE,
            version=Library().get(QUESTIONNAIRE).version,
            state=ResponseState.OFFERED,
            offered_at=now,
            closes_at=now + timedelta(hours=72),
        )
    )


def _text(core: Core, person: Person, answer: Answer) -> str:
    given = unseal(core, person, answer)
    return given.text or str(given.number)


def tally(sent: Iterable[tuple[int, int]], stored: Counter[tuple[int, int, str]]) -> dict[str, int]:
    """Hold what was stored against what was sent: an answer in the wrong place counts as lost."""
    right = [(user_id, number, answer_of(user_id, number)) for user_id, number in sent]
    return {
        "sent": len(right),
        "stored": sum(1 for answer in right if stored[answer]),
        "lost": sum(1 for answer in right if not stored[answer]),
        "stored_twice": sum(stored.values()) - sum(1 for answer in right if stored[answer]),
    }
