"""What the use cases of asking for a person share: the rows, and who there is to ask."""

from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Consent, HelpRequest, Person
from bot.db.vault import WrongKeyError, place
from bot.domain.people import PersonState
from bot.domain.talking import Wanted
from bot.services import members
from bot.services.core import Core
from bot.services.people.pauses import is_paused
from bot.services.talking import names
from bot.services.talking.hearing import hearing_of
from bot.services.talking.mentors import mentors_of

log = structlog.get_logger()


@dataclass(frozen=True)
class Standing:
    """How a request of somebody's stands, by names.

    `told` are those who have been told and can take it on. `seen_by` is None until somebody has
    seen it, and empty if they cannot be named.
    """

    zone: str
    now: datetime
    request_id: int
    wanted: Wanted
    mentor: str
    sent_at: datetime
    told: tuple[str, ...]
    seen_by: str | None


async def recipients(
    s: AsyncSession, core: Core, person: Person, wanted: Wanted, mentor_id: int | None
) -> list[Person]:
    """Return who can be told now, in the order in which they are told.

    Of a concern, never the mentor whom it is about. Whoever has been here longest comes first, and
    whoever takes a break last.
    """
    if wanted is Wanted.MENTOR:
        known = {each.person_id for each in await mentors_of(s, core, person)}
        found = [await s.get_one(Person, mentor_id)] if mentor_id in known else []
        there = [each for each in found if each.state is PersonState.ACTIVE]
    else:
        there = await members.coordinators_for(s, person)
    if wanted is Wanted.CONCERN:
        there = [each for each in there if each.id != mentor_id]
    now = core.clock.now()
    able = [each for each in there if each.unreachable_since is None]
    return sorted(
        able,
        key=lambda each: (
            is_paused(each, now),
            each.created_at,
            names.called(core, each).casefold(),
        ),
    )


async def open_of(s: AsyncSession, person: Person, *, lock: bool = True) -> list[HelpRequest]:
    """Return what a person has asked for and what still stands, the latest first."""
    query = (
        select(HelpRequest)
        .where(
            HelpRequest.person_id == person.id,
            HelpRequest.sent_at.is_not(None),
            HelpRequest.settled_at.is_(None),
        )
        .order_by(HelpRequest.sent_at.desc())
    )
    rows = await s.scalars(query.with_for_update() if lock else query)
    return [each for each in rows if await is_wanted(s, person, each)]


async def draft_of(s: AsyncSession, person: Person) -> HelpRequest | None:
    """Return what a person is about to ask for and has not sent."""
    return await s.scalar(
        select(HelpRequest).where(HelpRequest.person_id == person.id, HelpRequest.sent_at.is_(None))
    )


async def standing_of(
    s: AsyncSession, core: Core, person: Person, request: HelpRequest
) -> Standing:
    """Say how a request stands, for the one who made it."""
    there = await recipients(s, core, person, request.wanted, request.mentor_id)
    heard = await hearing_of(s, core, request, there)
    return Standing(
        zone=person.zone,
        now=core.clock.now(),
        request_id=request.id,
        wanted=request.wanted,
        mentor=await names.mentor(s, core, request.mentor_id),
        sent_at=request.sent_at or request.created_at,
        told=names.names(core, heard.told),
        seen_by=None if request.seen_at is None else await names.seer(s, core, request.seen_by),
    )


async def same_of(
    s: AsyncSession, person: Person, wanted: Wanted, about: int | None
) -> list[HelpRequest]:
    """Return what is not settled of what a person asked for, of this kind and about this mentor."""
    found = await open_of(s, person)
    return [each for each in found if (each.wanted, each.mentor_id) == (wanted, about)]


async def is_wanted(s: AsyncSession, asker: Person, request: HelpRequest) -> bool:
    """Whether a request still stands: not once its maker has withdrawn or left since.

    Whoever has withdrawn may ask all the same; what they asked before goes with the rest.
    """
    if asker.state is not PersonState.WITHDRAWN:
        return asker.state is not PersonState.LEFT
    withdrawn_at = await s.scalar(
        select(func.max(Consent.withdrawn_at)).where(Consent.person_id == asker.id)
    )
    asked_at = request.sent_at or request.created_at
    return withdrawn_at is None or asked_at >= withdrawn_at


def seal_words(core: Core, person: Person, request: HelpRequest, words: str) -> bool:
    """Keep somebody's words with their request, under their own key; False if that is damaged."""
    try:
        request.words = core.vault.seal(person, _words(request), words)
    except WrongKeyError:
        log.error("words of a request cannot be sealed", request=request.id)
        return False
    return True


def open_words(core: Core, person: Person, request: HelpRequest) -> str | None:
    """Open somebody's words; None if there are none, or they are damaged."""
    if request.words is None:
        return None
    try:
        return core.vault.open(person, _words(request), request.words)
    except WrongKeyError:
        log.error("words of a request do not open", request=request.id)
        return None


def settle(request: HelpRequest, now: datetime, by: int | None = None) -> None:
    """End a request; what nobody has seen, nobody is to read any more."""
    request.settled_at, request.settled_by = now, by
    if request.seen_at is None:
        request.words = None


def _words(request: HelpRequest) -> bytes:
    return place("help_requests", "words", request.id)
