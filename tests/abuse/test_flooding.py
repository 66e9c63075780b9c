"""Whoever sends too much, taps too often or writes at night is no trouble to anybody else."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from bot.db.database import Database
from bot.db.tables import Answer, HelpRequest, InboxRow, Meeting, Relationship
from bot.domain.ids import to_short
from bot.domain.people import Role
from bot.domain.queues import InboxState
from bot.rehearsal.events import Event, MessageAdded
from bot.rehearsal.people import Person as Someone
from bot.rehearsal.times import RealTime
from tests.abuse.distressed import begins, says, taps
from tests.abuse.doing import does, goes
from tests.world import MASTER_KEY, START, World

NIGHT = datetime(2026, 3, 10, 2, tzinfo=UTC)
MANY, OTHERS = 1000, 50
# A minute's worth comes in so many seconds of the wall.
SECONDS = 2.5


async def test_a_thousand_messages_in_a_minute_from_one_person_keep_nobody_waiting(
    sqlite_db: Database,
) -> None:
    """Whoever else writes meanwhile is answered within a second or two, really measured. Each of
    the thousand is stored, and waits where no crash takes it away.
    """
    world = World(sqlite_db, START, MASTER_KEY, RealTime())
    await world.start()
    ana = await world.member("Ana", Role.MENTEE)
    others = [await world.member(f"M{number}", Role.MENTEE) for number in range(OTHERS)]
    sent: dict[int, float] = {}
    waited: dict[int, float] = {}

    def note(event: Event) -> None:
        if isinstance(event, MessageAdded) and event.message.from_bot:
            chat = event.message.chat.chat_id
            waited[chat] = time.perf_counter() - sent[chat]

    world.telegram.events.subscribe(note)
    await _flood(world, ana.at, [each.at for each in others], sent)
    del waited[ana.at.user_id]
    assert len(waited) == OTHERS
    assert max(waited.values()) < 2
    world.kill()
    async with world.db.read() as s:
        assert await s.scalar(select(func.count()).select_from(InboxRow)) == MANY + OTHERS
        waits = InboxRow.state == InboxState.WAITING
        left = await s.scalar(select(func.count()).where(waits, InboxRow.sealed.is_not(None)))
    assert left is not None
    assert left >= MANY - len(ana.at.new_messages())
    await world.end()


async def _flood(world: World, one: Someone, others: list[Someone], sent: dict[int, float]) -> None:
    """Let one send all of it, and each of the others something in between; notes when."""
    bot = asyncio.create_task(_takes_whatever_comes(world))
    for number in range(MANY):
        sent[one.user_id] = time.perf_counter()
        one.says(f"I was glad of {number} things.")
        if number % (MANY // OTHERS) == 0:
            other = others[number * OTHERS // MANY]
            sent[other.user_id] = time.perf_counter()
            other.says("/help")
            await asyncio.sleep(SECONDS / OTHERS)
    while world.telegram.updates.pending:
        await asyncio.sleep(0.05)
    bot.cancel()


async def _takes_whatever_comes(world: World) -> None:
    while True:
        if world.telegram.updates.pending:
            await world.bot.intake.pull(0)
        await asyncio.sleep(0.01)


async def test_a_button_tapped_fifty_times_at_once_does_what_it_says_once(world: World) -> None:
    """One question is skipped, one request goes, one coordinator hears of it; every tap ends."""
    await begins(world)
    ana, cleo = world.person("Ana"), world.person("Cleo")
    await _taps_often(world, "Skip")
    assert "Question 2 of" in ana.last.text
    for words in ("/talk", "Ask my coordinator"):
        await (says(world, words) if words.startswith("/") else taps(world, words))
    cleo.new_messages()
    await _taps_often(world, "Send it")
    assert len(cleo.new_messages()) == 1
    async with world.db.read() as s:
        assert await s.scalar(select(func.count()).select_from(HelpRequest)) == 1
        assert await s.scalar(select(func.count()).select_from(Answer)) == 0
        states = (await s.scalars(select(InboxRow.state).distinct())).all()
    assert states == [InboxState.HANDLED]


async def _taps_often(world: World, label: str) -> None:
    ana = world.person("Ana")
    message = ana.last
    ana.answers.clear()
    for _ in range(50):
        ana.taps(label, on=message)
    await world.settle()
    assert len(ana.answers) == 50


async def test_a_broadcast_tapped_twice_and_blocked_by_one_half_way_reaches_all_others_once(
    world: World,
) -> None:
    """Not one of them twice, however often it is tapped and even after a crash in between."""
    cleo = (await world.member("Cleo", Role.COORDINATOR)).at
    people = [(await world.member(f"M{number}", Role.MENTEE)).at for number in range(25)]
    await goes(world, "Cleo", "ac.new")
    await taps(world, "Mentees", "Cleo")
    await says(world, "There is soup on Saturday.", "Cleo")
    reached: list[int] = []
    gone: list[int] = []

    def note(event: Event) -> None:
        if isinstance(event, MessageAdded) and "soup" in event.message.text:
            reached.append(event.message.chat.chat_id)
            if len(reached) == 8:
                leaves = next(each for each in people if each.user_id not in reached)
                leaves.blocks()
                gone.append(leaves.user_id)

    world.telegram.events.subscribe(note)
    asks, label = cleo.last, cleo.last.buttons[0]
    assert label == "Send it to 25 people"
    cleo.taps(label, on=asks)
    cleo.taps(label, on=asks)
    await world.settle()
    cleo.taps(label, on=asks, stale=True)
    await world.crash()
    assert len(gone) == 1
    assert sorted(reached) == sorted({each.user_id for each in people} - set(gone))
    assert not [each for each in cleo.chat if label in each.buttons]


# What people do at night: a command, a button's data, a button's label, or words.
DEEDS = {
    "Ana": "Glad of the choir.|Skip|Skip|Skip|Send|/agenda|How do I say no?|st.name|Anna"
    "|mt.{meeting}.off|Yes, call it off",
    "Ben": "ag.{pair}.new|Change the reflection|Saturday|18:00|Propose this|st.name|Benjamin",
    "Cleo": "ac.new|Everyone|There is soup.|Send it to 3 people|pr.s.name|Haven",
}
MORNING = {
    "Ana": ("Benjamin proposes", "There is soup"),
    "Ben": ("called off", "There is soup"),
    "Cleo": ("There is soup",),
}


async def test_nothing_that_somebody_does_at_night_wakes_another_but_a_call_for_help(
    world: World,
) -> None:
    """What they write, plan, change or announce waits for the morning, and then it comes."""
    await begins(world)
    await world.move_to(NIGHT)
    async with world.db.read() as s:
        meeting = (await s.scalars(select(Meeting.id).order_by(Meeting.starts_at))).first()
        pair = (await s.scalars(select(Relationship.id))).one()
    ids = {"pair": to_short(pair), "meeting": to_short(meeting or 0)}
    await _heard(world)
    for who, deeds in DEEDS.items():
        for deed in deeds.format_map(ids).split("|"):
            await does(world, who, deed)
            heard = await _heard(world)
            assert heard.keys() <= {who}, (deed, heard)
    await world.move_to(NIGHT.replace(hour=7, minute=59))
    assert await _heard(world) == {}
    await world.move_to(NIGHT.replace(hour=8, minute=1))
    heard = await _heard(world)
    for who, expected in MORNING.items():
        assert all(each in heard[who] for each in expected), heard[who]
    await world.move_to(NIGHT + timedelta(days=1))
    for deed in ("/talk", "Ask Benjamin", "Could you call me?", "Send it"):
        await _heard(world)
        await does(world, "Ana", deed)
    heard = await _heard(world)
    assert heard.keys() == {"Ana", "Ben"}
    assert "asks you to get in touch" in heard["Ben"]


async def _heard(world: World) -> dict[str, str]:
    """What each heard since this was asked last, of those who heard anything."""
    new = {name: someone.new_messages() for name, someone in world.people.items()}
    return {name: "\n".join(m.text for m in messages) for name, messages in new.items() if messages}
