"""Seeing to a reason: once, by whoever comes first, with a note for the coordinators alone."""

import itertools
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.db.tables import HealthHandled, PersonRole, Relationship
from bot.domain.health import HealthState, Rule
from bot.domain.people import Focus, Role
from bot.domain.watching import Watch
from bot.render.pair_health import page
from bot.render.split import MOST_CHARACTERS, characters
from bot.services.core import Actor
from bot.services.errors import Reason, RefusedError
from bot.services.health import handling, overview, pair_health
from bot.services.health.monday_digest import told
from bot.services.health.pair_health import PairHealth
from bot.services.health.seen_to import MOST_SHOWN
from tests.givens_health import PairLife, life
from tests.seeding import Member
from tests.world import World

_UPDATES = itertools.count(7000)


def act(who: Member) -> Actor:
    return Actor(who.at.user_id, next(_UPDATES))


@pytest.fixture
async def low(either_world: World) -> PairLife:
    """A pair that meets, in which the mentor gave a low score yesterday."""
    pair = await life(either_world, "Ben", "Ana", weeks=6)
    now = either_world.clock.now()
    await pair.met(now - timedelta(days=2))
    await pair.scored(now - timedelta(days=1), 1, by_mentor=True)
    return pair


@pytest.fixture
async def cleo(either_world: World) -> Member:
    return await either_world.member("Cleo", Role.COORDINATOR)


async def seen(low: PairLife, who: Member) -> PairHealth:
    return await pair_health.show(low.world.core, act(who), low.pair.id)


async def rows(low: PairLife) -> list[HealthHandled]:
    async with low.world.db.read() as s:
        return list(await s.scalars(select(HealthHandled)))


async def test_the_same_update_twice_is_done_once(low: PairLife, cleo: Member) -> None:
    core = low.world.core
    (reason,) = (await seen(low, cleo)).marks
    tap, words = act(cleo), act(cleo)
    first, again = [await handling.handle(core, tap, low.pair.id, reason) for _ in range(2)]
    assert first == again
    assert first.asks_note
    first, again = [await handling.take_note(core, words, "Called both") for _ in range(2)]
    assert first == again
    assert first.focus is None
    assert [(each.by, each.note, each.holds) for each in first.seen_to] == [
        ("Cleo", "Called both", True)
    ]
    (row,) = await rows(low)
    assert row.note is not None
    assert b"Called" not in row.note


async def test_two_coordinators_who_see_to_the_same_do_it_once(low: PairLife, cleo: Member) -> None:
    dan = await low.world.member("Dan", Role.COORDINATOR)
    (reason,) = (await seen(low, dan)).marks
    await handling.handle(low.world.core, act(cleo), low.pair.id, reason)
    await handling.take_note(low.world.core, act(cleo), "Called both")
    late = await handling.handle(low.world.core, act(dan), low.pair.id, reason)
    assert not late.asks_note
    assert [(each.by, each.note) for each in late.seen_to] == [("Cleo", "Called both")]
    assert len(await rows(low)) == 1


async def test_what_is_new_since_the_page_was_shown_stays_open(low: PairLife, cleo: Member) -> None:
    (reason,) = (await seen(low, cleo)).marks
    await low.scored(low.world.clock.now(), 2, by_mentor=True)
    view = await handling.handle(low.world.core, act(cleo), low.pair.id, reason)
    assert [each.rule for each in view.reasons] == [Rule.LOW_SCORE]
    assert await rows(low) == []


async def test_a_note_that_will_not_do_keeps_being_asked_for(low: PairLife, cleo: Member) -> None:
    await handling.handle(low.world.core, act(cleo), low.pair.id, handling.ALL)
    for words, problem in (("", "empty"), ("a" * 501, "long")):
        view = await handling.take_note(low.world.core, act(cleo), words)
        assert (view.problem, view.focus) == (problem, Focus.HEALTH_NOTE)
    view = await handling.take_note(low.world.core, act(cleo), "a" * 500)
    assert view.focus is None


async def test_undone_it_counts_again(low: PairLife, cleo: Member) -> None:
    view = await handling.handle(low.world.core, act(cleo), low.pair.id, handling.ALL)
    assert (view.state, view.reasons) == (HealthState.TOO_EARLY, ())
    for _ in range(2):
        view = (
            await handling.undo(low.world.core, act(cleo), low.pair.id, view.seen_to[0].handled_id)
            if view.seen_to
            else view
        )
    assert (view.state, view.focus) == (HealthState.URGENT, None)


async def test_it_is_for_coordinators_of_that_programme_alone(low: PairLife, cleo: Member) -> None:
    core, pair = low.world.core, low.pair.id
    (mark,) = (await seen(low, cleo)).marks
    view = await handling.handle(core, act(cleo), pair, mark)
    handled = view.seen_to[0].handled_id
    other = await low.world.programme("Elsewhere")
    stranger = await low.world.member("Sam", Role.COORDINATOR, programme=other)
    for who, why in ((stranger, Reason.GONE), (low.mentor, Reason.NOT_ALLOWED)):
        for refused in (
            pair_health.show(core, act(who), pair),
            handling.handle(core, act(who), pair, mark),
            handling.undo(core, act(who), pair, handled),
        ):
            with pytest.raises(RefusedError) as error:
                await refused
            assert error.value.reason is why
    assert (await overview.show(core, act(stranger))).lines == ()
    with pytest.raises(RefusedError):
        await overview.show(core, act(low.mentee))
    assert len(await rows(low)) == 1


async def coordinates(low: PairLife, who: Member) -> None:
    async with low.world.db.write() as s:
        now = low.world.clock.now()
        s.add(PersonRole(person_id=who.id, role=Role.COORDINATOR, given_at=now))


async def test_of_a_pair_of_their_own_a_coordinator_is_told_nothing(
    low: PairLife, cleo: Member
) -> None:
    """Neither on /health nor on Mondays, nor in any number; the others see it as ever."""
    core, pair, on = low.world.core, low.pair.id, low.world.clock.now().date()
    await coordinates(low, low.mentee)
    (mark,) = (await seen(low, cleo)).marks
    await handling.handle(core, act(cleo), pair, mark)
    handled = (await handling.take_note(core, act(cleo), "Ana is late")).seen_to[0].handled_id
    await low.scored(low.world.clock.now(), 1, by_mentor=True)
    view = await seen(low, low.mentee)
    assert (view.own, view.state, view.reasons, view.seen_to) == (Watch.COORDINATORS, None, (), ())
    shown = await overview.show(core, act(low.mentee))
    assert (set(shown.counts.values()), shown.paused) == ({0}, 0)
    assert [(each.own, each.state, each.reason) for each in shown.lines] == [
        (Watch.COORDINATORS, None, None)
    ]
    for refused in (
        handling.handle(core, act(low.mentee), pair, handling.ALL),
        handling.undo(core, act(low.mentee), pair, handled),
    ):
        with pytest.raises(RefusedError):
            await refused
    await life(low.world, "Eve", "Dora", weeks=6)
    mine, theirs = [await told(core, each.id, on) for each in (low.mentee, cleo)]
    assert mine is not None
    assert theirs is not None
    assert [each.mentee for each in mine.calls] == ["Dora"]
    assert {each.mentee for each in theirs.calls} == {"Ana", "Dora"}
    assert [sum(week.counts.values()) for week in (mine.weeks[-1], theirs.weeks[-1])] == [1, 2]


async def test_where_nobody_else_coordinates_nobody_learns_it_and_both_are_told_so(
    low: PairLife,
) -> None:
    await coordinates(low, low.mentor)
    assert (await seen(low, low.mentor)).own is Watch.NOBODY
    await low.world.member("Cleo", Role.COORDINATOR)
    assert (await seen(low, low.mentor)).own is Watch.COORDINATORS


async def test_a_note_about_several_reasons_is_shown_once(low: PairLife, cleo: Member) -> None:
    await low.scored(low.world.clock.now(), 5)
    view = await handling.handle(low.world.core, act(cleo), low.pair.id, handling.ALL)
    assert len(view.seen_to) == 2
    view = await handling.take_note(low.world.core, act(cleo), "Called both")
    assert [each.note for each in view.seen_to] == ["Called both", ""]


async def test_what_still_holds_can_be_undone_however_much_was_seen_to_since(
    low: PairLife, cleo: Member
) -> None:
    """All of it has room in one message, whatever was noted."""
    core, clock = low.world.core, low.world.clock
    first = await handling.handle(core, act(cleo), low.pair.id, handling.ALL)
    await handling.without_note(core, act(cleo), low.pair.id)
    for _ in range(MOST_SHOWN + 1):
        await low.world.move(timedelta(days=1))
        await low.scored(clock.now(), 2)
        await handling.handle(core, act(cleo), low.pair.id, handling.ALL)
        view = await handling.take_note(core, act(cleo), "Ü " * 250)
    assert len(view.seen_to) == MOST_SHOWN
    assert first.seen_to[0].handled_id not in {each.handled_id for each in view.seen_to}
    assert characters(page(view).text) <= MOST_CHARACTERS
    await low.world.move(timedelta(days=1))
    await low.scored(clock.now(), 4)
    view = await seen(low, cleo)
    holding = {each.handled_id for each in view.seen_to if each.holds}
    assert first.seen_to[0].handled_id in holding
    assert len(view.seen_to) == MOST_SHOWN


async def test_a_pair_that_is_over_is_gone_and_one_on_a_break_has_no_state(
    low: PairLife, cleo: Member
) -> None:
    async with low.world.db.write() as s:
        await s.execute(
            update(Relationship).values(state="paused", paused_at=low.world.clock.now())
        )
    assert (await seen(low, cleo)).state is None
    shown = await overview.show(low.world.core, act(cleo))
    assert (shown.paused, set(shown.counts.values())) == (1, {0})
    async with low.world.db.write() as s:
        await s.execute(update(Relationship).values(state="ended", ended_at=low.world.clock.now()))
    with pytest.raises(RefusedError):
        await seen(low, cleo)
