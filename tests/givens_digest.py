"""Set-ups around a meeting: Ana, mentored by Ben, and what she has written so far.

They meet on Thursday 5 March at 18:00 in London; where it says "in three weeks", on 26 March.
"""

from datetime import UTC, date, datetime, time

from sqlalchemy import select

from bot.db.tables import Meeting, Relationship
from bot.domain.people import Role
from bot.domain.relationships import RelationshipState
from bot.domain.responses import ResponseState
from tests.givens import given
from tests.world import World
from tests.written import Own, Voice, assessment, checked_in, plan_meetings, reflection

SUNDAY = date(2026, 3, 1)
_WEEKS = (date(2026, 3, 8), date(2026, 3, 15), date(2026, 3, 22))


async def _meet(world: World, first: date | None = None) -> Relationship:
    ben = await world.member("Ben", Role.MENTOR)
    ana = await world.member("Ana", Role.MENTEE)
    pair = await world.pair(ben, ana)
    await world.agreement(pair, first_meeting_on=first)
    await plan_meetings(world, pair)
    return pair


async def _only_pair(world: World) -> Relationship:
    async with world.db.read() as s:
        return (await s.scalars(select(Relationship))).one()


@given("Ana and Ben meet on Thursday")
async def _meet_on_thursday(world: World) -> None:
    await _meet(world)


@given("Ana and Ben meet late on Thursday")
async def _meet_late(world: World) -> None:
    ben = await world.member("Ben", Role.MENTOR)
    pair = await world.pair(ben, await world.member("Ana", Role.MENTEE))
    await world.agreement(pair, meet_on=(3, time(20, 0)))
    await plan_meetings(world, pair)


@given("Ana and Ben meet in three weeks")
async def _meet_in_three_weeks(world: World) -> None:
    await _meet(world, date(2026, 3, 26))


@given("Ana has reflected on her week")
async def _reflected(world: World) -> None:
    await reflection(
        world,
        await _only_pair(world),
        SUNDAY,
        finished=world.clock.now(),
        glad="I led the Tuesday group alone for the first time.",
        better="I talked too much. Next time I count to ten.",
        served="Two people said they slept better after we talked.",
        feeling=4,
        questions="How do I end a call kindly?",
    )


@given("Ana has kept two answers private")
async def _kept(world: World) -> None:
    await reflection(
        world,
        await _only_pair(world),
        SUNDAY,
        finished=world.clock.now(),
        glad="The choir.",
        better=Own("Something at home."),
        feeling=2,
        questions=Own("Not for now."),
    )


@given("Ana has kept every answer private")
async def _kept_all(world: World) -> None:
    await reflection(
        world,
        await _only_pair(world),
        SUNDAY,
        finished=world.clock.now(),
        glad=Own("The choir."),
        better=Own("Something at home."),
    )


@given("Ana has answered with a voice note")
async def _spoken(world: World) -> None:
    note = world.telegram.world.add_file("voice", "voice.ogg", b"OggS", "audio/ogg")
    await reflection(
        world,
        await _only_pair(world),
        SUNDAY,
        finished=world.clock.now(),
        glad=Voice(note.file_id),
        better="Sleeping.",
        feeling=3,
    )


@given("Ana has written very much")
async def _much(world: World) -> None:
    pair = await _only_pair(world)
    for number, on in enumerate(_WEEKS):
        await reflection(
            world,
            pair,
            on,
            glad=f"Week {number + 1} was full of things. " * 40,
            better="I would rest earlier, <b>and</b> say so & mean it.",
            feeling=3 + number % 2,
        )


@given("Ana has written one very long answer")
async def _one_long(world: World) -> None:
    await reflection(world, await _only_pair(world), _WEEKS[0], glad="It was a long week. " * 400)


@given("Ana has let one week go by")
async def _one_silent_week(world: World) -> None:
    pair = await _only_pair(world)
    await reflection(world, pair, _WEEKS[0], glad="The garden.", feeling=3)
    await reflection(world, pair, _WEEKS[1], ResponseState.LAPSED)
    await reflection(world, pair, _WEEKS[2], glad="The sea.", feeling=4)


@given("Ana has let two weeks go by")
async def _two_silent_weeks(world: World) -> None:
    pair = await _only_pair(world)
    await reflection(world, pair, _WEEKS[0], glad="The garden.", feeling=3)
    await reflection(world, pair, _WEEKS[1], ResponseState.LAPSED)
    await reflection(world, pair, _WEEKS[2], ResponseState.SKIPPED)


@given("Ben has written how he saw the same week")
async def _assessed(world: World) -> None:
    await assessment(
        world,
        await _only_pair(world),
        SUNDAY,
        week="A steady week for Ana.",
        did_well="She asked for help in time.",
        my_needs="More patience.",
    )


@given("Ben's view of the same week is still sealed")
async def _sealed(world: World) -> None:
    await assessment(world, await _only_pair(world), SUNDAY, released=False, week="Sealed words.")


@given("both promised something on Thursday")
async def _promised(world: World) -> None:
    pair = await _only_pair(world)
    async with world.db.read() as s:
        found = await s.scalars(select(Meeting).order_by(Meeting.starts_at))
        meeting = next(iter(found))
    await checked_in(
        world,
        pair,
        meeting,
        mentor=True,
        met="yes",
        worth=4,
        my_promise="Send Ana the reading list by Sunday.",
        their_promise="Ana rings the clinic.",
        my_needs="Time.",
    )
    await checked_in(
        world,
        pair,
        meeting,
        mentor=False,
        met="yes",
        my_promise="Ring the clinic by Friday.",
    )


@given("Ana has reflected again")
async def _again(world: World) -> None:
    await reflection(
        world,
        await _only_pair(world),
        date(2026, 3, 8),
        finished=datetime(2026, 3, 8, 20, tzinfo=UTC),
        glad="I rang the clinic.",
        feeling=5,
    )


@given("Ana has reflected again, and kept how that week felt")
async def _again_kept(world: World) -> None:
    await reflection(
        world,
        await _only_pair(world),
        date(2026, 3, 8),
        finished=datetime(2026, 3, 8, 20, tzinfo=UTC),
        glad="I rang the clinic.",
        feeling=Own(2),
    )


@given("Ana sends a reflection while it is too late for the digest")
async def _late(world: World) -> None:
    await reflection(
        world, await _only_pair(world), SUNDAY, finished=world.clock.now(), glad="A late one."
    )


@given("Ana and Ben have ended")
async def _ended(world: World) -> None:
    async with world.db.write() as s:
        pair = (await s.scalars(select(Relationship))).one()
        pair.state = RelationshipState.ENDED
        pair.ended_at = world.clock.now()


@given("Ben mentors Ana and Dora")
async def _two_mentees(world: World) -> None:
    ben = await world.member("Ben", Role.MENTOR)
    pair = await world.pair(ben, await world.member("Ana", Role.MENTEE))
    await reflection(world, pair, SUNDAY, finished=world.clock.now(), glad="Ana's words.")
    await world.pair(ben, await world.member("Dora", Role.MENTEE))


@given("Eve, who coordinates, and mentors Dora too")
async def _coordinator_who_mentors(world: World) -> None:
    eve = await world.member("Eve", Role.COORDINATOR, Role.MENTOR)
    await world.pair(eve, await world.member("Dora", Role.MENTEE))
