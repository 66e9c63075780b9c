"""Set-ups for the transcripts about how pairs are doing."""

from datetime import datetime, timedelta

from sqlalchemy import select

from bot.db.tables import Answer, Meeting, Person, Relationship, Response
from bot.domain.answers import Given
from bot.domain.ids import new_id, to_short
from bot.domain.people import Role
from bot.domain.pulse import GOING
from bot.domain.relationships import MeetingState
from bot.domain.responses import AnswerKind, Reader, ResponseKind, ResponseState
from bot.services.health import mondays
from bot.services.writing.sealing import seal
from tests.givens import given
from tests.seeding import Member
from tests.world import World


class PairLife:
    """What happened in one pair, put straight into the tables; days are counted from `world` on."""

    def __init__(self, world: World, mentor: Member, mentee: Member, pair: Relationship) -> None:
        self.world = world
        self.mentor = mentor
        self.mentee = mentee
        self.pair = pair

    async def met(self, at: datetime, *, said: str = "yes") -> None:
        """They were to meet, and the mentee said whether they did; nobody does for ''."""
        meeting = Meeting(
            id=new_id(),
            relationship_id=self.pair.id,
            occurrence=at.date(),
            starts_at=at,
            minutes=60,
            digest_hours=24,
            state=MeetingState.PAST,
            created_at=at,
        )
        async with self.world.db.write() as s:
            s.add(meeting)
        if said:
            kind, occasion = ResponseKind.MEETING, to_short(meeting.id)
            given = Given(AnswerKind.CHOICE, choice=said)
            await self._sent(self.mentee, at, kind, occasion, {"met": given}, meeting.id)

    async def scored(self, at: datetime, number: int | None, *, by_mentor: bool = False) -> None:
        """One side was asked how it is going; None let it go by."""
        person = self.mentor if by_mentor else self.mentee
        given = {} if number is None else {GOING: Given(AnswerKind.SCALE, number=number)}
        await self._sent(person, at, ResponseKind.PULSE, f"{at.date()}", given)

    async def reflected(self, at: datetime, *, sent: bool = True) -> None:
        """A reflection was sent, or went by."""
        given = {"glad": Given(AnswerKind.TEXT, text="Secret words")} if sent else {}
        await self._sent(self.mentee, at, ResponseKind.REFLECTION, f"{at.date()}", given)

    async def _sent(
        self,
        person: Member,
        at: datetime,
        kind: ResponseKind,
        occasion: str,
        answers: dict[str, Given],
        meeting_id: int | None = None,
    ) -> None:
        response = Response(
            id=new_id(),
            relationship_id=self.pair.id,
            person_id=person.id,
            meeting_id=meeting_id,
            kind=kind,
            occasion=occasion,
            questionnaire=f"peer.{kind}",
            version=1,
            state=ResponseState.SENT if answers else ResponseState.LAPSED,
            offered_at=at,
            opened_at=at if answers else None,
            finished_at=at,
        )
        async with self.world.db.write() as s:
            s.add(response)
            await s.flush()
            writer = await s.get_one(Person, person.id)
            for question, given in answers.items():
                answer = Answer(
                    id=new_id(),
                    response_id=response.id,
                    person_id=person.id,
                    question=question,
                    kind=given.kind,
                    reader=Reader.ME,
                    update_id=0,
                    answered_at=at,
                )
                answer.sealed = seal(self.world.core, writer, answer.id, given)
                s.add(answer)


async def life(world: World, mentor: str, mentee: str, *, weeks: int = 0) -> PairLife:
    """Two people who became a pair so many weeks ago."""
    one = await world.member(mentor, Role.MENTOR)
    two = await world.member(mentee, Role.MENTEE)
    pair = await world.pair(one, two)
    began = world.clock.now() - timedelta(weeks=weeks)
    async with world.db.write() as s:
        row = await s.get_one(Relationship, pair.id)
        row.mentor_said_yes_at = row.mentee_said_yes_at = row.created_at = began
    return PairLife(world, one, two, pair)


async def told_on_mondays(world: World) -> None:
    """Plan what coordinators are told on Mondays, as is done at night."""
    await mondays.plan_missing(world.core)


@given("Cleo's pairs: one is on track, one scored low, one is silent, one new, one on a break")
async def _all_states(world: World) -> None:
    await world.member("Cleo", Role.COORDINATOR)
    now, day = world.clock.now(), timedelta(days=1)
    good = await life(world, "Ben", "Ana", weeks=6)
    for weeks in range(5):
        await good.met(now - (4 + 7 * weeks) * day)
    await good.reflected(now - 2 * day)
    low = await life(world, "Eve", "Dora", weeks=6)
    await low.met(now - 4 * day)
    await low.scored(now - 5 * day, 4)
    await low.scored(now - 3 * day, 2, by_mentor=True)
    silent = await life(world, "Gus", "Fay", weeks=6)
    await silent.met(now - 20 * day)
    await silent.reflected(now - 16 * day)
    await life(world, "Ida", "Hal")
    resting = await life(world, "Kim", "Jo", weeks=6)
    async with world.db.write() as s:
        row = await s.get_one(Person, resting.mentee.id)
        row.paused_at, row.paused_until = now - day, now + 30 * day
    await told_on_mondays(world)


@given("Dora gives another low score")
async def _another(world: World) -> None:
    async with world.db.read() as s:
        rows = await s.scalars(select(Relationship).order_by(Relationship.created_at))
        people = {person.id: person for person in await s.scalars(select(Person))}
    for pair in rows:
        mentor, mentee = people[pair.mentor_id], people[pair.mentee_id]
        if mentee.telegram_id == world.person("Dora").user_id:
            lives = PairLife(
                world,
                Member(mentor, world.person("Eve")),
                Member(mentee, world.person("Dora")),
                pair,
            )
            await lives.scored(world.clock.now(), 1)


@given("Cleo is mentored by Ida")
async def _own(world: World) -> None:
    async with world.db.read() as s:
        people = {each.telegram_id: each for each in await s.scalars(select(Person))}
    ida, cleo = (Member(people[at.user_id], at) for at in map(world.person, ("Ida", "Cleo")))
    pair = PairLife(world, ida, cleo, await world.pair(ida, cleo))
    await pair.scored(world.clock.now(), 1)


@given("another coordinator, Max")
async def _max(world: World) -> None:
    await world.member("Max", Role.COORDINATOR)
