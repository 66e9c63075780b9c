"""What the use cases of asking for a person share: the rows, and who there is to ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Consent, HelpRequest, Person, Relationship
from bot.db.vault import place
from bot.domain.people import PersonState
from bot.domain.relationships import RelationshipKind, RelationshipState
from bot.domain.talking import Wanted
from bot.services import members
from bot.services.core import Core
from bot.services.people.pauses import is_paused

_NOW = (RelationshipState.ACTIVE, RelationshipState.PAUSED)
_EVER = (*_NOW, RelationshipState.ENDED)


@dataclass(frozen=True)
class Mentor:
    """A mentor of somebody's, by name, and how their pair stands."""

    person_id: int
    name: str
    pair: RelationshipState


@dataclass(frozen=True)
class Standing:
    """How a request of somebody's stands; `told` are those who have been told so far, by name."""

    zone: str
    now: datetime
    request_id: int
    wanted: Wanted
    mentor: str
    sent_at: datetime
    told: tuple[str, ...]
    seen_by: str | None


async def mentors_of(s: AsyncSession, core: Core, person: Person) -> tuple[Mentor, ...]:
    """Return those who mentor a person now, and take part themselves."""
    return await _mentors(s, core, person, _NOW, {PersonState.ACTIVE})


async def mentors_ever(s: AsyncSession, core: Core, person: Person) -> tuple[Mentor, ...]:
    """Return those who mentor a person, or did before, the latest first."""
    return await _mentors(s, core, person, _EVER, set(PersonState) - {PersonState.LEFT})


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
            members.name_of(core.vault, each).casefold(),
        ),
    )


def told_by(request: HelpRequest, there: Sequence[Person]) -> Sequence[Person]:
    """Return who of those who can be told are told by now: one more with each repetition."""
    return there[: request.step + 1]


async def open_of(s: AsyncSession, person: Person) -> list[HelpRequest]:
    """Return what a person has asked for and what still stands, the latest first."""
    rows = await s.scalars(
        select(HelpRequest)
        .where(
            HelpRequest.person_id == person.id,
            HelpRequest.sent_at.is_not(None),
            HelpRequest.settled_at.is_(None),
        )
        .order_by(HelpRequest.sent_at.desc())
        .with_for_update()
    )
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
    return Standing(
        zone=person.zone,
        now=core.clock.now(),
        request_id=request.id,
        wanted=request.wanted,
        mentor=await mentor_by_id(s, core, request.mentor_id),
        sent_at=request.sent_at or request.created_at,
        told=names(core, told_by(request, there)),
        seen_by=None if request.seen_at is None else await name_by_id(s, core, request.seen_by),
    )


def names(core: Core, people: Sequence[Person]) -> tuple[str, ...]:
    """Return what these people want to be called."""
    return tuple(members.name_of(core.vault, each) for each in people)


async def name_by_id(s: AsyncSession, core: Core, person_id: int | None) -> str:
    """Return what somebody wants to be called; empty for nobody, and for whoever has left."""
    person = await s.get(Person, person_id) if person_id is not None else None
    if person is None or person.state is PersonState.LEFT:
        return ""
    return members.name_of(core.vault, person)


async def same_of(
    s: AsyncSession, person: Person, wanted: Wanted, about: int | None
) -> list[HelpRequest]:
    """Return what is not settled of what a person asked for, of this kind and about this mentor."""
    found = await open_of(s, person)
    return [each for each in found if (each.wanted, each.mentor_id) == (wanted, about)]


async def mentor_by_id(s: AsyncSession, core: Core, person_id: int | None) -> str:
    """Return what the mentor is called who is asked, or whom it is about; empty if it is none."""
    person = await s.get(Person, person_id) if person_id is not None else None
    return "" if person is None else members.name_of(core.vault, person)


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


def seal_words(core: Core, person: Person, request: HelpRequest, words: str) -> None:
    """Keep somebody's words with their request, under their own key."""
    request.words = core.vault.seal(person, _words(request), words)


def open_words(core: Core, person: Person, request: HelpRequest) -> str | None:
    """Open somebody's words; None if there are none."""
    if request.words is None:
        return None
    return core.vault.open(person, _words(request), request.words)


def settle(request: HelpRequest, now: datetime, by: int | None = None) -> None:
    """End a request; what nobody has seen, nobody is to read any more."""
    request.settled_at, request.settled_by = now, by
    if request.seen_at is None:
        request.words = None


def _words(request: HelpRequest) -> bytes:
    return place("help_requests", "words", request.id)


async def _mentors(
    s: AsyncSession,
    core: Core,
    person: Person,
    states: tuple[RelationshipState, ...],
    who: set[PersonState],
) -> tuple[Mentor, ...]:
    rows = await s.execute(
        select(Person, Relationship.state)
        .join(Relationship, Relationship.mentor_id == Person.id)
        .where(
            Relationship.mentee_id == person.id,
            Relationship.kind == RelationshipKind.MENTORING,
            Relationship.state.in_(states),
            Person.state.in_(who),
        )
        .order_by(Relationship.created_at.desc(), Relationship.id)
    )
    found: dict[int, Mentor] = {}
    for each, state in rows:
        mentor = Mentor(each.id, members.name_of(core.vault, each), state)
        found.setdefault(each.id, mentor)
    return tuple(found.values())
