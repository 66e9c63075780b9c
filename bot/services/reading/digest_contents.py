"""Gathering what a digest says: only what its mentor may read at this moment."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import AgendaItem, Response
from bot.domain.digest import Contents, Promises, Said, Week, fingerprint
from bot.domain.responses import AnswerKind, ResponseKind
from bot.domain.viewers import Matter, viewer_in
from bot.domain.visibility import State, may_see
from bot.services.core import Core
from bot.services.meeting.after_meeting import promises_at
from bot.services.meeting.windows import Window
from bot.services.reading import agenda_items, digest_facts, digest_weeks
from bot.services.reading.digest_weeks import FEELING
from bot.services.relationships.pairs import Pair
from bot.services.writing import sharing, unanswered
from bot.services.writing.sharing import SharedAnswer, SharedResponse

QUESTIONS, OWN_ONLY = "questions", "my_needs"


@dataclass(frozen=True)
class Gathered:
    """What a digest says, and a fingerprint of what the mentee gave to it.

    `checkins_stopped` says that since the digest before the mentor is not asked any more.
    """

    contents: Contents
    fingerprint: str
    checkins_stopped: bool


async def gather(s: AsyncSession, core: Core, pair: Pair, window: Window) -> Gathered:
    """Gather the digest of a window for the mentor of a pair, who is the reader."""
    shared = await digest_weeks.reflections(s, core, pair, window)
    items = await _agenda(s, pair, window)
    promises = Promises()
    if window.last is not None:
        promises = await promises_at(s, core, pair.relationship, pair.me, window.last)
    ids = [reflection.response_id for reflection in shared]
    kept = await digest_weeks.feelings_kept(s, ids)
    own = await _own(s, core, pair, [reflection.occasion for reflection in shared])
    contents = Contents(
        questions=tuple(
            said(answer) for r in shared for answer in r.answers if answer.question == QUESTIONS
        ),
        agenda=tuple(agenda_items.opened(core, pair.mentee, item) for item in items),
        promises=promises,
        weeks=tuple(_week(pair, r, own.get(r.occasion, ()), kept) for r in shared),
        earlier=await digest_weeks.earlier(s, pair, window, ids),
        earlier_feelings=await digest_weeks.earlier_feelings(s, core, pair, window, ids),
        heard_since=await digest_weeks.heard_since(s, pair, window),
    )
    facts = await digest_facts.facts_of(s, pair, window, shared, items)
    stopped = await unanswered.stopped_at(s, pair.relationship)
    is_new = stopped is not None and stopped >= window.unread_since
    return Gathered(contents, fingerprint(facts), checkins_stopped=is_new)


def said(answer: SharedAnswer) -> Said:
    """An answer as a digest shows it: of the question its first line, which is the question."""
    question = answer.words.partition("\n")[0]
    if answer.kind is AnswerKind.VOICE:
        return Said(answer.question, question, "", voice_id=answer.answer_id)
    text = str(answer.number) if answer.kind is AnswerKind.SCALE else answer.text
    return Said(answer.question, question, text)


def _week(
    pair: Pair, reflection: SharedResponse, own: tuple[Said, ...], kept: frozenset[int]
) -> Week:
    feelings = [answer.number for answer in reflection.answers if answer.question == FEELING]
    return Week(
        on=digest_weeks.day_of(reflection, pair.mentee.zone),
        state=digest_weeks.STATES[reflection.state],
        answers=tuple(
            said(answer)
            for answer in reflection.answers
            if answer.question not in (QUESTIONS, FEELING)
        ),
        own=own,
        feeling=feelings[0] if feelings else None,
        feeling_kept=reflection.response_id in kept,
        kept_private=reflection.kept_private,
    )


async def _own(
    s: AsyncSession, core: Core, pair: Pair, occasions: list[str]
) -> dict[str, tuple[Said, ...]]:
    """The mentor's own views of the same weeks, once they stand beside the mentee's."""
    rows = await s.scalars(
        select(Response).where(
            Response.relationship_id == pair.relationship.id,
            Response.person_id == pair.me.id,
            Response.kind == ResponseKind.ASSESSMENT,
            Response.released_at.is_not(None),
            Response.occasion.in_(occasions),
        )
    )
    found: dict[str, tuple[Said, ...]] = {}
    for row in rows:
        seen = await sharing.seen_by(s, core, pair.relationship, pair.me, row, pair.me)
        answers = seen.answers if seen else ()
        found[row.occasion] = tuple(said(a) for a in answers if a.question != OWN_ONLY)
    return found


async def _agenda(s: AsyncSession, pair: Pair, window: Window) -> list[AgendaItem]:
    relationship = pair.relationship
    viewer = viewer_in(pair.me.id, pair.mentee.id, pair.mentor.id, pair.mentee.id)
    state = State(pair=relationship.state, writer=pair.mentee.state)
    if not may_see(viewer, Matter.AGENDA, state):
        return []
    return await agenda_items.since(s, relationship.id, window.since, window.until)
