"""A pair in which everything has been written, at every stage: each sentence says what it is.

Ana is the mentee, Ben her mentor; Dan may become her mentor after him. Cleo and Ida coordinate;
Mia is in the same programme, Zoe coordinates another one.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from bot.db.tables import (
    Agreement,
    Meeting,
    Person,
    Relationship,
)
from bot.db.vault import place
from bot.domain.ids import new_id
from bot.domain.people import Role
from bot.domain.relationships import MeetingState
from bot.services.members import seal_name
from tests.abuse.planted_words import (
    list_of,
    mark,
    note,
    requests,
    surveys,
    they_write,
    voice_of,
)
from tests.seeding import Member
from tests.world import World
from tests.written import Own, checked_in, plan_meetings

AWAY_UNTIL = datetime(2031, 5, 17, 8, tzinfo=UTC)
ZONES = {"ana": "Asia/Kathmandu", "ben": "Pacific/Chatham"}
REFLECTS_AT = time(18, 7)


@dataclass
class Planted:
    """The people, and the ids of all that was planted, by the names that services give them."""

    people: dict[str, Member]
    pair: Relationship
    later: Relationship
    meets_at: datetime
    voice: str
    known: dict[str, list[Any]] = field(default_factory=dict)


async def plant(world: World) -> Planted:
    """Write everything."""
    people = await _people(world)
    pair = await _pair(world, people["ben"], people["ana"])
    later = await world.pair(people["dan"], people["ana"])
    meeting_ids, meets_at = await _they_meet(world, pair)
    spoken = world.telegram.world.add_file(
        "voice", "voice.ogg", mark("ana", "voice").encode(), "audio/ogg"
    )
    response_ids = await they_write(world, pair, spoken.file_id)
    voice = await voice_of(world, response_ids[0])
    items = await list_of(world, pair)
    survey_ids, recipients = await surveys(world, people)
    request_ids = await requests(world, people)
    handled = await note(world, people["cleo"], pair)
    await _known_by(world, people)
    both = [people["ana"].id, people["ben"].id]
    pairs = [pair.id, later.id]
    async with world.db.read() as s:
        agreements = list(await s.scalars(select(Agreement.id)))
    known: dict[str, list[Any]] = {
        **dict.fromkeys(("relationship_id", "pair_id"), pairs),
        **{"earlier_id": [pair.id], "later_id": [later.id], "relationships": [pairs]},
        **dict.fromkeys(("response_id", "assessment_id"), response_ids),
        **dict.fromkeys(("survey_id", "draft_id"), survey_ids),
        **dict.fromkeys(("person_id", "mentor_id", "mentee_id", "by", "answered_by"), both),
        **{"meeting_id": meeting_ids, "answer_id": [voice], "item_id": items},
        **{"recipient_id": recipients, "request_id": request_ids, "handled_id": [handled]},
        **{"agreement_id": agreements, "which": ["all"], "now": [world.clock.now()]},
        **{each: [AWAY_UNTIL.date()] for each in ("until", "day")},
        **{"on": [date(2026, 3, 2)], "detail": [{}], "ids": [()], "message_id": [1]},
        **{"languages": [("en",)], "resting": [()], "since": [world.clock.now()]},
    }
    return Planted(people, pair, later, meets_at, spoken.file_id, known)


async def _people(world: World) -> dict[str, Member]:
    other = await world.programme("Elsewhere")
    people = {
        "ana": await world.member("Ana", Role.MENTEE, zone=ZONES["ana"]),
        "ben": await world.member("Ben", Role.MENTOR, zone=ZONES["ben"]),
        "dan": await world.member("Dan", Role.MENTOR),
        "cleo": await world.member("Cleo", Role.COORDINATOR),
        "ida": await world.member("Ida", Role.COORDINATOR),
        "mia": await world.member("Mia", Role.MENTEE),
        "zoe": await world.member("Zoe", Role.COORDINATOR, programme=other),
    }
    named = {"ana": "name", "ben": "name", "cleo": "coordinator"}
    async with world.db.write() as s:
        for who, matter in named.items():
            row = await s.get_one(Person, people[who].id)
            row.name = seal_name(world.core.vault, row, mark(who, matter))
    return people


async def _pair(world: World, ben: Member, ana: Member) -> Relationship:
    pair = await world.pair(ben, ana)
    began = world.clock.now() - timedelta(weeks=4)
    async with world.db.write() as s:
        row = await s.get_one(Relationship, pair.id)
        row.mentor_said_yes_at = row.mentee_said_yes_at = row.created_at = began
    agreement = await world.agreement(pair, reflect_on=(6, REFLECTS_AT), meet_on=(3, time(17, 3)))
    async with world.db.write() as s:
        row_ = await s.get_one(Agreement, agreement.id)
        author = await s.get_one(Person, ana.id)
        row_.proposed_by = ana.id
        where = place("agreements", "place", row_.id)
        row_.place = world.core.vault.seal(author, where, mark("ana", "place"))
    return pair


async def _they_meet(world: World, pair: Relationship) -> tuple[list[int], datetime]:
    await plan_meetings(world, pair)
    async with world.db.write() as s:
        ahead = list(await s.scalars(select(Meeting).order_by(Meeting.starts_at)))
        past = Meeting(
            id=new_id(),
            relationship_id=pair.id,
            occurrence=date(2026, 2, 26),
            starts_at=datetime(2026, 2, 26, 18, tzinfo=UTC),
            minutes=60,
            digest_hours=24,
            state=MeetingState.PAST,
            created_at=pair.created_at,
        )
        s.add(past)
    ana, kept = mark("ana", "meeting"), Own(mark("ana", "meeting", "kept"))
    await checked_in(world, pair, past, mentor=False, met="yes", my_promise=ana, their_promise=kept)
    promise = mark("ben", "meeting")
    await checked_in(world, pair, past, mentor=True, met="yes", my_promise=promise)
    return [ahead[0].id, past.id], ahead[0].starts_at


async def _known_by(world: World, people: dict[str, Member]) -> None:
    """Ben takes a break; and Cleo has brought them together."""
    async with world.db.write() as s:
        row = await s.get_one(Person, people["ben"].id)
        row.paused_at, row.paused_until = world.clock.now(), AWAY_UNTIL
        for pair in await s.scalars(select(Relationship)):
            pair.proposed_by = people["cleo"].id
