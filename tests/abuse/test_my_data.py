"""Promises of /mydata: everything of one's own, and nothing of anybody else's."""

import json
from collections.abc import Iterator
from datetime import date, datetime, time
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest
from sqlalchemy import update

from bot.db.inventory import INVENTORY, Kind
from bot.db.tables import Person
from bot.domain.people import Role
from bot.render.mydata.data_file import data_file
from bot.render.mydata.page import page
from bot.render.texts import texts
from bot.services.mydata.gathering import gather
from tests.abuse.held_rows import FITTING, Filling, Made
from tests.abuse.sealed import Owner, all_sealed, opened_by, sealed_columns
from tests.seeding import Member
from tests.services.surveys.evidence import logged
from tests.world import World

SCHEMA = Path(__file__).parents[2] / "docs" / "mydata.schema.json"

# By which column a row is somebody's, and what of it is theirs, where that is not all of it.
ONLY: dict[tuple[str, str], set[str]] = {
    # A concern about a mentor: not a word, not a date, not even that it is there.
    ("help_requests", "mentor_id"): set(),
    # What others did is theirs, also where it was about somebody.
    ("audit_entries", "about_id"): set(),
    ("help_requests", "seen_by"): {"seen_at"},
    ("help_requests", "settled_by"): {"settled_at"},
    # Pairs of others: that they proposed it, and when.
    ("relationships", "proposed_by"): {"kind", "created_at"},
    # What a pair's numbers said is about others.
    ("health_handled", "person_id"): {"rule", "note", "handled_at"},
}
# Columns with something about people that are not in the files, and why.
LEFT_OUT = {
    "relationships.held_at": "that one of the two withdrew, which may be the other one",
    "outbox.detail": "numbers of rows that may lead to others; the words are made when it goes",
    "group_members.group_id": "there is the name of the group instead",
}
# What is the mentee's alone, though it stands in the row of the pair.
NOT_FOR = {("relationships", "mentor_id"): {"prompts_stopped_at", "prompts_resumed_at"}}
# Names of groups are the programme's, and people in a pair know each other's names.
EVERYBODYS = {"groups", "people"}


class Words(HTMLParser):
    """What somebody reads on a page."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.words = ""
        self.feed(content)

    def handle_data(self, data: str) -> None:
        self.words += data


class Files:
    """The two files of one person."""

    def __init__(self, data: bytes, content: bytes) -> None:
        self.data = json.loads(data)
        self.leaves = set(leaves(self.data))
        self.page = Words(content.decode()).words
        self.all = data.decode() + self.page


def leaves(data: Any) -> Iterator[Any]:
    """Every value at the end of a branch."""
    if isinstance(data, dict):
        for each in data.values():
            yield from leaves(each)
    elif isinstance(data, list):
        for each in data:
            yield from leaves(each)
    else:
        yield data


async def files_of(world: World, member: Member) -> Files:
    view = await gather(world.core, member.id)
    assert view is not None
    return Files(data_file(view), page(view))


NAMES = ("Ana", "Ben", "Cleo", "Dan")
UNREADABLE = texts("en").label("mydata-unreadable-sealed")


async def test_everything_of_ones_own_is_in_both_files(either_world: World) -> None:
    """Every column of every table: a new one that is forgotten makes this fail.

    And the file is what its description says.
    """
    people = [await either_world.member(name, Role.COORDINATOR) for name in NAMES]
    made = await Filling(either_world, people).fill()
    described = fastjsonschema.compile(json.loads(SCHEMA.read_text(encoding="utf-8")))
    lacks: set[str] = set()
    for member in people:
        found = await files_of(either_world, member)
        described(found.data)
        lacks |= {each for row in made for each in missing(row, member, found)}
    assert not lacks, f"not in the files: {sorted(lacks)}"


async def test_one_persons_export_never_holds_anothers_words(world: World) -> None:
    """Nor that there is a concern about them, nor any date of it, nor what others did."""
    people = [await world.member(name, Role.COORDINATOR) for name in NAMES]
    made = await Filling(world, people).fill()
    told: set[str] = set()
    for member in people:
        found = await files_of(world, member)
        told |= {each for row in made for each in leaked(row, member, found)}
    assert not told, f"not theirs: {sorted(told)}"


@pytest.mark.parametrize("lost", ["each value", "the key"])
async def test_what_does_not_open_keeps_nothing_else_from_its_person(
    world: World, lost: str
) -> None:
    """In its place a sentence says so, on the page and in the file; the log says no word of it.

    Whoever is in a pair with them gets everything of their own too.
    """
    people = [await world.member(name, Role.COORDINATOR) for name in NAMES]
    made = await Filling(world, people).fill()
    ana, ben = people[:2]
    await damage(world, ana, lost)
    described = fastjsonschema.compile(json.loads(SCHEMA.read_text(encoding="utf-8")))
    with logged() as log:
        found, bens = await files_of(world, ana), await files_of(world, ben)
    described(found.data)
    described(bens.data)
    lacks = {each.partition(" ")[0] for row in made for each in missing(row, ana, found)}
    sealed = {f"{each.table.name}.{each.name}" for each in sealed_columns()}
    assert lacks <= sealed
    assert {"answers.sealed", "help_requests.words"} <= lacks
    columns = json.loads(log.getvalue().splitlines()[0])["columns"]
    assert lacks <= set(columns)
    assert found.data["you"]["name"] == UNREADABLE
    assert list(leaves(found.data)).count(UNREADABLE) == sum(columns.values())
    assert UNREADABLE in found.page
    assert "unreadable" in found.data["left_out"]
    assert UNREADABLE in {each["other"] for each in bens.data["pairs"]}
    assert not [each for row in made for each in missing(row, ben, bens) if row.table != "people"]


async def damage(world: World, member: Member, lost: str) -> None:
    """Let nothing that somebody sealed open any more."""
    async with world.db.write() as s:
        me = await s.get_one(Person, member.id)
        if lost == "the key":
            me.wrapped_key = bytes(len(me.wrapped_key))
            return
        for each in await all_sealed(s):
            (row_id,) = each.column.table.primary_key.columns
            if opened_by(world.core.vault, [Owner(me.id, me.wrapped_key)], each.place, each.value):
                bad = bytes([each.value[0] ^ 1]) + each.value[1:]
                await s.execute(
                    update(each.column.table)
                    .where(row_id == each.row_id)
                    .values({each.column.name: bad})
                )


def missing(row: Made, member: Member, found: Files) -> Iterator[str]:
    """The columns of a row that are theirs and not in their files."""
    for name in theirs(row, member):
        value = row.said[name]
        plain = value.isoformat() if isinstance(value, date | time) else value
        if not isinstance(value, dict | list) and plain not in found.leaves:
            yield f"{row.table}.{name}"
        is_words = INVENTORY[row.table].columns[name].kind is Kind.WORDS
        if is_words and type(value) is str and value not in found.page:
            yield f"{row.table}.{name} on the page"


def leaked(row: Made, member: Member, found: Files) -> Iterator[str]:
    """The columns of a row whose words are in their files, and not theirs."""
    if row.table in EVERYBODYS:
        return
    may_be_there = set(own(row, member))
    for name, value in row.said.items():
        text = value if type(value) is str else ""
        if row.table == "help_requests" and isinstance(value, datetime):
            text = value.isoformat()
        if (
            text
            and name not in may_be_there
            and f"{row.table}.{name}" not in FITTING
            and text in found.all
        ):
            yield f"{row.table}.{name}"


def theirs(row: Made, member: Member) -> Iterator[str]:
    """The columns of a row that are to be in the files of somebody."""
    for name in own(row, member):
        is_told = INVENTORY[row.table].columns[name].kind in (Kind.WORDS, Kind.FACT)
        if is_told and f"{row.table}.{name}" not in LEFT_OUT:
            yield name


def own(row: Made, member: Member) -> Iterator[str]:
    """The columns of a row that may be in the files of somebody."""
    for way in [way for way, who in row.who.items() if who is member]:
        for name in ONLY.get((row.table, way), set(row.said)) - NOT_FOR.get(
            (row.table, way), set()
        ):
            whose = INVENTORY[row.table].columns[name].of
            if (row.table, way) in ONLY or whose in (None, way, "relationship_id"):
                yield name
