"""A pairing is proposed once, and becomes one only if both say yes."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.db.tables import OutboxRow, Person, Relationship
from bot.domain.people import PersonState, Role
from bot.domain.queues import MessageKind
from bot.domain.relationships import RelationshipState
from bot.services.core import Actor
from bot.services.errors import Reason, RefusedError
from bot.services.relationships import pair_answers, pair_choices, pairing, proposals
from bot.services.relationships.pair_answers import Standing
from tests.seeding import Member
from tests.world import World


def by(member: Member, update_id: int) -> Actor:
    return Actor(member.at.user_id, update_id)


async def three(world: World) -> tuple[Member, Member, Member]:
    return (
        await world.member("Cleo", Role.COORDINATOR),
        await world.member("Ben", Role.MENTOR, Role.MENTEE),
        await world.member("Ana", Role.MENTEE),
    )


async def relationships(world: World) -> Sequence[Relationship]:
    async with world.db.read() as s:
        return (await s.scalars(select(Relationship))).all()


async def letters(world: World, kind: MessageKind) -> set[int]:
    async with world.db.read() as s:
        return set(await s.scalars(select(OutboxRow.person_id).where(OutboxRow.kind == kind)))


async def test_the_same_update_pairs_once(either_world: World) -> None:
    cleo, ben, ana = await three(either_world)
    first = await pairing.propose(either_world.core, by(cleo, 1), ben.id, ana.id)
    again = await pairing.propose(either_world.core, by(cleo, 1), ben.id, ana.id)
    assert first == again
    assert first.asked
    assert len(await relationships(either_world)) == 1
    assert await letters(either_world, MessageKind.PAIR_ASK) == {ben.id, ana.id}


async def test_both_must_say_yes_and_each_yes_counts_once(either_world: World) -> None:
    cleo, ben, ana = await three(either_world)
    await pairing.propose(either_world.core, by(cleo, 1), ben.id, ana.id)
    (pair,) = await relationships(either_world)
    for update_id in (2, 2, 3):
        view = await pair_answers.answer(either_world.core, by(ana, update_id), pair.id, yes=True)
        assert view.standing is Standing.WAITING
    view = await pair_answers.answer(either_world.core, by(ben, 4), pair.id, yes=True)
    assert view.standing is Standing.ACTIVE
    assert await letters(either_world, MessageKind.PAIR_RESULT) == {ana.id}
    assert await letters(either_world, MessageKind.PEOPLE_NEWS) == {cleo.id}
    with pytest.raises(RefusedError) as refused:
        await pair_answers.answer(either_world.core, by(ben, 5), pair.id, yes=False)
    assert refused.value.reason is Reason.CLOSED


async def test_a_no_ends_it_and_a_later_yes_does_not_revive_it(either_world: World) -> None:
    cleo, ben, ana = await three(either_world)
    await pairing.propose(either_world.core, by(cleo, 1), ben.id, ana.id)
    (pair,) = await relationships(either_world)
    for _ in range(2):
        view = await pair_answers.answer(either_world.core, by(ben, 2), pair.id, yes=False)
        assert view.standing is Standing.DECLINED
    with pytest.raises(RefusedError):
        await pair_answers.answer(either_world.core, by(ana, 3), pair.id, yes=True)
    (pair,) = await relationships(either_world)
    assert pair.state is RelationshipState.DECLINED
    # Asked again by the same update, or by its button much later, nobody is asked anew.
    await pairing.propose(either_world.core, by(cleo, 1), ben.id, ana.id)
    with pytest.raises(RefusedError) as refused:
        await pairing.propose(either_world.core, by(cleo, 8), ben.id, ana.id)
    assert refused.value.reason is Reason.ASKED_ALREADY
    assert len(await relationships(either_world)) == 1
    # By a new button, which knows that they were asked before, both are.
    shown = await pairing.consider(either_world.core, by(cleo, 9), ben.id, ana.id)
    await pairing.propose(
        either_world.core, by(cleo, 9), ben.id, ana.id, times_asked=shown.times_asked
    )
    assert len(await relationships(either_world)) == 2


async def test_a_mentor_whom_the_coordinator_did_not_see_is_shown_first(world: World) -> None:
    cleo, ben, ana = await three(world)
    dan = await world.member("Dan", Role.MENTOR)
    await world.pair(dan, ana)
    view = await pairing.propose(world.core, by(cleo, 1), ben.id, ana.id)
    assert not view.asked
    assert view.has_mentors == ("Dan",)
    assert (await pairing.propose(world.core, by(cleo, 2), ben.id, ana.id, knowing=1)).asked


async def test_only_coordinators_pair_and_only_their_own_people(world: World) -> None:
    cleo, ben, ana = await three(world)
    elsewhere = await world.programme("Lighthouse")
    zoe = await world.member("Zoe", Role.MENTEE, programme=elsewhere)
    eva = await world.member("Eva", Role.MENTEE)
    async with world.db.write() as s:
        (await s.get_one(Person, eva.id)).state = PersonState.LEFT
    for actor, mentor, mentee, reason in (
        (ben, ben, ana, Reason.NOT_ALLOWED),
        (cleo, ben, zoe, Reason.GONE),
        (cleo, ben, ben, Reason.SAME_PERSON),
        (cleo, ben, eva, Reason.NOT_TAKING_PART),
        (cleo, ana, ben, Reason.NOT_TAKING_PART),
    ):
        with pytest.raises(RefusedError) as refused:
            await pairing.propose(world.core, by(actor, 1), mentor.id, mentee.id)
        assert refused.value.reason is reason
    assert await relationships(world) == []


async def test_nobody_answers_for_somebody_else(world: World) -> None:
    cleo, ben, ana = await three(world)
    await pairing.propose(world.core, by(cleo, 1), ben.id, ana.id)
    (pair,) = await relationships(world)
    with pytest.raises(RefusedError) as refused:
        await pair_answers.answer(world.core, by(cleo, 2), pair.id, yes=True)
    assert refused.value.reason is Reason.GONE


async def test_a_question_that_is_not_answered_can_be_asked_again_and_taken_back(
    either_world: World,
) -> None:
    """Only whoever is silent is asked anew, once a day; only whoever said yes hears of the end."""
    cleo, ben, ana = await three(either_world)
    core, ida = either_world.core, await either_world.member("Ida", Role.COORDINATOR)
    await pairing.propose(core, by(cleo, 1), ben.id, ana.id)
    (pair,) = await relationships(either_world)
    await either_world.settle()
    await pair_answers.answer(core, by(ana, 2), pair.id, yes=True)
    for does in (proposals.ask_again, proposals.withdraw):
        with pytest.raises(RefusedError) as refused:
            await does(core, by(ben, 3), pair.id)
        assert refused.value.reason is Reason.NOT_ALLOWED
    for hours in (0, 23):
        await either_world.move(timedelta(hours=hours))
        with pytest.raises(RefusedError) as refused:
            await proposals.ask_again(core, by(ida, 4), pair.id)
        assert refused.value.reason is Reason.ASKED_TODAY
    await either_world.move(timedelta(hours=2))
    for _ in range(2):
        assert (await proposals.ask_again(core, by(ida, 5), pair.id)).done
    await either_world.settle()
    asked = [sum(" Would you like that?" in m.text for m in who.at.chat) for who in (ben, ana)]
    assert asked == [2, 1]
    for _ in range(2):
        view = await proposals.withdraw(core, by(ida, 6), pair.id)
        assert (view.state, view.done) == (RelationshipState.DECLINED, True)
    assert not (await proposals.withdraw(core, by(cleo, 7), pair.id)).done
    for yes in (True, False):
        with pytest.raises(RefusedError) as refused:
            await pair_answers.answer(core, by(ben, 8), pair.id, yes=yes)
        assert refused.value.reason is Reason.CLOSED
    assert await letters(either_world, MessageKind.PAIR_RESULT) == {ana.id}
    again = await pairing.propose(core, by(cleo, 9), ben.id, ana.id, times_asked=1)
    assert again.asked


async def test_people_are_listed_by_name_eight_to_a_page(world: World) -> None:
    cleo, _, _ = await three(world)
    for name in ("abe", "Zac", "Dan", "Éve", "Fay", "Gus", "Hal", "Ike"):
        await world.member(name, Role.MENTOR)
    first = (await pair_choices.mentors(world.core, by(cleo, 1), 0)).page
    assert [entry.name for entry in first.entries][:5] == ["abe", "Ben", "Dan", "Éve", "Fay"]
    assert (len(first.entries), first.has_more) == (8, True)
    last = (await pair_choices.mentors(world.core, by(cleo, 2), 99)).page
    assert ([entry.name for entry in last.entries], last.has_more) == (["Zac"], False)
