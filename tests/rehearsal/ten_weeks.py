"""The ten weeks, lived through once, and what is left of them to look at."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.db.tables import (
    AnonymousAnswer,
    Answer,
    Base,
    DueRow,
    InboxRow,
    Invite,
    OutboxRow,
    Person,
    Programme,
    Relationship,
    SurveyRecipient,
)
from bot.domain.health import Standing
from bot.domain.queues import MessageKind, OutboxState
from bot.rehearsal import story
from bot.rehearsal.crowd import Did
from bot.rehearsal.habits import Tap
from bot.rehearsal.model import Message
from bot.rehearsal.stage import Stage
from bot.rehearsal.stories import TEN_WEEKS
from bot.rehearsal.story_script import START
from bot.rehearsal.ten_weeks_script import ANAS_ANSWERS, SURVEY
from bot.services.health.facts import gather
from bot.services.writing.sealing import unseal

ZONE = ZoneInfo("Europe/London")
_NUMBER = re.compile(r"Question (\d) of 5")
_MONDAYS = 11
_TABLES = (AnonymousAnswer, DueRow, InboxRow, Invite, Person, Relationship, SurveyRecipient)

Row = TypeVar("Row", bound=Base)


@dataclass(frozen=True)
class Sent:
    """A message that waited in the outbox, and for whom."""

    name: str
    row: OutboxRow

    @property
    def went(self) -> datetime | None:
        """When it went; None if it did not."""
        return self.row.finished_at if self.row.state is OutboxState.SENT else None


@dataclass(frozen=True)
class Lived:
    """What is left when the ten weeks are over; `chats` also hold what was deleted."""

    now: datetime
    printed: list[str]
    done: list[Did]
    chats: dict[str, list[Message]]
    rows: list[Sent]
    zones: dict[str, ZoneInfo]
    standings: dict[str, Standing]
    tables: dict[type[Base], Sequence[Any]]
    answers: list[str]

    def all(self, table: type[Row]) -> Sequence[Row]:
        """Every row of a table."""
        return self.tables[table]

    def of(self, kind: MessageKind) -> list[Sent]:
        """Every message of one kind."""
        return [each for each in self.rows if each.row.kind is kind]

    def said_to(self, name: str) -> str:
        """Everything that ever stood in the bot's messages to somebody."""
        said = [each for each in self.chats[name] if each.from_bot]
        return "\n".join(c.text for m in said for c in (*m.history, m.content))

    def files(self, name: str, ending: str) -> list[bytes]:
        """The files of one kind that the bot has sent to somebody, oldest first."""
        found = [m.file for m in self.chats[name] if m.from_bot and m.file is not None]
        return [each.content for each in found if each.name.endswith(ending)]

    def local(self, name: str, instant: datetime) -> datetime:
        """An instant as this person's clock shows it."""
        return instant.astimezone(self.zones[name])

    def tapped(self) -> dict[int, Counter[str]]:
        """How often each answer to each question of the survey was tapped."""
        counts = {number: Counter({answer: 1}) for number, answer in enumerate(ANAS_ANSWERS, 1)}
        for did in self.done:
            found = _NUMBER.search(did.seen)
            if SURVEY in did.seen and found and isinstance(did.act, Tap):
                counts[int(found[1])][did.act.label] += 1
        return counts

    def answered(self) -> set[str]:
        """Who has tapped an answer to the last question of the survey."""
        last = (each.name for each in self.done if SURVEY in each.seen and "5 of 5" in each.seen)
        return {"Ana", *last}

    def answered_at_once(self) -> set[str]:
        """Who of them needed no reminder."""
        reminder = min(each.row.created_at for each in self.of(MessageKind.SURVEY_REMINDER))
        late = (each.name for each in self.done if SURVEY in each.seen and each.at >= reminder)
        return self.answered() - set(late)

    def table(self) -> list[list[str]]:
        """The results that the coordinator got as a file."""
        (content,) = self.files("Maria", "results.csv")
        return list(csv.reader(content.decode("utf-8-sig").splitlines()))


async def live(stage: Stage) -> Lived:
    """Play the ten weeks on an empty stage."""
    printed: list[str] = []
    company = await story.play(stage, printed.append, TEN_WEEKS)
    assert company.crowd is not None
    names = {each.user_id: name for name, each in stage.people.items()}
    async with stage.db.read() as s:
        found = await s.execute(select(OutboxRow, Person.telegram_id).join(Person))
        rows = [Sent(names[telegram_id], row) for row, telegram_id in found]
        people = (await s.scalars(select(Person))).all()
        zones = {names[each.telegram_id]: ZoneInfo(each.zone) for each in people}
        tables: dict[type[Base], Sequence[Any]] = {
            table: (await s.scalars(select(table))).all() for table in _TABLES
        }
        by_id = {each.id: each for each in people}
        written = (await s.scalars(select(Answer))).all()
    given = [unseal(stage.core, by_id[each.person_id], each) for each in written]
    return Lived(
        now=stage.clock.now(),
        printed=printed,
        done=company.crowd.done,
        chats=chats_of(stage),
        rows=rows,
        zones=zones,
        standings=await _standings(stage),
        tables=tables,
        answers=[each.text for each in given if each.text],
    )


async def _standings(stage: Stage) -> dict[str, Standing]:
    """How Ana and Ben stood each Monday at nine, and before Maria called them in the seventh week."""
    first = START.astimezone(ZONE)
    moments = [first + timedelta(weeks=week) for week in range(_MONDAYS)]
    moments.append(datetime(2026, 4, 15, 9, 59, tzinfo=ZONE))
    moments.sort()
    ana = stage.people["Ana"].user_id
    async with stage.db.read() as s:
        programme = (await s.scalars(select(Programme))).one()
        who = await s.scalar(select(Person.id).where(Person.telegram_id == ana))
        rules, pairs = await gather(s, stage.core, programme.id, moments)
    (pair,) = (each for each in pairs if each.two.mentee_id == who)
    found = {f"{at.day} {at:%b}": pair.standing(rules, at.astimezone(UTC)) for at in moments}
    return {day: standing for day, standing in found.items() if standing is not None}


def chats_of(stage: Stage) -> dict[str, list[Message]]:
    """Everything that ever stood in each chat, oldest first."""
    return {name: list(each.private.history.values()) for name, each in stage.people.items()}
