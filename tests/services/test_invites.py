"""An invite lets one person in, once, and its token is nowhere to be read."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.db.tables import Group, Invite
from bot.domain.people import Role
from bot.services.core import Actor
from bot.services.errors import Reason, RefusedError
from bot.services.people import invites, invites_taken_back, joining, many_invites
from bot.services.people.agreeing import AgreeView
from bot.services.people.joining_views import Start, Step, Stranger, Welcome
from tests.inviting import one_invite
from tests.seeding import Member
from tests.world import World


@pytest.fixture
async def cleo(either_world: World) -> Member:
    return await either_world.member("Cleo", Role.COORDINATOR)


def by(member: Member, update_id: int = 1) -> Actor:
    return Actor(member.at.user_id, update_id)


async def opened(world: World, token: str) -> Start | AgreeView:
    return await joining.start(world.core, Actor(999, 1), token, "en")


class TestTokens:
    async def test_a_token_fits_a_deep_link_and_only_its_hash_is_kept(
        self, either_world: World, cleo: Member
    ) -> None:
        made = await one_invite(either_world.core, by(cleo), Role.MENTEE)
        assert re.fullmatch(r"[A-Za-z0-9_-]{22,64}", made.token)
        async with either_world.db.read() as s:
            row = await s.get_one(Invite, made.invite_id)
            assert len(row.token_hash) == 32
            assert made.token.encode() not in row.token_hash

    @pytest.mark.parametrize("guess", ["", "x", "a" * 64, "a" * 65, "ä", "../..", "%00", "' or 1"])
    async def test_guesses_all_get_the_calm_answer(self, world: World, guess: str) -> None:
        view = await opened(world, guess)
        assert isinstance(view, Stranger)

    async def test_the_same_update_again_replaces_the_token_of_the_same_invite(
        self, either_world: World, cleo: Member
    ) -> None:
        first = await one_invite(either_world.core, by(cleo), Role.MENTEE)
        second = await one_invite(either_world.core, by(cleo), Role.MENTEE)
        assert second.invite_id == first.invite_id
        assert isinstance(await opened(either_world, first.token), Stranger)
        assert isinstance(await opened(either_world, second.token), Welcome)

    async def test_once_used_the_same_update_again_makes_no_second_way_in(
        self, either_world: World, cleo: Member
    ) -> None:
        made = await one_invite(either_world.core, by(cleo), Role.MENTEE)
        view = await joining.agree(either_world.core, Actor(999, 2), made.invite_id, "en")
        assert isinstance(view, Step)
        with pytest.raises(RefusedError) as refused:
            await one_invite(either_world.core, by(cleo), Role.MENTEE)
        assert refused.value.reason is Reason.CLOSED


class TestTheEndOfAnInvite:
    async def test_it_works_until_the_last_moment_of_14_days(
        self, either_world: World, cleo: Member
    ) -> None:
        made = await one_invite(either_world.core, by(cleo), Role.MENTEE)
        either_world.clock.move(timedelta(days=14) - timedelta(seconds=1))
        assert isinstance(await opened(either_world, made.token), Welcome)
        either_world.clock.move(timedelta(seconds=1))
        assert isinstance(await opened(either_world, made.token), Stranger)

    async def test_taken_back_it_works_no_longer(self, either_world: World, cleo: Member) -> None:
        made = await one_invite(either_world.core, by(cleo), Role.MENTEE)
        await invites_taken_back.take_back(either_world.core, by(cleo, 2), made.invite_id)
        await invites_taken_back.take_back(either_world.core, by(cleo, 2), made.invite_id)
        assert isinstance(await opened(either_world, made.token), Stranger)
        view = await joining.agree(either_world.core, Actor(999, 3), made.invite_id, "en")
        assert isinstance(view, Stranger)

    async def test_used_it_cannot_be_taken_back(self, either_world: World, cleo: Member) -> None:
        made = await one_invite(either_world.core, by(cleo), Role.MENTEE)
        await joining.agree(either_world.core, Actor(999, 2), made.invite_id, "en")
        with pytest.raises(RefusedError) as refused:
            await invites_taken_back.take_back(either_world.core, by(cleo, 3), made.invite_id)
        assert refused.value.reason is Reason.CLOSED


class TestWhoMayInvite:
    @pytest.mark.parametrize("role", [Role.MENTEE, Role.MENTOR])
    async def test_nobody_but_coordinators(self, world: World, role: Role) -> None:
        member = await world.member("Ana", role)
        with pytest.raises(RefusedError) as refused:
            await one_invite(world.core, by(member), Role.COORDINATOR)
        assert refused.value.reason is Reason.NOT_ALLOWED
        async with world.db.read() as s:
            assert (await s.scalars(select(Invite))).all() == []

    async def test_nobody_takes_back_what_belongs_to_another_programme(self, world: World) -> None:
        cleo = await world.member("Cleo", Role.COORDINATOR)
        made = await one_invite(world.core, by(cleo), Role.MENTEE)
        other = await world.programme("Lighthouse")
        dora = await world.member("Dora", Role.COORDINATOR, programme=other)
        with pytest.raises(RefusedError) as refused:
            await invites_taken_back.take_back(world.core, by(dora), made.invite_id)
        assert refused.value.reason is Reason.GONE
        assert isinstance(await opened(world, made.token), Welcome)


class TestMany:
    """Many links are made at once, taken back at once, and by one update only once."""

    async def test_the_same_update_again_makes_no_more_of_them(
        self, either_world: World, cleo: Member
    ) -> None:
        core = either_world.core
        first = (await invites.create_several(core, by(cleo), Role.MENTEE, 20)).invites
        view = await joining.agree(core, Actor(999, 2), first[0].invite_id, "en")
        assert isinstance(view, Step)
        again = (await invites.create_several(core, by(cleo), Role.MENTEE, 20)).invites
        assert {it.invite_id for it in again} == {it.invite_id for it in first[1:]}
        assert not {it.token for it in again} & {it.token for it in first}
        async with either_world.db.read() as s:
            assert len((await s.scalars(select(Invite))).all()) == 20

    async def test_all_that_are_not_used_are_taken_back_by_whoever_made_them(
        self, either_world: World, cleo: Member
    ) -> None:
        core = either_world.core
        dora = await either_world.member("Dora", Role.COORDINATOR)
        made = (await invites.create_several(core, by(cleo, 7), Role.MENTEE, 3)).invites
        await joining.agree(core, Actor(999, 8), made[0].invite_id, "en")
        with pytest.raises(RefusedError):
            await invites_taken_back.take_all_back(core, by(dora, 9), 7)
        for _ in range(2):
            taken = await invites_taken_back.take_all_back(core, by(cleo, 9), 7)
            assert (taken.unused, taken.used) == (2, 1)
        for invite in made[1:]:
            view = await joining.start(core, Actor(998, 1), invite.token, "en")
            assert isinstance(view, Stranger)

    async def test_a_button_makes_links_once_even_where_updates_are_numbered_anew(
        self, either_world: World, cleo: Member
    ) -> None:
        """After a quiet week Telegram may begin at a lower number; a new button works all the same."""
        core = either_world.core
        for first in (900, 3):
            made = (await many_invites.ask_form(core, by(cleo, first), Role.MENTEE)).made
            tap = by(cleo, first + 1)
            for actor in (tap, tap):
                links = await invites.create_several(core, actor, Role.MENTEE, 2, made_before=made)
                assert len(links.invites) == 2
            with pytest.raises(RefusedError) as refused:
                await invites.create_several(
                    core, by(cleo, first + 2), Role.MENTEE, 2, made_before=made
                )
            assert refused.value.reason is Reason.MADE_ALREADY

    @pytest.mark.parametrize("count", [0, 101])
    async def test_never_more_than_a_hundred(self, world: World, count: int) -> None:
        cleo = await world.member("Cleo", Role.COORDINATOR)
        with pytest.raises(RefusedError):
            await invites.create_several(world.core, by(cleo), Role.MENTEE, count)

    async def test_never_into_a_group_of_another_programme(self, world: World) -> None:
        cleo = await world.member("Cleo", Role.COORDINATOR)
        other = await world.programme("Lighthouse")
        async with world.db.write() as s:
            group = Group(programme_id=other.id, name="Theirs", created_at=world.clock.now())
            s.add(group)
        with pytest.raises(RefusedError) as refused:
            await invites.create_several(world.core, by(cleo), Role.MENTEE, 1, group.id)
        assert refused.value.reason is Reason.GONE
