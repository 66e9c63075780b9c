"""What `/privacy` shows somebody: who sees what of theirs today, in their own case."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person, Relationship
from bot.domain.people import PersonState, Role
from bot.domain.relationships import RelationshipState
from bot.domain.seen import InPair, Seen, by_coordinators, by_everybody, by_nobody, by_the_other
from bot.domain.viewers import Matter, Viewer
from bot.services import members
from bot.services.core import Core
from bot.services.reading import histories
from bot.services.reading.history_views import Choice
from bot.services.relationships.pairs import by_name

# Whoever has withdrawn is shown nothing; this stands in a copy of their data that they ask for.
_KNOWN_TO_THE_AWAY = frozenset({Matter.NAME, Matter.SCHEDULE})
# Of whom a concern can be raised: also once the pair is over.
_MENTORED = (RelationshipState.ACTIVE, RelationshipState.PAUSED, RelationshipState.ENDED)


class Stage(StrEnum):
    """Where the reader stands."""

    STRANGER = "stranger"
    JOINING = "joining"
    TAKING_PART = "taking_part"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Others:
    """Some who see the same of the reader: `side` is what they are to them, in pairs that stand so.

    Of coordinators `state` is None. `away` says that they have withdrawn.
    """

    names: tuple[str, ...]
    side: Viewer
    state: RelationshipState | None
    sees: tuple[Seen, ...]
    away: bool = False


@dataclass(frozen=True)
class PrivacyView:
    """Who sees what of the reader today.

    `nobody` names what nobody else reads; `before` are the
    choices about what they shared with earlier mentors.
    """

    language: str
    stage: Stage
    others: tuple[Others, ...] = ()
    everybody: tuple[Seen, ...] = ()
    nobody: tuple[str, ...] = ()
    before: tuple[Choice, ...] = ()


async def show(core: Core, telegram_id: int, language: str) -> PrivacyView:
    """Show anybody what others see of them; `language` is for those not known."""
    async with core.db.read() as s:
        me = await members.known(s, telegram_id)
        if me is None:
            return PrivacyView(language, Stage.STRANGER)
        roles = await members.roles_of(s, me.id)
        rows = await _pairs(s, me)
        pairs = [_in_pair(me, row) for row, _ in rows]
        return PrivacyView(
            language=me.language,
            stage=_stage(me),
            others=(
                *_sides(core, me, rows),
                *await _coordinators(s, core, me, roles, rows),
            ),
            everybody=by_everybody(me.state) if Role.COORDINATOR in roles else (),
            nobody=by_nobody(pairs, me.state),
            before=await histories.choices(s, core, me) if me.state is PersonState.ACTIVE else (),
        )


async def _pairs(s: AsyncSession, me: Person) -> list[tuple[Relationship, Person]]:
    """Every pair that somebody is or was in, with the other one, the newest first."""
    rows = await s.execute(
        select(Relationship, Person)
        .join(
            Person,
            Person.id.in_((Relationship.mentor_id, Relationship.mentee_id)) & (Person.id != me.id),
        )
        .where(
            or_(Relationship.mentor_id == me.id, Relationship.mentee_id == me.id),
            Relationship.state != RelationshipState.DECLINED,
            Person.state != PersonState.LEFT,
        )
        .order_by(Relationship.created_at.desc(), Relationship.id)
    )
    return [(row, other) for row, other in rows]


def _sides(
    core: Core, me: Person, rows: Iterable[tuple[Relationship, Person]]
) -> tuple[Others, ...]:
    """Those whom somebody is paired with, put together where they see the same."""
    alike: defaultdict[tuple[InPair, bool], dict[int, Person]] = defaultdict(dict)
    there: set[tuple[int, Viewer]] = set()
    for row, other in rows:
        pair = _in_pair(me, row)
        # Of two who were a pair before and are one again, only how they stand now is said.
        if (other.id, pair.side) not in there:
            there.add((other.id, pair.side))
            alike[pair, other.state is PersonState.WITHDRAWN][other.id] = other
    order = list(RelationshipState)
    return tuple(
        Others(
            _names(core, found.values()),
            Viewer.MENTOR if pair.side is Viewer.MENTEE else Viewer.MENTEE,
            pair.state,
            _sees(pair, me, away=away),
            away=away,
        )
        for (pair, away), found in sorted(
            alike.items(),
            key=lambda each: (each[0][0].side, order.index(each[0][0].state), each[0][1]),
        )
    )


def _sees(pair: InPair, me: Person, *, away: bool) -> tuple[Seen, ...]:
    found = by_the_other(pair, me.state)
    return tuple(each for each in found if not away or each[0] in _KNOWN_TO_THE_AWAY)


async def _coordinators(
    s: AsyncSession,
    core: Core,
    me: Person,
    roles: frozenset[Role],
    rows: Iterable[tuple[Relationship, Person]],
) -> tuple[Others, ...]:
    """The coordinators besides them; of a pair of their own they are told nothing as such."""
    alike: defaultdict[tuple[Seen, ...], list[Person]] = defaultdict(list)
    found = [(_in_pair(me, row), other.id) for row, other in rows]
    for each in await members.coordinators_for(s, me):
        pairs = [pair for pair, other in found if other != each.id]
        mentors = any(pair.side is Viewer.MENTEE and pair.state in _MENTORED for pair in pairs)
        coordinates = Role.COORDINATOR in roles
        sees = by_coordinators(pairs, me.state, mentors=mentors, coordinates=coordinates)
        alike[sees].append(each)
    return tuple(
        Others(_names(core, people), Viewer.COORDINATOR, None, sees)
        for sees, people in alike.items()
    )


def _in_pair(me: Person, row: Relationship) -> InPair:
    side = Viewer.MENTOR if row.mentor_id == me.id else Viewer.MENTEE
    return InPair(side, row.state)


def _names(core: Core, people: Iterable[Person]) -> tuple[str, ...]:
    in_order = sorted(people, key=lambda each: by_name(core.vault, each))
    return tuple(members.name_of(core.vault, each) for each in in_order)


def _stage(me: Person) -> Stage:
    match me.state:
        case PersonState.JOINING:
            return Stage.JOINING
        case PersonState.WITHDRAWN:
            return Stage.WITHDRAWN
        case _:
            return Stage.TAKING_PART
