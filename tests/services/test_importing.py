"""A file of people is brought in once, whatever happens, and leaves no name behind."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import delete, select, text

from bot.db.tables import (
    Base,
    Group,
    GroupMember,
    Invite,
    OutboxRow,
    Person,
    PlannedPair,
    Relationship,
)
from bot.domain.people import PersonState, Role
from bot.domain.people_files import PeopleFile
from bot.domain.queues import MessageKind
from bot.domain.reading_people import read
from bot.domain.relationships import RelationshipKind, RelationshipState
from bot.services.core import Actor
from bot.services.errors import Reason, RefusedError
from bot.services.people import import_file, importing, introducing, joining
from bot.services.people.import_rows import Came
from bot.services.people.importing import Imported
from bot.services.people.joining_views import Link, RoleOffer, Stranger, Welcome
from bot.services.people.joining_views import Member as InAlready
from tests.seeding import ZONE, Member
from tests.world import World

SHORT = "name,role,mentor,group\nQuirinius,mentor,,\nXanthippe,mentee,Quirinius,Circle\n"
LONGER = f"{SHORT}Yolanthe,mentee+mentor,quirinius,Garden\n"


def people(content: str) -> PeopleFile:
    found = read(content.encode())
    assert isinstance(found, PeopleFile)
    return found


def by(member: Member, update_id: int) -> Actor:
    return Actor(member.at.user_id, update_id)


@pytest.fixture
async def cleo(either_world: World) -> Member:
    return await either_world.member("Cleo", Role.COORDINATOR)


async def brought_in(
    world: World, who: Member, content: str = SHORT, update_id: int = 1, **how: bool
) -> Imported:
    """Let somebody send a file, and carry it out with `update_id`."""
    file = people(content)
    plan = await importing.check(world.core, by(who, -update_id), file, "file-1")
    assert plan.row_id is not None
    return await importing.carry_out(world.core, by(who, update_id), plan.row_id, file, **how)


async def rows(world: World) -> tuple[int, int, int]:
    async with world.db.read() as s:
        return tuple(  # type: ignore[return-value]
            [len((await s.scalars(select(t))).all()) for t in (Invite, PlannedPair, Group)]
        )


def tokens(view: Imported) -> list[str]:
    return [link.token for link in view.links if link.token]


async def opens(world: World, token: str) -> object:
    return await joining.start(world.core, Actor(999, 1), token, "en")


async def comes_in(world: World, user_id: int, token: str, name: str, update_id: int = 10) -> None:
    """All the way in, up to the last question; `finishes` answers that."""
    actor = Actor(user_id, update_id)
    welcome = await joining.start(world.core, actor, token, "en")
    assert isinstance(welcome, Welcome)
    await joining.agree(world.core, actor, welcome.invite_id, "en")
    await introducing.take_name(world.core, Actor(user_id, update_id + 1), name)


async def finishes(world: World, user_id: int, update_id: int = 20) -> None:
    await introducing.take_zone(world.core, Actor(user_id, update_id), ZONE, ("en",))


async def test_doing_it_twice_changes_nothing_and_a_longer_file_adds_what_is_new(
    either_world: World, cleo: Member
) -> None:
    first = await brought_in(either_world, cleo)
    assert (first.count(Came.NEW), first.pairs, first.groups) == (2, 1, 1)
    again = await brought_in(either_world, cleo, SHORT.upper().replace("ROLE", "role"), 2)
    assert again.changes_nothing
    assert not again.has_links
    assert await rows(either_world) == (2, 1, 1)
    assert all([isinstance(await opens(either_world, it), Welcome) for it in tokens(first)])
    longer = await brought_in(either_world, cleo, LONGER, 3)
    assert (longer.count(Came.NEW), longer.count(Came.WAITING), longer.pairs) == (2, 2, 1)
    assert await rows(either_world) == (4, 2, 2)


async def test_a_group_that_a_later_file_names_takes_in_who_has_joined_and_who_has_not(
    either_world: World, cleo: Member
) -> None:
    """Of either it is told before; who was taken out of a group by hand is not put back."""
    core = either_world.core
    without = SHORT.replace("Circle", "")
    first = await brought_in(either_world, cleo, without)
    await comes_in(either_world, 501, tokens(first)[0], "Quirin")
    await finishes(either_world, 501)
    both = without.replace("mentor,,", "mentor,,Harbour").replace(
        "Quirinius,\n", "Quirinius,Harbour\n"
    )
    plan = await importing.check(core, by(cleo, 30), people(both), "file-2")
    assert (plan.moved, plan.groups, plan.changes_nothing) == (2, 1, False)
    done = await brought_in(either_world, cleo, both, 31)
    assert (done.moved, done.groups, done.has_links) == (2, 1, False)
    await comes_in(either_world, 502, tokens(first)[1], "Xan", 40)
    async with either_world.db.write() as s:
        ids = {each.telegram_id: each.id for each in await s.scalars(select(Person))}
        inside = set(await s.scalars(select(GroupMember.person_id)))
        assert inside == {ids[501], ids[502]}
        await s.execute(delete(GroupMember).where(GroupMember.person_id == ids[501]))
    again = await importing.check(core, by(cleo, 50), people(both), "file-3")
    assert again.changes_nothing
    assert (await brought_in(either_world, cleo, both, 51)).changes_nothing
    async with either_world.db.read() as s:
        assert set(await s.scalars(select(GroupMember.person_id))) == {ids[502]}


async def test_killed_before_the_reply_the_same_update_makes_the_tokens_anew_and_no_more(
    either_world: World, cleo: Member
) -> None:
    first = await brought_in(either_world, cleo)
    second = await brought_in(either_world, cleo)
    assert len(tokens(second)) == 2
    assert await rows(either_world) == (2, 1, 1)
    assert all([isinstance(await opens(either_world, it), Stranger) for it in tokens(first)])
    assert all([isinstance(await opens(either_world, it), Welcome) for it in tokens(second)])


async def test_a_second_tap_leaves_the_links_alone_that_were_just_handed_over(
    either_world: World, cleo: Member
) -> None:
    file = people(SHORT)
    plan = await importing.check(either_world.core, by(cleo, 1), file, "file-1")
    assert plan.row_id is not None
    for update_id in (2, 2):
        view = await importing.carry_out(
            either_world.core, by(cleo, update_id), plan.row_id, file, new_links=True
        )
    with pytest.raises(RefusedError) as refused:
        await importing.carry_out(either_world.core, by(cleo, 3), plan.row_id, file, new_links=True)
    assert refused.value.reason is Reason.CLOSED
    assert all([isinstance(await opens(either_world, it), Welcome) for it in tokens(view)])


async def test_two_mentors_who_name_each_other_are_one_pair_whoever_is_named_later(
    world: World,
) -> None:
    cleo = await world.member("Cleo", Role.COORDINATOR)
    head, pair = "name,role,mentor,kind\n", "mentor-peers"
    both = f"{head}Ida,mentor,Jon,{pair}\nJon,mentor,Ida,{pair}\n"
    assert (await brought_in(world, cleo, both)).pairs == 1
    turned = f"{head}Ida,mentor,,\nJon,mentor,Ida,{pair}\n"
    assert (await brought_in(world, cleo, turned, 2)).changes_nothing


async def test_new_links_take_the_place_of_those_not_used_and_of_no_other(
    either_world: World, cleo: Member
) -> None:
    first = await brought_in(either_world, cleo)
    await comes_in(either_world, 501, tokens(first)[0], "Quirin")
    anew = await brought_in(either_world, cleo, update_id=2, new_links=True)
    assert [link.came for link in anew.links] == [Came.JOINED, Came.RENEWED]
    assert isinstance(await opens(either_world, tokens(first)[1]), Stranger)
    assert isinstance(await opens(either_world, tokens(anew)[0]), Welcome)
    assert await rows(either_world) == (2, 1, 1)


async def test_two_who_are_planned_as_a_pair_are_asked_once_when_both_take_part(
    either_world: World, cleo: Member
) -> None:
    view = await brought_in(either_world, cleo)
    mentor, mentee = tokens(view)
    await comes_in(either_world, 501, mentor, "Quirin", 10)
    await finishes(either_world, 501, 12)
    await comes_in(either_world, 502, mentee, "Xan", 20)
    async with either_world.db.read() as s:
        assert (await s.scalars(select(Relationship))).all() == []
    for _ in range(2):
        await finishes(either_world, 502, 22)
    await brought_in(either_world, cleo, update_id=30)
    async with either_world.db.read() as s:
        pair = (await s.scalars(select(Relationship))).one()
        asked = list(
            await s.scalars(
                select(OutboxRow.person_id).where(OutboxRow.kind == MessageKind.PAIR_ASK)
            )
        )
        ids = {p.telegram_id: p.id for p in await s.scalars(select(Person))}
        inside = list(await s.scalars(select(GroupMember.person_id)))
    assert (pair.mentor_id, pair.mentee_id) == (ids[501], ids[502])
    assert (pair.state, pair.proposed_by) == (RelationshipState.PROPOSED, cleo.id)
    assert pair.kind is RelationshipKind.MENTORING
    assert sorted(asked) == sorted([ids[501], ids[502]])
    assert inside == [ids[502]]


async def test_a_member_who_opens_the_link_out_of_a_file_is_who_was_meant(
    either_world: World, cleo: Member
) -> None:
    """Planned for somebody who came in another way, pair and group come about all the same."""
    core = either_world.core
    ben = await either_world.member("Ben", Role.MENTOR)
    ana = await either_world.member("Ana", Role.MENTEE)
    mentor, mentee = tokens(await brought_in(either_world, cleo))
    theirs = await joining.start(core, by(ana, 10), mentor, "en")
    assert isinstance(theirs, RoleOffer)
    for who, token, update_id in ((ben, mentor, 11), (ana, mentee, 12)):
        for _ in range(2):
            view = await joining.start(core, by(who, update_id), token, "en")
            assert isinstance(view, InAlready)
            assert view.link is Link.YOURS
    async with either_world.db.read() as s:
        pair = (await s.scalars(select(Relationship))).one()
        assert (await s.scalars(select(GroupMember.person_id))).all() == [ana.id]
    assert (pair.mentor_id, pair.mentee_id) == (ben.id, ana.id)
    again = await brought_in(either_world, cleo, update_id=2)
    assert again.count(Came.JOINED) == 2


async def test_whoever_sent_the_file_may_try_its_links(world: World) -> None:
    """A link is not used up by a coordinator who looks where it leads, and mentors too."""
    cleo = await world.member("Cleo", Role.COORDINATOR, Role.MENTOR)
    mentor, _ = tokens(await brought_in(world, cleo))
    view = await joining.start(world.core, by(cleo, 10), mentor, "en")
    assert isinstance(view, InAlready)
    assert view.link is Link.NOTHING_NEW
    assert isinstance(await opens(world, mentor), Welcome)


async def test_two_who_finish_at_the_same_moment_are_asked_once(
    either_world: World, cleo: Member
) -> None:
    view = await brought_in(either_world, cleo)
    for user_id, token in zip((501, 502), tokens(view), strict=True):
        await comes_in(either_world, user_id, token, "Somebody", user_id)
    await asyncio.gather(finishes(either_world, 501, 601), finishes(either_world, 502, 602))
    async with either_world.db.read() as s:
        assert len((await s.scalars(select(Relationship))).all()) == 1
        states = set(await s.scalars(select(Person.state)))
    assert states == {PersonState.ACTIVE}


async def test_who_opens_both_links_is_never_asked_about_themselves(
    either_world: World, cleo: Member
) -> None:
    view = await brought_in(either_world, cleo)
    await comes_in(either_world, 501, tokens(view)[0], "Quirin")
    await finishes(either_world, 501)
    welcome = await joining.start(either_world.core, Actor(501, 30), tokens(view)[1], "en")
    await joining.agree(either_world.core, Actor(501, 31), welcome.invite_id, "en")  # type: ignore[union-attr]
    async with either_world.db.read() as s:
        assert (await s.scalars(select(Relationship))).all() == []


async def test_two_coordinators_with_the_same_file_at_once_bring_everybody_in_once(
    either_world: World, cleo: Member
) -> None:
    dora = await either_world.member("Dora", Role.COORDINATOR)
    views = await asyncio.gather(
        brought_in(either_world, cleo, LONGER, 1), brought_in(either_world, dora, LONGER, 2)
    )
    assert sorted(view.count(Came.NEW) for view in views) == [0, 4]
    assert await rows(either_world) == (4, 2, 2)


async def test_nothing_of_a_name_is_stored_before_somebody_agrees(world: World) -> None:
    cleo = await world.member("Cleo", Role.COORDINATOR)
    await importing.check(world.core, by(cleo, 1), people(LONGER), "file-1")
    await brought_in(world, cleo, LONGER, 2)
    stored = ""
    async with world.db.read() as s:
        for table in Base.metadata.sorted_tables:
            for row in await s.execute(text(f"SELECT * FROM {table.name}")):
                stored += repr(tuple(row)).casefold()
    assert "circle" in stored
    assert not [name for name in ("quirinius", "xanthippe", "yolanthe") if name in stored]
    folder = Path(str(world.db.engine.url.database)).parent
    files = b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())
    assert b"Quirinius" not in files


async def test_the_same_name_in_another_programme_is_somebody_else(world: World) -> None:
    cleo = await world.member("Cleo", Role.COORDINATOR)
    other = await world.programme("Lighthouse")
    dora = await world.member("Dora", Role.COORDINATOR, programme=other)
    await brought_in(world, cleo)
    assert (await brought_in(world, dora, update_id=2)).count(Came.NEW) == 2


async def test_nobody_but_coordinators_and_each_only_with_their_own_file(world: World) -> None:
    cleo = await world.member("Cleo", Role.COORDINATOR)
    dora = await world.member("Dora", Role.COORDINATOR)
    ana = await world.member("Ana", Role.MENTEE)
    plan = await importing.check(world.core, by(cleo, 1), people(SHORT), "file-1")
    assert plan.row_id is not None
    assert await rows(world) == (0, 0, 0)
    assert await import_file.find(world.core, by(cleo, 2), plan.row_id) == "file-1"
    for who, reason in ((dora, Reason.GONE), (ana, Reason.NOT_ALLOWED)):
        with pytest.raises(RefusedError) as refused:
            await import_file.find(world.core, by(who, 3), plan.row_id)
        assert refused.value.reason is reason
    with pytest.raises(RefusedError):
        await brought_in(world, ana, update_id=4)


async def test_from_the_command_line_pairs_wait_for_a_coordinator(world: World) -> None:
    programme = await world.programme()
    with pytest.raises(importing.NoCoordinatorError):
        await importing.carry_out_for(world.core, programme.id, people(SHORT))
    assert await rows(world) == (0, 0, 0)
    alone = people("name,role\nQuirinius,coordinator\n")
    assert (await importing.carry_out_for(world.core, programme.id, alone)).has_links
    cleo = await world.member("Cleo", Role.COORDINATOR)
    view = await importing.carry_out_for(world.core, programme.id, people(SHORT))
    assert view.pairs == 1
    again = await importing.carry_out_for(world.core, programme.id, people(SHORT))
    assert again.changes_nothing
    async with world.db.read() as s:
        assert (await s.scalars(select(PlannedPair.created_by))).all() == [cleo.id]
