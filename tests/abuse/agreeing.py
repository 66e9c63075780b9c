"""Withdrawing, a new text, and what there is to see of it: shared by the tests of both."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

from sqlalchemy import select, update

from bot.db.tables import Consent, OutboxRow, Person, Relationship
from bot.domain.people import Role
from bot.domain.queues import MessageKind, OutboxState
from bot.services.people import withdrawing
from bot.services.people.agreeing import AgreeView
from tests.abuse.sealed import all_sealed, opened_by, owners
from tests.resulting import by
from tests.seeding import Member
from tests.world import World
from tests.written import plan_meetings, reflection

PLANTED = "The lighthouse keeper never came back."
# What rows say that were agreed to when there was another text.
BEFORE = "3"


async def withdraw(world: World, who: Member, update_id: int = 9_001) -> AgreeView:
    """Withdraw, as the button does."""
    return await withdrawing.withdraw(world.core, by(who, update_id))


async def new_text(world: World) -> None:
    """Let everybody have agreed to an earlier text: so it is after an update of the bot."""
    async with world.db.write() as s:
        await s.execute(update(Person).values(consent_version=BEFORE))
        await s.execute(update(Consent).values(version=BEFORE))
    await world.restart()


async def the_two(world: World, **answers: str) -> tuple[Member, Member, Relationship]:
    """Ben and Ana, whom he mentors. They meet on Thursday; she has written something for him."""
    ben, ana = await world.member("Ben", Role.MENTOR), await world.member("Ana", Role.MENTEE)
    pair = await world.pair(ben, ana)
    await world.agreement(pair)
    await plan_meetings(world, pair)
    written: dict[str, Any] = {**answers} or {"glad": PLANTED}
    await reflection(world, pair, date(2026, 3, 1), finished=world.clock.now(), **written)
    return ben, ana, pair


def when_a_turn_is_waited_for(world: World, deed: Callable[[], Awaitable[object]]) -> None:
    """Let Telegram ask for half a minute of silence now; whoever waits meets the deed done."""
    pacer = world.bot.gateway._pacer
    pacer.hold(30)
    sleep, done = pacer._sleep, asyncio.Event()
    begun = False

    async def while_it_lasts(seconds: float) -> None:
        nonlocal begun
        if not begun:
            begun = True
            await deed()
            pacer._sleep = sleep
            done.set()
        await done.wait()
        await sleep(seconds)

    pacer._sleep = while_it_lasts


def words_to(who: Member) -> str:
    """All that the bot has newly said to somebody."""
    return "\n".join(message.text for message in who.at.new_messages())


async def kept_anywhere(world: World, sentence: str) -> list[str]:
    """Where a sentence is kept, in all that is sealed."""
    async with world.db.read() as s:
        who, found = await owners(s), await all_sealed(s)
    opened = [(each, opened_by(world.core.vault, who, each.place, each.value)) for each in found]
    return [
        str(each.column)
        for each, texts in opened
        if any(sentence in text for text in texts.values())
    ]


async def sent_to(world: World, who: Member) -> dict[MessageKind, OutboxState]:
    """What became of what was to be sent to somebody, by kind, the last of each."""
    async with world.db.read() as s:
        rows = await s.scalars(
            select(OutboxRow).where(OutboxRow.person_id == who.id).order_by(OutboxRow.id)
        )
        return {row.kind: row.state for row in rows}
