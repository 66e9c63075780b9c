"""Nothing is stored about anybody before they agree; agreeing is done once, whatever is repeated."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.db.tables import Base, Consent, Invite, OutboxRow, Person, PersonRole
from bot.domain.consent import CONSENT_VERSION
from bot.domain.people import Focus, PersonState, Role
from bot.domain.queues import MessageKind
from bot.services.core import Actor
from bot.services.errors import Reason, RefusedError
from bot.services.people import introducing, invites, joining
from bot.services.people.joining_views import Joined, Link, Member, RoleAdded, Step, Stranger
from tests.inviting import one_invite
from tests.seeding import Member as Known
from tests.world import World

ANA = 5001
ONE = ("en",)


@pytest.fixture
async def cleo(either_world: World) -> Known:
    return await either_world.member("Cleo", Role.COORDINATOR)


async def link(world: World, cleo: Known, role: Role = Role.MENTEE, update_id: int = 1) -> int:
    actor = Actor(cleo.at.user_id, update_id)
    return (await one_invite(world.core, actor, role)).invite_id


async def counts(world: World) -> dict[str, int]:
    """How many rows every table holds."""
    async with world.db.read() as s:
        return {
            table.name: await s.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        }


async def rows(world: World, of: type[Base], *where: Any) -> list[Any]:
    async with world.db.read() as s:
        return list(await s.scalars(select(of).where(*where)))


async def come_in(world: World, invite_id: int, person: int = ANA) -> Joined:
    await joining.agree(world.core, Actor(person, 10), invite_id, "en")
    await introducing.take_name(world.core, Actor(person, 11), "Ana")
    view = await introducing.take_zone(world.core, Actor(person, 12), "Europe/Paris", ONE)
    assert isinstance(view, Joined)
    return view


class TestNotNow:
    async def test_of_a_refusal_only_its_moment_is_kept(
        self, either_world: World, cleo: Known
    ) -> None:
        invite_id = await link(either_world, cleo)
        before = await counts(either_world)
        await joining.not_now(either_world.core, Actor(ANA, 10), invite_id, "en")
        assert await counts(either_world) == before
        (invite,) = await rows(either_world, Invite)
        assert invite.refused_at == either_world.clock.now()
        assert (invite.used_at, invite.used_by) == (None, None)

    async def test_opening_a_link_stores_nothing(self, either_world: World, cleo: Known) -> None:
        made = await one_invite(either_world.core, Actor(cleo.at.user_id, 1), Role.MENTEE)
        before = await counts(either_world)
        await joining.start(either_world.core, Actor(ANA, 10), made.token, "en")
        assert await counts(either_world) == before

    async def test_after_a_refusal_the_link_still_works(
        self, either_world: World, cleo: Known
    ) -> None:
        invite_id = await link(either_world, cleo)
        await joining.not_now(either_world.core, Actor(ANA, 10), invite_id, "en")
        view = await joining.agree(either_world.core, Actor(ANA, 11), invite_id, "en")
        assert isinstance(view, Step)


class TestAgreeing:
    async def test_it_makes_person_role_and_consent_at_once(
        self, either_world: World, cleo: Known
    ) -> None:
        invite_id = await link(either_world, cleo, Role.MENTOR)
        view = await joining.agree(either_world.core, Actor(ANA, 10), invite_id, "en")
        assert isinstance(view, Step)
        assert view.focus is Focus.JOIN_NAME
        (person,) = await rows(either_world, Person, Person.telegram_id == ANA)
        assert (person.state, person.focus) == (PersonState.JOINING, Focus.JOIN_NAME)
        (role,) = await rows(either_world, PersonRole, PersonRole.person_id == person.id)
        assert role.role is Role.MENTOR
        (consent,) = await rows(either_world, Consent, Consent.person_id == person.id)
        assert (consent.version, consent.agreed_at) == (CONSENT_VERSION, either_world.clock.now())
        (invite,) = await rows(either_world, Invite)
        assert invite.used_by == person.id

    async def test_of_two_people_at_once_one_is_taken_in(
        self, either_world: World, cleo: Known
    ) -> None:
        invite_id = await link(either_world, cleo)
        views = await asyncio.gather(
            *(
                joining.agree(either_world.core, Actor(ANA + n, 10 + n), invite_id, "en")
                for n in range(5)
            )
        )
        assert sorted(type(view).__name__ for view in views) == ["Step"] + ["Stranger"] * 4
        assert len(await rows(either_world, Person, Person.telegram_id >= ANA)) == 1

    async def test_the_same_tap_again_changes_nothing_and_says_the_same(
        self, either_world: World, cleo: Known
    ) -> None:
        invite_id = await link(either_world, cleo)
        first = await joining.agree(either_world.core, Actor(ANA, 10), invite_id, "en")
        before = await counts(either_world)
        again = await joining.agree(either_world.core, Actor(ANA, 10), invite_id, "en")
        assert again == first
        assert await counts(either_world) == before

    async def test_an_invented_invite_lets_nobody_in(self, either_world: World) -> None:
        view = await joining.agree(either_world.core, Actor(ANA, 10), 12345, "en")
        assert view == Stranger("en", had_link=True)
        assert await rows(either_world, Person) == []


class TestTheQuestionsAfterIt:
    async def test_each_step_repeated_says_the_same_and_stores_nothing_twice(
        self, either_world: World, cleo: Known
    ) -> None:
        invite_id = await link(either_world, cleo)
        core = either_world.core
        await joining.agree(core, Actor(ANA, 10), invite_id, "en")
        named = await introducing.take_name(core, Actor(ANA, 11), " Ana \n Lucía ")
        assert isinstance(named, Step)
        assert (named.focus, named.name) == (Focus.JOIN_ZONE, "Ana Lucía")
        assert await introducing.take_name(core, Actor(ANA, 11), "Ana Lucía") == named
        joined = await introducing.take_zone(core, Actor(ANA, 12), "Europe/Paris", ONE)
        assert await introducing.take_zone(core, Actor(ANA, 12), "Europe/Paris", ONE) == joined
        told = await rows(either_world, OutboxRow, OutboxRow.kind == MessageKind.PEOPLE_NEWS)
        assert [row.person_id for row in told] == [cleo.id]

    async def test_a_name_handled_again_is_not_taken_for_a_city(
        self, either_world: World, cleo: Known
    ) -> None:
        invite_id = await link(either_world, cleo)
        await joining.agree(either_world.core, Actor(ANA, 10), invite_id, "en")
        await introducing.take_name(either_world.core, Actor(ANA, 11), "Paris")
        again = await introducing.where_they_stand(either_world.core, Actor(ANA, 11))
        assert again.repeated
        city = await introducing.where_they_stand(either_world.core, Actor(ANA, 12))
        assert not city.repeated

    async def test_where_there_is_a_choice_of_languages_it_is_asked(
        self, either_world: World, cleo: Known
    ) -> None:
        invite_id, two = await link(either_world, cleo), ("en", "de")
        core = either_world.core
        await joining.agree(core, Actor(ANA, 10), invite_id, "en")
        await introducing.take_name(core, Actor(ANA, 11), "Ana")
        step = await introducing.take_zone(core, Actor(ANA, 12), "Europe/Paris", two)
        assert isinstance(step, Step)
        assert step.focus is Focus.JOIN_LANGUAGE
        with pytest.raises(RefusedError):
            await introducing.take_language(core, Actor(ANA, 13), "tlh", two)
        joined = await introducing.take_language(core, Actor(ANA, 14), "de", two)
        assert isinstance(joined, Joined)
        assert joined.language == "de"

    @pytest.mark.parametrize("zone", ["", "Europe/Atlantis", "../../etc/passwd", "Europe", "\x00"])
    async def test_a_zone_that_a_button_never_had_is_refused(self, world: World, zone: str) -> None:
        cleo = await world.member("Cleo", Role.COORDINATOR)
        await joining.agree(world.core, Actor(ANA, 10), await link(world, cleo), "en")
        await introducing.take_name(world.core, Actor(ANA, 11), "Ana")
        with pytest.raises(RefusedError) as refused:
            await introducing.take_zone(world.core, Actor(ANA, 12), zone, ONE)
        assert refused.value.reason is Reason.GONE

    async def test_the_name_is_sealed(self, either_world: World, cleo: Known) -> None:
        await come_in(either_world, await link(either_world, cleo))
        (person,) = await rows(either_world, Person, Person.telegram_id == ANA)
        assert person.state is PersonState.ACTIVE
        assert person.focus is None
        assert b"Ana" not in person.name


class TestOneMoreRole:
    async def test_a_second_link_of_the_same_programme_adds_its_role(
        self, either_world: World, cleo: Known
    ) -> None:
        await come_in(either_world, await link(either_world, cleo))
        second = await link(either_world, cleo, Role.MENTOR, 2)
        view = await joining.agree(either_world.core, Actor(ANA, 20), second, "en")
        assert isinstance(view, RoleAdded)
        assert view.roles == {Role.MENTEE, Role.MENTOR}
        assert await joining.agree(either_world.core, Actor(ANA, 20), second, "en") == view
        (person,) = await rows(either_world, Person, Person.telegram_id == ANA)
        assert len(await rows(either_world, Consent, Consent.person_id == person.id)) == 1

    async def test_a_link_of_another_programme_is_left_alone(
        self, either_world: World, cleo: Known
    ) -> None:
        await come_in(either_world, await link(either_world, cleo))
        other = await either_world.programme("Lighthouse")
        made = await invites.create(either_world.core, other.id, Role.MENTOR)
        view = await joining.agree(either_world.core, Actor(ANA, 20), made.invite_id, "en")
        assert isinstance(view, Member)
        assert (set(view.roles), view.link) == ({Role.MENTEE}, Link.ELSEWHERE)
        assert (await rows(either_world, Invite, Invite.id == made.invite_id))[0].used_at is None
