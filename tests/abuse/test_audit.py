"""The audit says who did what, to those who may know, and nobody can take anything out of it."""

import csv
import io
from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum

import pytest
from sqlalchemy import BigInteger, Enum, delete, func, select, text
from sqlalchemy.exc import DBAPIError

from bot.db.base import Instant
from bot.db.database import Database
from bot.db.only_added import REFUSAL
from bot.db.tables import AuditEntry, HelpRequest, Person, PersonRole, Relationship
from bot.domain.deeds import KEPT_FOR, KINDS, NOT_OF_ONES_OWN_PAIR, Deed, Detail, Kind
from bot.domain.people import PersonState, Role
from bot.domain.programme_settings import Setting
from bot.domain.talking import Wanted
from bot.render.audit_file import table
from bot.render.audit_words import sentence
from bot.render.texts import languages, texts
from bot.services import audit, audit_pages
from bot.services.audit_views import Changed, Entry
from bot.services.errors import RefusedError
from bot.services.people import invites, invites_taken_back
from tests.abuse.full_house import fill
from tests.resulting import by
from tests.seeding import Member
from tests.world import START, World

_STATEMENTS = (
    "UPDATE audit_entries SET person_id = NULL",
    "UPDATE audit_entries SET at = '1999-01-01 00:00:00'",
    "DELETE FROM audit_entries",
)
_ON_SQLITE = ("INSERT OR REPLACE INTO audit_entries (id, at, deed) VALUES (1, '1999-01-01', 'x')",)
_ON_POSTGRESQL = ("TRUNCATE audit_entries",)


async def test_the_database_itself_keeps_what_is_in_the_audit(db: Database) -> None:
    """Nothing changes an entry, or takes it out before its time, whoever asks the database."""
    now = START.replace(year=2100)  # young by any clock
    async with db.write() as s:
        s.add(AuditEntry(id=1, at=now, deed=Deed.INVITED, person_id=7))
    for statement in (*_STATEMENTS, *(_ON_SQLITE if db.is_sqlite else _ON_POSTGRESQL)):
        with pytest.raises(DBAPIError, match=REFUSAL):
            async with db.write() as s:
                await s.execute(text(statement))
    async with db.read() as s:
        left = await s.get_one(AuditEntry, 1)
        assert (left.at, left.deed, left.person_id) == (now, Deed.INVITED, 7)


async def test_what_is_older_than_its_time_can_be_taken_out(db: Database) -> None:
    """By the database's own clock, or by that of the newest entry, whichever is later."""
    newest = START + 2 * KEPT_FOR + timedelta(milliseconds=900)
    # Older than its time by a part of a second: SQLite's own clock knows none.
    nearly = newest - KEPT_FOR - timedelta(milliseconds=200)
    moments = (START - KEPT_FOR - timedelta(days=300), START, nearly, newest)
    async with db.write() as s:
        for number, at in enumerate(moments):
            s.add(AuditEntry(id=number, at=at, deed=Deed.INVITED))
    for moved, left in ((START, 3), (START + 3 * KEPT_FOR, 2)):
        async with db.write() as s:
            before = await audit.goes_before(s, moved)
            await s.execute(delete(AuditEntry).where(AuditEntry.at < before))
            assert await s.scalar(select(func.count()).select_from(AuditEntry)) == left


async def _read(world: World, who: Member, kind: Kind | None = None) -> list[str]:
    """What a coordinator reads of it, every page."""
    told: list[str] = []
    number, pages = 0, 1
    while number < pages:
        view = await audit_pages.page(world.core, by(who, 900), kind, number=number)
        told += [str(sentence(texts("en"), entry)) for entry in view.entries]
        number, pages = number + 1, view.pages
    return told


async def _entries(world: World) -> list[Deed]:
    async with world.db.read() as s:
        return list(await s.scalars(select(AuditEntry.deed)))


def test_nothing_that_somebody_wrote_has_a_place_in_the_audit() -> None:
    """Numbers, moments and words of closed lists: no column takes anything else."""
    for column in AuditEntry.__table__.columns:
        words = column.type.enum_class if isinstance(column.type, Enum) else None
        is_closed = words is not None and issubclass(words, StrEnum)
        assert is_closed or isinstance(column.type, BigInteger | Instant), column


def test_every_deed_is_of_one_kind_and_can_be_said_in_every_language() -> None:
    """A new deed cannot be forgotten by the page, its filter or its sentences."""
    assert sorted(each for found in KINDS.values() for each in found) == sorted(Deed)
    changes = [Changed(Setting.NAME, "a", "b"), Changed(Setting.HELPLINE, None, "a\nb")]
    changes.append(Changed(Setting.HELPLINE, "a\nb", None))
    for language in languages():
        t = texts(language)
        for deed in Deed:
            if deed is Deed.SETTING_CHANGED:
                said = [Entry(START, deed, None, changed=each) for each in changes]
            else:
                nobody = Entry(START, deed, None, count=1)
                said = [nobody, *(_full(deed, count, each) for count in (1, 40) for each in Detail)]
            for entry in said:
                assert sentence(t, entry)[0].isupper(), deed


def _full(deed: Deed, count: int, detail: Detail) -> Entry:
    return Entry(START, deed, "Maria", "Ana", "Ben", "Ana", "Half-way", count, detail)


async def test_a_replayed_update_is_noted_once_and_a_refused_one_not_at_all(
    either_world: World,
) -> None:
    """What is noted is what was done, in the same transaction."""
    world = either_world
    cleo = await world.member("Cleo", Role.COORDINATOR)
    ana = await world.member("Ana", Role.MENTEE)
    for _ in range(2):
        await invites.create_several(world.core, by(cleo, 7), Role.MENTOR, 40)
    with pytest.raises(RefusedError):
        await invites.create_several(world.core, by(cleo, 8), Role.MENTOR, 1, made_before=0)
    with pytest.raises(RefusedError):
        await invites.create_several(world.core, by(ana, 9), Role.MENTOR, 1)
    for _ in range(2):
        await invites_taken_back.take_all_back(world.core, by(cleo, 10), 7)
    assert await _read(world, cleo) == [
        "Cleo took back 40 invitations for mentors.",
        "Cleo made 40 invitations for mentors.",
    ]


async def test_what_comes_of_no_update_is_noted_each_time(world: World) -> None:
    """Such as a digest that goes out once more a day later, because it says something else."""
    ben, ana = await world.member("Ben", Role.MENTOR), await world.member("Ana", Role.MENTEE)
    for _ in range(2):
        async with world.db.write() as s:
            await audit.note(
                s, world.core, ben.person, Deed.DIGEST_SENT, None, about=ana.id, subject=7
            )
        world.clock.move(timedelta(days=1))
    assert await _entries(world) == [Deed.DIGEST_SENT] * 2


async def test_a_coordinator_reads_nothing_of_how_their_own_pair_is_doing(world: World) -> None:
    """Nor of another programme, nor a word that somebody wrote, nor who answered a survey."""
    await fill(world)
    async with world.db.write() as s:
        people = {each.telegram_id: each for each in await s.scalars(select(Person))}
        ben, ana, cleo = (
            Member(people[world.person(name).user_id], world.person(name))
            for name in ("Ben", "Ana", "Cleo")
        )
        pair = (await s.scalars(select(Relationship.id))).one()
        s.add(PersonRole(person_id=ben.id, role=Role.COORDINATOR, given_at=START))
        for deed in NOT_OF_ONES_OWN_PAIR:
            await audit.note(s, world.core, cleo.person, deed, None, subject=pair, about=ana.id)
    others = await world.programme("Haven")
    dora = await world.member("Dora", Role.COORDINATOR, programme=others)

    watched = {str(sentence(texts("en"), each)) for each in await _about(world, cleo, pair)}
    assert len(watched) == len(NOT_OF_ONES_OWN_PAIR)
    assert watched <= set(await _read(world, cleo))
    assert not watched & set(await _read(world, ben))
    assert await _read(world, dora) == []
    with pytest.raises(RefusedError):
        await audit_pages.everything(world.core, by(ana, 901))

    everything = " ".join([*await _read(world, cleo), *await _read(world, ben)])
    for planted in (
        "choir",
        "Sleep",
        "say no",
        "Called both",
        "call me",
        "soup",
        "library",
        "Dora Ümit",
    ):
        assert planted not in everything
    assert "answered" not in everything


async def _about(world: World, who: Member, pair: int) -> list[Entry]:
    view = await audit_pages.everything(world.core, by(who, 902))
    return [each for each in view.entries if each.deed in NOT_OF_ONES_OWN_PAIR]


async def test_asking_for_somebody_to_talk_to_leaves_no_trace_in_the_audit(world: World) -> None:
    """The mentor whom a concern is about may be the coordinator who reads it."""
    ben, ana = await world.member("Ben", Role.MENTOR), await world.member("Ana", Role.MENTEE)
    await world.member("Cleo", Role.COORDINATOR)
    await world.pair(ben, ana)
    for label in ("Ask my coordinator", "It is about my mentor"):
        ana.at.says("/talk")
        await world.settle()
        ana.at.taps(label)
        await world.settle()
        if any("Send" in button for button in ana.at.last.buttons):
            ana.at.presses(ana.at.last, 0, 0)
            await world.settle()
    async with world.db.read() as s:
        asked = (
            await s.scalars(select(HelpRequest.wanted).where(HelpRequest.sent_at.is_not(None)))
        ).all()
        assert set(asked) >= {Wanted.COORDINATOR, Wanted.CONCERN}
    assert await _entries(world) == []


async def test_names_are_looked_up_when_shown_and_cannot_run_anything(world: World) -> None:
    """Somebody who was erased is somebody who has left, and a name is no formula in the file."""
    cleo = await world.member("Cleo", Role.COORDINATOR)
    evil = await world.member("=HYPERLINK(1)", Role.COORDINATOR)
    await invites.create_several(world.core, by(evil, 7), Role.MENTEE, 2)
    cells = await _cells(world, cleo)
    assert "'=HYPERLINK(1) made 2 invitations for mentees." in cells
    assert not [cell for cell in cells if cell.startswith("=")]

    async with world.db.write() as s:
        person = await s.get_one(Person, evil.id)
        person.state, person.name, person.wrapped_key = PersonState.LEFT, None, b""
    told = await _read(world, cleo)
    assert told[-1] == "Somebody who has left made 2 invitations for mentees."
    assert told[0] == "Cleo took this list of who did what as a file."


async def _cells(world: World, who: Member) -> Iterable[str]:
    document = table(await audit_pages.everything(world.core, by(who, 903))).document
    assert document is not None
    rows = list(csv.reader(io.StringIO(document.content.decode("utf-8-sig"))))
    assert rows[1][0] == "2026-03-02 08:00"
    return [cell for row in rows for cell in row]
