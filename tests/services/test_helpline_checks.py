"""Nobody but coordinators comes in before one has confirmed the helplines; it is asked again."""

from collections.abc import Awaitable
from datetime import timedelta
from typing import cast

import pytest
from sqlalchemy import select, update

from bot.db.tables import DueRow, Helpline
from bot.domain.people import Role
from bot.domain.people_files import PeopleFile
from bot.domain.queues import DueKind
from bot.domain.reading_people import read
from bot.services.core import Actor
from bot.services.errors import Reason, RefusedError
from bot.services.people import helpline_checks, importing, invites, joining, many_invites
from bot.services.people.joining_views import Welcome
from bot.services.people.programmes import Line, create_programme
from tests.seeding import Member
from tests.world import World

FILE = cast(PeopleFile, read(b"name,role\nDora,mentor\n"))


def by(member: Member, update_id: int = 1) -> Actor:
    return Actor(member.at.user_id, update_id)


async def refusal(doing: Awaitable[object]) -> Reason:
    with pytest.raises(RefusedError) as refused:
        await doing
    return refused.value.reason


async def fingerprint(world: World, cleo: Member) -> int:
    asked = await helpline_checks.asked(world.core, cleo.person)
    assert asked is not None
    return asked.fingerprint


@pytest.fixture
async def cleo(world: World) -> Member:
    """A coordinator of a programme whose helplines nobody has confirmed."""
    cleo = await world.member("Cleo", Role.COORDINATOR)
    async with world.db.write() as s:
        await s.execute(update(Helpline).values(confirmed_at=None))
    return cleo


async def test_what_is_set_up_on_the_command_line_still_waits_for_a_coordinator(
    world: World,
) -> None:
    """Whoever runs the server types the numbers; a coordinator looks at them."""
    for confirmed in (False, True):
        lines = [Line("Night line", "1")]
        made = await create_programme(
            world.core, f"P{confirmed}", "peer", "Europe/London", "en", lines, confirmed=confirmed
        )
        async with world.db.read() as s:
            assert await helpline_checks.is_ready(s, made.id) is confirmed


async def test_until_then_nobody_can_be_brought_in_but_coordinators(
    world: World, cleo: Member
) -> None:
    """Not by a link in the chat, not by a file, and not by a link from the command line."""
    core = world.core
    for trying in (
        many_invites.ask_count(core, by(cleo), Role.MENTEE),
        invites.create_several(core, by(cleo), Role.MENTOR, 1),
        importing.check(core, by(cleo), FILE, "file"),
    ):
        assert await refusal(trying) is Reason.HELPLINES_FIRST
    await many_invites.ask_count(core, by(cleo), Role.COORDINATOR)
    await invites.create_several(core, by(cleo), Role.COORDINATOR, 1)
    early = await invites.create(core, cleo.person.programme_id, Role.MENTEE)
    for coming in (
        joining.start(core, Actor(9, 2), early.token, "en"),
        joining.agree(core, Actor(9, 3), early.invite_id, "en"),
    ):
        assert await refusal(coming) is Reason.NOT_OPEN_YET
    await helpline_checks.confirm(core, by(cleo, 4), await fingerprint(world, cleo))
    await importing.check(core, by(cleo, 5), FILE, "file")
    assert isinstance(await joining.start(core, Actor(9, 6), early.token, "en"), Welcome)


async def test_only_a_coordinator_confirms_and_only_what_was_shown(
    world: World, cleo: Member
) -> None:
    """What another has changed meanwhile is shown anew, and not confirmed unseen."""
    ana = await world.member("Ana", Role.MENTEE)
    shown = await fingerprint(world, cleo)
    trying = helpline_checks.confirm(world.core, by(ana), shown)
    assert await refusal(trying) is Reason.NOT_ALLOWED
    async with world.db.write() as s:
        await s.execute(update(Helpline).values(contact="2"))
    assert not (await helpline_checks.confirm(world.core, by(cleo), shown)).done
    again = await helpline_checks.confirm(world.core, by(cleo), await fingerprint(world, cleo))
    assert again.done
    async with world.db.read() as s:
        line = (await s.scalars(select(Helpline))).one()
    assert (line.confirmed_by, line.confirmed_at) == (cleo.id, world.clock.now())


async def test_every_coordinator_is_asked_again_after_90_days_until_one_confirms(
    world: World, cleo: Member
) -> None:
    """Also after a start at which nothing was planned; one yes is enough for all."""
    dora = await world.member("Dora", Role.COORDINATOR)
    await helpline_checks.confirm(world.core, by(cleo), await fingerprint(world, cleo))
    async with world.db.write() as s:
        for row in await s.scalars(select(DueRow).where(DueRow.person_id == dora.id)):
            await s.delete(row)
    await helpline_checks.plan_missing(world.core)
    await world.move(timedelta(days=89))
    assert not list(dora.at.chat)
    await world.move(timedelta(days=1))
    for one in (cleo, dora):
        assert "Are they still right?" in one.at.last.text
    dora.at.taps("Yes, all of them are right")
    await world.settle()
    asked = len(list(cleo.at.chat))
    await world.move(timedelta(days=80))
    assert len(list(cleo.at.chat)) == asked
    async with world.db.read() as s:
        planned = select(DueRow.due_at).where(
            DueRow.kind == DueKind.HELPLINES, DueRow.outcome.is_(None)
        )
        assert len((await s.scalars(planned)).all()) == 2
