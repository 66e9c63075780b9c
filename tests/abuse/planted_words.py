"""All that is written in `tests/abuse/planted.py`: each sentence says whose it is, and what."""

from datetime import date

from sqlalchemy import select

from bot.db.tables import (
    Answer,
    HealthHandled,
    HelpRequest,
    Person,
    Relationship,
    SurveyRecipient,
)
from bot.db.vault import place
from bot.domain.health import Rule
from bot.domain.ids import new_id
from bot.domain.responses import ResponseKind, ResponseState
from bot.domain.survey_drafts import Draft
from bot.domain.talking import Wanted
from bot.services.core import Actor
from bot.services.reading import agenda_items
from bot.services.relationships.pairs import Pair
from bot.services.surveys.sealing import seal_draft
from bot.services.talking.rows import seal_words
from bot.services.writing import responses
from tests.resulting import K, answers, taking_of, words
from tests.seeding import Member
from tests.surveying import Asked, survey
from tests.world import World
from tests.written import Own, Voice, answered, assessment
from tests.written import reflection as reflected

WEEK = date(2026, 3, 1)
_ASKED: list[Asked] = [(K.TEXT, "What should we change?")]


def mark(owner: str, matter: str, standing: str = "shared") -> str:
    """A sentence that says whose it is, what, and how far it has gone."""
    return f"mark-{owner}-{matter}-{standing}"


async def they_write(world: World, pair: Relationship, voice: str) -> list[int]:
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


async def voice_of(world: World, response_id: int) -> int:
    async with world.db.read() as s:
        found = await s.scalars(
            select(Answer.id).where(Answer.response_id == response_id, Answer.kind == "voice")
        )
        return found.one()


async def list_of(world: World, pair: Relationship) -> list[int]:
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


async def surveys(world: World, people: dict[str, Member]) -> tuple[list[int], list[int]]:
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


async def requests(world: World, people: dict[str, Member]) -> list[int]:
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


async def note(world: World, cleo: Member, pair: Relationship) -> int:
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
