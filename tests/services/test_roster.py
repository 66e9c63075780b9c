"""Coordinators see who is in and what is known about each, in as few statements as for a few."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.db.tables import Group, MeetingDraft, Person, Relationship, SurveyRecipient
from bot.domain.people import PersonState, Role
from bot.domain.relationships import RelationshipState
from bot.domain.roster import Standing, Wanted, plain_form
from bot.services.core import Actor
from bot.services.errors import Reason, RefusedError
from bot.services.people import card, groups, roster
from bot.services.people.last_activity import Did
from tests.seeding import Member
from tests.statements import Statements
from tests.world import World


def by(member: Member, update_id: int = 1) -> Actor:
    return Actor(member.at.user_id, update_id)


def names(view: roster.Roster | roster.Found) -> list[str]:
    return [entry.name for entry in view.entries]


async def some(world: World, count: int, role: Role = Role.MENTEE) -> list[Member]:
    return [await world.member(f"{role} {number:03}", role) for number in range(count)]


async def becomes(world: World, member: Member, **values: object) -> None:
    async with world.db.write() as s:
        await s.execute(update(Person).where(Person.id == member.id).values(**values))


async def test_it_takes_as_many_statements_for_many_as_for_a_few(either_world: World) -> None:
    cleo = await either_world.member("Cleo", Role.COORDINATOR)
    ana, ben, *_ = [*await some(either_world, 1), *await some(either_world, 1, Role.MENTOR)]
    await either_world.pair(ben, ana)
    await roster.show(either_world.core, by(cleo))  # from now on words look for a name
    counts = []
    for more in (30, 0):
        with Statements(either_world) as asked:
            await roster.show(either_world.core, by(cleo))
            await roster.search(either_world.core, by(cleo), "men")
            await card.show(either_world.core, by(cleo), ben.id)
        counts.append(asked.count)
        for number in range(more):
            await either_world.pair(ben, await either_world.member(f"N{number}", Role.MENTEE))
    assert counts[0] == counts[1] > 5


async def test_everybody_is_counted_once_in_each_way(either_world: World) -> None:
    cleo = await either_world.member("Cleo", Role.COORDINATOR)
    ben = await either_world.member("Ben", Role.MENTOR, Role.MENTEE)
    ana, fay, gus, hal, ida, jan = await some(either_world, 6)
    await either_world.pair(ben, ana)
    now = either_world.clock.now()
    await becomes(either_world, fay, paused_until=now + timedelta(days=1))
    await becomes(either_world, gus, unreachable_since=now, paused_until=now + timedelta(days=1))
    await becomes(either_world, hal, state=PersonState.JOINING)
    await becomes(either_world, ida, state=PersonState.LEFT)
    await becomes(either_world, jan, state=PersonState.WITHDRAWN, unreachable_since=now)
    other = await either_world.programme("Lighthouse")
    await either_world.member("Zoe", Role.MENTEE, programme=other)

    counts = (await roster.show(either_world.core, by(cleo))).counts
    assert (counts.total, counts.alone, counts.links) == (7, 2, 0)
    assert counts.roles == {Role.MENTEE: 6, Role.MENTOR: 1, Role.COORDINATOR: 1}
    assert counts.standings == {
        Standing.TAKING_PART: 3,
        Standing.PAUSING: 1,
        Standing.UNREACHABLE: 1,
        Standing.JOINING: 1,
        Standing.WITHDRAWN: 1,
    }
    for wanted, found in (
        (Wanted.TAKING_PART, ["Ben", "mentee 000"]),
        (Wanted.PAUSING, ["mentee 001"]),
        (Wanted.UNREACHABLE, ["mentee 002"]),
        (Wanted.JOINING, ["mentee 003"]),
        (Wanted.ALONE, ["mentee 001", "mentee 002"]),
    ):
        view = await roster.show(either_world.core, by(cleo), Role.MENTEE, wanted)
        assert names(view) == found


async def test_pages_follow_one_another_and_end_where_the_list_ends(world: World) -> None:
    cleo = await world.member("Cleo", Role.COORDINATOR)
    await some(world, 19)
    pages = [await roster.show(world.core, by(cleo), Role.MENTEE, number=n) for n in (0, 1, 2, 9)]
    assert [len(view.entries) for view in pages] == [8, 8, 3, 3]
    assert sorted({name for view in pages for name in names(view)}) == [
        f"mentee {number:03}" for number in range(19)
    ]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ZOE", ["Zoë"]),
        ("zoë", ["Zoë"]),
        ("lukasz", ["Łukasz"]),
        ("o", ["Søren", "Zoë"]),
        ("so ren", []),
        ("  søren  k", ["Søren"]),
        ("strasse", ["Straße"]),
        (" ", []),
        ("%", []),
    ],
)
async def test_a_name_is_found_however_it_is_typed(
    world: World, typed: str, found: list[str]
) -> None:
    cleo = await world.member("Cleo", Role.COORDINATOR)
    for name in ("Zoë", "Łukasz", "Søren Kj", "Straße"):
        await world.member(name, Role.MENTEE)
    view = await roster.search(world.core, by(cleo), typed)
    assert [name.split()[0] for name in names(view) if name != "Cleo"] == found


def test_marks_and_case_are_all_that_a_plain_form_loses() -> None:
    assert plain_form("  ÅSE  Øst ") == "ase ost"
    assert plain_form("Анна") == "анна"
    assert plain_form("美咲") == "美咲"


async def test_nobody_else_reads_any_of_it(world: World) -> None:
    ana = await world.member("Ana", Role.MENTEE, Role.MENTOR)
    cleo = await world.member("Cleo", Role.COORDINATOR)
    other = await world.programme("Lighthouse")
    dora = await world.member("Dora", Role.COORDINATOR, programme=other)
    async with world.db.write() as s:
        group = Group(
            programme_id=cleo.person.programme_id, name="Ours", created_at=world.clock.now()
        )
        s.add(group)
    for call in (
        roster.show(world.core, by(ana)),
        roster.search(world.core, by(ana), "c"),
        card.show(world.core, by(ana), ana.id),
        groups.put(world.core, by(ana), ana.id, group.id, inside=True),
    ):
        with pytest.raises(RefusedError) as refused:
            await call
        assert refused.value.reason is Reason.NOT_ALLOWED
    for call in (
        card.show(world.core, by(dora), ana.id),
        groups.show(world.core, by(dora), ana.id),
        groups.put(world.core, by(dora), dora.id, group.id, inside=True),
    ):
        with pytest.raises(RefusedError) as refused:
            await call
        assert refused.value.reason is Reason.GONE


async def test_a_card_knows_when_somebody_did_something_by_name_and_not_otherwise(
    either_world: World,
) -> None:
    cleo = await either_world.member("Cleo", Role.COORDINATOR)
    ben = await either_world.member("Ben", Role.MENTOR)
    ana = await either_world.member("Ana", Role.MENTEE)
    either_world.clock.move(timedelta(days=2))
    relationship = await either_world.pair(ben, ana)
    either_world.clock.move(timedelta(hours=1))
    await either_world.agreement(relationship)
    either_world.clock.move(timedelta(days=5))
    # An anonymous survey keeps no moment, so there is nothing to read here.
    assert not {column.name for column in SurveyRecipient.__table__.columns} & {"answered_at"}
    shown = await card.show(either_world.core, by(cleo), ana.id)
    assert (shown.did, str(shown.did_on)) == (Did.SAID_YES, "2026-03-04")
    (pair,) = shown.pairs
    assert (pair.other, pair.state, pair.as_mentor) == ("Ben", RelationshipState.ACTIVE, False)
    assert (await card.show(either_world.core, by(cleo), ben.id)).did is Did.SCHEDULE
    async with either_world.db.write() as s:
        now = either_world.clock.now()
        who = {"person_id": ben.id, "relationship_id": relationship.id}
        s.add(MeetingDraft(**who, created_at=now, done_at=now))
    assert (await card.show(either_world.core, by(cleo), ben.id)).did is Did.MEETING
    async with either_world.db.write() as s:
        await s.execute(
            update(Relationship).values(
                state=RelationshipState.ENDED, ended_at=either_world.clock.now()
            )
        )
    (ended,) = (await card.show(either_world.core, by(cleo), ana.id)).pairs
    assert (str(ended.since), ended.next_meeting) == ("2026-03-09", None)


async def test_a_group_is_made_once_whatever_its_case_and_joined_once(world: World) -> None:
    cleo = await world.member("Cleo", Role.COORDINATOR)
    ana, ben = await some(world, 2)
    for number, (who, name) in enumerate(((ana, "Circle"), (ben, "CIRCLE"), (ana, "circle"))):
        await groups.ask_name(world.core, by(cleo, number), who.id)
        view = await groups.take_name(world.core, by(cleo, number), name)
        assert [(line.name, line.is_in) for line in view.lines] == [("Circle", True)]
    (line,) = view.lines
    for _ in range(2):
        view = await groups.put(world.core, by(cleo, 9), ana.id, line.group_id, inside=False)
    assert [(line.name, line.is_in) for line in view.lines] == [("Circle", False)]
    with pytest.raises(RefusedError):
        await groups.take_name(world.core, by(cleo, 10), "Nothing was asked")
