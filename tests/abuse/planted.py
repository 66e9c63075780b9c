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
    Answer,
    HealthHandled,
    HelpRequest,
    Meeting,
    Person,
    Relationship,
    SurveyRecipient,
)
from bot.db.vault import place
from bot.domain.health import Rule
from bot.domain.ids import new_id
from bot.domain.people import Role
from bot.domain.relationships import MeetingState
from bot.domain.responses import ResponseKind, ResponseState
from bot.domain.survey_drafts import Draft
from bot.domain.talking import Wanted
from bot.services.core import Actor
from bot.services.members import seal_name
from bot.services.reading import agenda_items
from bot.services.relationships.pairs import Pair
from bot.services.surveys.sealing import seal_draft
from bot.services.talking.rows import seal_words
from bot.services.writing import responses
from tests.resulting import K, answers, taking_of, words
from tests.seeding import Member
from tests.surveying import Asked, survey
from tests.world import World
from tests.written import Own, Voice, answered, assessment, checked_in, plan_meetings
from tests.written import reflection as reflected

WEEK = date(2026, 3, 1)
AWAY_UNTIL = datetime(2031, 5, 17, 8, tzinfo=UTC)
ZONES = {"ana": "Asia/Kathmandu", "ben": "Pacific/Chatham"}
REFLECTS_AT = time(18, 7)
_ASKED: list[Asked] = [(K.TEXT, "What should we change?")]


def mark(owner: str, matter: str, standing: str = "shared") -> str:
    """A sentence that says whose it is, what, and how far it has gone."""
    return f"mark-{owner}-{matter}-{standing}"


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
    response_ids = await _they_write(world, pair, spoken.file_id)
    voice = await _voice_of(world, response_ids[0])
    items = await _list_of(world, pair)
    surveys, recipients = await _surveys(world, people)
    requests = await _requests(world, people)
    handled = await _note(world, people["cleo"], pair)
    await _known_by(world, people)
    both = [people["ana"].id, people["ben"].id]
    pairs = [pair.id, later.id]
    async with world.db.read() as s:
        agreements = list(await s.scalars(select(Agreement.id)))
    known: dict[str, list[Any]] = {
        **dict.fromkeys(("relationship_id", "pair_id"), pairs),
        **{"earlier_id": [pair.id], "later_id": [later.id], "relationships": [pairs]},
        **dict.fromkeys(("response_id", "assessment_id"), response_ids),
        **dict.fromkeys(("survey_id", "draft_id"), surveys),
        **dict.fromkeys(("person_id", "mentor_id", "mentee_id", "by", "answered_by"), both),
        **{"meeting_id": meeting_ids, "answer_id": [voice], "item_id": items},
        **{"recipient_id": recipients, "request_id": requests, "handled_id": [handled]},
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


async def _they_write(world: World, pair: Relationship, voice: str) -> list[int]:
    """All that is written in a pair, the reflection first."""
    ana, ben = "ana", "ben"
    sent = await reflected(
        world,
        pair,
        WEEK,
        glad=mark(ana, "reflection"),
        better=Own(mark(ana, "reflection", "kept")),
        served=Voice(voice),
    )
    unsent = await reflected(
        world,
        pair,
        date(2026, 3, 8),
        ResponseState.OPEN,
        glad=mark(ana, "reflection", "unsent"),
    )
    kept = Own(mark(ben, "assessment", "kept"))
    week = mark(ben, "assessment")
    released = await assessment(world, pair, WEEK, week=week, my_needs=kept)
    sealed = await assessment(
        world, pair, date(2026, 2, 22), released=False, week=mark(ben, "assessment", "sealed")
    )
    pulses = [
        await answered(world, pair, pair.mentee_id, ResponseKind.PULSE, on, going=Own(1), line=line)
        for on, line in (
            ("2026-02-15", Own(mark(ana, "pulse", "kept"))),
            ("2026-03-01", mark(ana, "pulse")),
        )
    ]
    closing = await answered(
        world,
        pair,
        pair.mentee_id,
        ResponseKind.CLOSING,
        "back",
        changed=mark(ana, "closing"),
        keep=Own(mark(ana, "closing", "kept")),
    )
    asked = await _asked_to_look_back(world, pair)
    return [sent, unsent, released, sealed, *pulses, closing, asked]


async def _asked_to_look_back(world: World, pair: Relationship) -> int:
    async with world.db.write() as s:
        response = await responses.offer(
            s,
            world.core,
            relationship=pair,
            person=await s.get_one(Person, pair.mentor_id),
            kind=ResponseKind.CLOSING,
            questionnaire="peer.closing",
            occasion="asked",
        )
        return response.id


async def _voice_of(world: World, response_id: int) -> int:
    async with world.db.read() as s:
        found = await s.scalars(
            select(Answer.id).where(Answer.response_id == response_id, Answer.kind == "voice")
        )
        return found.one()


async def _list_of(world: World, pair: Relationship) -> list[int]:
    async with world.db.write() as s:
        row = await s.get_one(Relationship, pair.id)
        mentor = await s.get_one(Person, pair.mentor_id)
        mentee = await s.get_one(Person, pair.mentee_id)
        both = Pair(row, mentor, mentee, mentee)
        item = agenda_items.new(world.core, Actor(1, -1), both, mark("ana", "agenda"))
        off = agenda_items.new(world.core, Actor(1, -2), both, mark("ana", "agenda", "unsent"))
        off.removed_at = world.clock.now()
        s.add_all((item, off))
    return [item.id, off.id]


async def _surveys(world: World, people: dict[str, Member]) -> tuple[list[int], list[int]]:
    ana, cleo = people["ana"], people["cleo"]
    named = await survey(world, cleo, _ASKED)
    await answers(world, named.id, ana, words(mark("ana", "survey")))
    begun = await survey(world, cleo, _ASKED, title="Begun")
    nobodys = await survey(world, cleo, _ASKED, anonymous=True, title="By nobody")
    await answers(world, nobodys.id, ana, words(mark("ana", "anonymous")))
    async with world.db.write() as s:
        taking = await taking_of(s, world, ana, begun.id)
        draft = Draft({taking.questions[0].id: words(mark("ana", "survey", "unsent"))})
        row = taking.recipient
        row.cursor = 1
        row.draft = seal_draft(world.core, taking.person, row.id, draft)
        found = await s.scalars(
            select(SurveyRecipient.id).where(SurveyRecipient.person_id == ana.id)
        )
        recipients = list(found)
    return [named.id, begun.id, nobodys.id], recipients


async def _requests(world: World, people: dict[str, Member]) -> list[int]:
    """Ana asks a coordinator, and says something about Ben; both seen by Ida. Ben has seen a third."""
    asked = {
        "talk": (Wanted.COORDINATOR, None, "ida"),
        "concern": (Wanted.CONCERN, "ben", "ida"),
        "reaching": (Wanted.MENTOR, "ben", "ben"),
    }
    ids = []
    now = world.clock.now()
    async with world.db.write() as s:
        ana = await s.get_one(Person, people["ana"].id)
        for number, (matter, (wanted, about, seen_by)) in enumerate(asked.items()):
            request = HelpRequest(
                id=new_id(),
                person_id=ana.id,
                wanted=wanted,
                mentor_id=None if about is None else people[about].id,
                update_id=-number,
                created_at=now,
                sent_at=now,
                since=now,
                seen_at=now,
                seen_by=people[seen_by].id,
            )
            seal_words(world.core, ana, request, mark("ana", matter))
            s.add(request)
            ids.append(request.id)
    return ids


async def _note(world: World, cleo: Member, pair: Relationship) -> int:
    now = world.clock.now()
    async with world.db.write() as s:
        writer = await s.get_one(Person, cleo.id)
        row = HealthHandled(
            id=new_id(),
            relationship_id=pair.id,
            rule=Rule.NO_CONTACT,
            evidence="then",
            person_id=cleo.id,
            detail={"seen_at": now.isoformat(), "count": 1, "asked": 1},
            handled_at=now,
        )
        where = place("health_handled", "note", row.id)
        row.note = world.core.vault.seal(writer, where, mark("cleo", "note"))
        s.add(row)
    return row.id


async def _known_by(world: World, people: dict[str, Member]) -> None:
    """Ben takes a break; and Cleo has brought them together."""
    async with world.db.write() as s:
        row = await s.get_one(Person, people["ben"].id)
        row.paused_at, row.paused_until = world.clock.now(), AWAY_UNTIL
        for pair in await s.scalars(select(Relationship)):
            pair.proposed_by = people["cleo"].id
