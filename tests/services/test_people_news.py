"""What coordinators hear of people coming in: a few things at once, many together, none lost."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.db.tables import Person, Relationship
from bot.domain.people import PersonState, Role
from bot.services.core import Actor
from bot.services.relationships import pair_answers, pairing
from tests.inviting import NUMBERS, come_in
from tests.seeding import Member
from tests.world import World


def by(member: Member) -> Actor:
    return Actor(member.at.user_id, next(NUMBERS))


@pytest.fixture
async def cleo(either_world: World) -> Member:
    return await either_world.member("Cleo", Role.COORDINATOR)


async def pair_up(world: World, cleo: Member, ben: Member, ana: Member, *, yes: bool) -> None:
    """Ask two people, of whom the mentee says yes, and the mentor yes or no."""
    await pairing.propose(world.core, by(cleo), ben.id, ana.id)
    async with world.db.read() as s:
        query = select(Relationship.id).where(Relationship.mentee_id == ana.id)
        pair_id = await s.scalar(query)
    assert pair_id is not None
    await pair_answers.answer(world.core, by(ana), pair_id, yes=True)
    await pair_answers.answer(world.core, by(ben), pair_id, yes=yes)
    await world.settle()


def heard(cleo: Member) -> list[str]:
    """What the bot has told Cleo, oldest first."""
    return [each.text for each in cleo.at.chat if each.from_bot]


class TestManyAtOnce:
    """Forty people brought in on one day are not sixty messages."""

    async def test_what_follows_on_five_is_told_together_and_outlives_a_crash(
        self, either_world: World, cleo: Member
    ) -> None:
        ben = await either_world.member("Ben", Role.MENTOR)
        ana = await either_world.member("Ana", Role.MENTEE)
        await come_in(either_world, cleo, "Ida", "Tom", "Zoë", "Lea", "Max")
        assert [text.partition(" ")[0] for text in heard(cleo)] == [
            "Ida",
            "Tom",
            "Zoë",
            "Lea",
            "Max",
        ]
        await come_in(either_world, cleo, *(f"Mentee{n}" for n in range(12)))
        await pair_up(either_world, cleo, ben, ana, yes=True)
        await either_world.crash()
        await either_world.move(timedelta(minutes=14))
        assert len(heard(cleo)) == 5
        await either_world.move(timedelta(minutes=1))
        (*_, news) = heard(cleo)
        assert len(heard(cleo)) == 6
        assert "since 08:00" in news
        assert "12 mentees have joined: Mentee0, Mentee1, " in news
        assert "Mentee9 and 2 more" in news
        assert "• Ben and Ana" in news

    async def test_a_quarter_of_an_hour_after_the_last_it_goes_at_once_again(
        self, either_world: World, cleo: Member
    ) -> None:
        await come_in(either_world, cleo, "Ida", "Tom", "Zoë", "Lea", "Max", "Eve")
        await either_world.move(timedelta(minutes=15))
        await come_in(either_world, cleo, "Fay")
        assert [text.partition(" ")[0] for text in heard(cleo)[5:]] == ["Eve"]
        await either_world.move(timedelta(minutes=15))
        await either_world.move(timedelta(minutes=15))
        await come_in(either_world, cleo, "Gus")
        assert [text.partition(" ")[0] for text in heard(cleo)[5:]] == ["Eve", "Fay", "Gus"]

    async def test_a_no_waits_for_nothing(self, either_world: World, cleo: Member) -> None:
        ben = await either_world.member("Ben", Role.MENTOR)
        ana = await either_world.member("Ana", Role.MENTEE)
        await come_in(either_world, cleo, "Ida", "Tom", "Zoë", "Lea", "Max", "Eve")
        await pair_up(either_world, cleo, ben, ana, yes=False)
        assert "said no" in heard(cleo)[-1]

    async def test_who_has_left_again_by_then_is_not_named(
        self, either_world: World, cleo: Member
    ) -> None:
        await come_in(either_world, cleo, "Ida", "Tom", "Zoë", "Lea", "Max", "Eve")
        async with either_world.db.write() as s:
            await s.execute(
                update(Person).where(Person.id != cleo.id).values(state=PersonState.LEFT)
            )
        await either_world.move(timedelta(minutes=15))
        assert len(heard(cleo)) == 5
