"""Rows in every table there is, for several people at once, in which every value is known again.

They are made from what the tables and the inventory say, so a new table or column is among them
without anybody thinking of it.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from itertools import count, cycle
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Enum,
    ForeignKey,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    Time,
    insert,
    update,
)

from bot.db.base import Instant
from bot.db.inventory import INVENTORY, Kind
from bot.db.tables import Base
from bot.db.vault import place
from bot.domain.ids import new_id
from bot.domain.relationships import AgreementState
from bot.domain.responses import AnswerKind, ResponseState
from bot.domain.survey_answers import Given, to_sealable
from bot.domain.survey_drafts import Draft, to_json
from bot.domain.surveys import SurveyQuestionKind
from tests.seeding import Member
from tests.world import START, World

# There already: `World.member` makes them.
_THERE = {"people", "programmes", "installation"}
# What of people is as it must be; the rest is filled in.
_AS_IT_IS = {
    "id",
    "programme_id",
    "telegram_id",
    "state",
    "wrapped_key",
    "name",
    "zone",
    "language",
}
# What other rows must agree with, or the program could not read.
FITTING: dict[str, Any] = {
    "responses.questionnaire": "peer.weekly",
    "responses.version": 1,
    "responses.state": ResponseState.SENT,
    "agreements.state": AgreementState.PROPOSED,
    "answers.question": "glad",
    "answers.kind": AnswerKind.TEXT,
    "survey_questions.kind": SurveyQuestionKind.TEXT,
    "survey_questions.options": [],
    "survey_recipients.cursor": 1,
    "surveys.audience": {"roles": ["mentor"]},
    "broadcasts.audience": {"roles": ["mentee"]},
}
_numbers = count(1)


@dataclass
class Made:
    """A row: of which table, which person stands in which of its columns, and what it says.

    `who` of a row that names nobody is that of the row that it belongs to. Sealed texts stand in
    `said` as they were before.
    """

    table: str
    who: dict[str, Member]
    said: dict[str, Any] = field(default_factory=dict)


class Filling:
    """Makes rows in every table for one person after the other."""

    def __init__(self, world: World, people: list[Member]) -> None:
        """Take three people or more, and make nothing yet."""
        self._world = world
        self._people = people
        self._owner = people[0]
        self._first: dict[str, int] = {}
        self._rows: dict[tuple[str, int], Made] = {}

    async def fill(self) -> list[Made]:
        """Make the rows: one for each person and each column in which they can stand."""
        async with self._world.db.write() as s:
            for owner in self._people:
                self._owner = owner
                self._first = {"programmes": owner.person.programme_id}
                people = Base.metadata.tables["people"]
                await s.execute(
                    update(people).where(people.c.id == owner.id).values(self._person(people))
                )
                for table in Base.metadata.sorted_tables:
                    for via in () if table.name in _THERE else _ways(table):
                        await s.execute(insert(table).values(self._values(table, via)))
        return list(self._rows.values())

    def _person(self, table: Table) -> dict[str, Any]:
        """What is still to be filled in of the owner's own row."""
        values = {each.name: self._plain(each) for each in table.c if each.name not in _AS_IT_IS}
        name = {"name": self._owner.at.user.first_name, "telegram_id": self._owner.at.user_id}
        row = Made(table.name, {"id": self._owner}, {**values, **name})
        self._rows[table.name, self._owner.id] = row
        return values

    def _values(self, table: Table, via: str) -> dict[str, Any]:
        key = next(iter(table.primary_key.columns))
        row_id = next(_numbers) if key.name == "update_id" else new_id()
        row = Made(table.name, self._who(table, via))
        values = {each.name: self._value(each, row_id, row) for each in table.c}
        row.who = row.who or self._whose(table)
        self._first.setdefault(table.name, row_id)
        self._rows[table.name, row_id] = row
        return values

    def _who(self, table: Table, via: str) -> dict[str, Member]:
        """Who stands where: the owner in one column, the others in the others."""
        at = self._people.index(self._owner)
        others = self._people[at + 1 :] + self._people[:at]
        rest = [each for each in INVENTORY[table.name].people() if each != via]
        found = dict(zip(rest, cycle(others), strict=False))
        return {**found, via: self._owner} if via else found

    def _whose(self, table: Table) -> dict[str, Member]:
        """Who stands in the row that one without people belongs to."""
        keys = sorted((each.name, each.column.table.name) for each in _references(table))
        for _, parent in sorted(keys, key=lambda key: key[0] != "relationship_id"):
            owner = self._rows.get((parent, self._first[parent]))
            if owner is not None and owner.who:
                return owner.who
        return {}

    def _value(self, column: Column[Any], row_id: int, row: Made) -> Any:
        where = f"{row.table}.{column.name}"
        if column.name in row.who:
            return row.who[column.name].id
        if column.foreign_keys:
            return self._first[next(iter(column.foreign_keys)).column.table.name]
        if column.primary_key and not isinstance(column.type, Enum):
            return row_id
        if isinstance(column.type, LargeBinary):
            return self._sealed(column, row_id, row)
        row.said[column.name] = FITTING[where] if where in FITTING else self._plain(column)
        return row.said[column.name]

    def _sealed(self, column: Column[Any], row_id: int, row: Made) -> bytes:
        """Words sealed by whoever the inventory says, or bytes that nobody can read."""
        held = INVENTORY[row.table].columns[column.name]
        if held.kind is not Kind.WORDS or held.of is None:
            return next(_numbers).to_bytes(32)
        writer = row.who[held.of]
        words = f"{writer.at.user.first_name}, {next(_numbers)}, {column}"
        row.said[column.name] = words
        where = place(row.table, column.name, row_id)
        return self._world.core.vault.seal(writer.person, where, self._shaped(column, words))

    def _shaped(self, column: Column[Any], words: str) -> str:
        """The words as they are kept in this column."""
        given = Given(SurveyQuestionKind.TEXT, text=words)
        match str(column):
            case "answers.sealed":
                return json.dumps({"text": words})
            case "survey_answers.sealed":
                return to_sealable(given)
            case "survey_recipients.draft":
                return to_json(Draft({self._first["survey_questions"]: given}))
            case "inbox.sealed":
                return json.dumps({"message": {"text": words}})
            case _:
                return words

    def _plain(self, column: Column[Any]) -> Any:
        """A value of the column's type that stands nowhere else, as far as that can be."""
        number = next(_numbers)
        match column.type:
            case Enum(enum_class=words) if words is not None:
                return next(iter(words))
            case Instant():
                return START + timedelta(hours=number, seconds=number)
            case Boolean():
                return True
            case Date():
                return date(2031, 1, 1) + timedelta(days=number)
            case Time():
                return time(number % 24, number % 60, number % 59)
            case JSON():
                return {}
            case SmallInteger():
                return number
            case Integer():
                return 700_000 + number
            case String(length=length):
                return f"{number}, {self._owner.at.user.first_name}, {column}"[:length]
        raise AssertionError(f"say what stands in {column}")


def _ways(table: Table) -> tuple[str, ...]:
    """By which columns a row can be somebody's."""
    return INVENTORY[table.name].people() or ("",)


def _references(table: Table) -> Iterator[ForeignKey]:
    for column in table.c:
        yield from column.foreign_keys
