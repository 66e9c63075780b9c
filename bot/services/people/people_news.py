"""What coordinators hear of people they bring in: the first few at once, what follows together.

After a file of forty people a day would bring some sixty messages. So the sixth of half a day
waits until a quarter of an hour has passed since the fifth, takes in all that happens meanwhile,
and so on. What waits is a row in the outbox that holds ids; it is put into words when it goes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.db.tables import OutboxRow, Person, Relationship
from bot.domain.people import PersonState, Role
from bot.domain.queues import Cause, MessageKind, OutboxState
from bot.domain.relationships import RelationshipState
from bot.services import members
from bot.services.core import Core
from bot.services.telling import tell

AT_ONCE = 5
_LATELY = timedelta(hours=12)
_TOGETHER = timedelta(minutes=15)
_JOINED, _PAIRS = "joined", "pairs"


@dataclass(frozen=True)
class Newcomer:
    """Somebody who is in with a role; `planned` says that a pair was planned for them."""

    name: str
    role: Role
    planned: bool


@dataclass(frozen=True)
class Couple:
    """Two who have both said yes."""

    mentor: str
    mentee: str


@dataclass(frozen=True)
class News:
    """What has happened `since`, each in the order in which it did."""

    language: str
    zone: str
    now: datetime
    since: datetime
    joined: tuple[Newcomer, ...]
    pairs: tuple[Couple, ...]


async def tell_joined(
    s: AsyncSession,
    core: Core,
    reader: Person,
    cause: Cause,
    person: Person,
    role: Role,
    *,
    planned: bool,
) -> None:
    """Tell a coordinator that somebody whom they invited is in."""
    item = [person.id, role.value, planned]
    await _add(s, core, reader, cause, _JOINED, item, f"{person.id}:{role}")


async def tell_paired(
    s: AsyncSession, core: Core, reader: Person, cause: Cause, relationship: Relationship
) -> None:
    """Tell a coordinator that the two whom they asked have both said yes."""
    await _add(s, core, reader, cause, _PAIRS, relationship.id, f"{relationship.id}")


async def told(core: Core, reader: Person, detail: dict[str, Any], since: datetime) -> News | None:
    """What a row's `detail` comes to now, for a coordinator; None if nothing of it is left."""
    joined, pairs = detail.get(_JOINED, []), detail.get(_PAIRS, [])
    async with core.db.read() as s:
        if Role.COORDINATOR not in await members.roles_of(s, reader.id):
            return None
        names = await _names(s, core, reader, [person_id for person_id, _, _ in joined])
        couples = await _couples(s, core, reader, pairs)
    found = News(
        language=reader.language,
        zone=reader.zone,
        now=core.clock.now(),
        since=since,
        joined=tuple(
            Newcomer(names[person_id], Role(role), planned)
            for person_id, role, planned in joined
            if person_id in names
        ),
        pairs=tuple(couples[pair] for pair in pairs if pair in couples),
    )
    return found if found.joined or found.pairs else None


async def _add(
    s: AsyncSession, core: Core, reader: Person, cause: Cause, sort: str, item: Any, name: str
) -> None:
    """Put it with what waits already; two at the very same moment may each find nothing there."""
    waiting = await s.scalar(
        select(OutboxRow)
        .where(*_news_of(reader), OutboxRow.state == OutboxState.WAITING)
        .order_by(OutboxRow.id)
        .limit(1)
        .with_for_update()
    )
    if waiting is not None:
        waiting.detail = {**waiting.detail, sort: [*waiting.detail.get(sort, []), item]}
        return
    await tell(
        s,
        core,
        reader,
        MessageKind.PEOPLE_NEWS,
        cause,
        subject_id=reader.programme_id,
        dedupe=f"people_news:{reader.id}:{sort}:{name}",
        detail={sort: [item]},
        wait=await _wait(s, reader, core.clock.now()),
    )


async def _wait(s: AsyncSession, reader: Person, now: datetime) -> timedelta:
    went = func.coalesce(OutboxRow.finished_at, OutboxRow.not_before)
    query = select(func.count(), func.max(went, type_=OutboxRow.not_before.type))
    lately = query.where(*_news_of(reader), OutboxRow.created_at > now - _LATELY)
    count, last = (await s.execute(lately)).one()
    return timedelta() if count < AT_ONCE else max(timedelta(), last + _TOGETHER - now)


def _news_of(reader: Person) -> tuple[Any, ...]:
    return (OutboxRow.person_id == reader.id, OutboxRow.kind == MessageKind.PEOPLE_NEWS)


async def _names(s: AsyncSession, core: Core, reader: Person, ids: Sequence[int]) -> dict[int, str]:
    rows = await s.execute(
        select(Person.id, Person.name, Person.wrapped_key).where(
            Person.id.in_(ids),
            Person.programme_id == reader.programme_id,
            Person.state == PersonState.ACTIVE,
        )
    )
    return {row.id: members.name_of(core.vault, row) for row in rows}


async def _couples(
    s: AsyncSession, core: Core, reader: Person, ids: Sequence[int]
) -> dict[int, Couple]:
    mentor, mentee = aliased(Person), aliased(Person)
    rows = await s.execute(
        select(Relationship.id, mentor, mentee)
        .join(mentor, mentor.id == Relationship.mentor_id)
        .join(mentee, mentee.id == Relationship.mentee_id)
        .where(
            Relationship.id.in_(ids),
            Relationship.programme_id == reader.programme_id,
            Relationship.state.in_((RelationshipState.ACTIVE, RelationshipState.PAUSED)),
        )
    )
    return {
        row_id: Couple(members.name_of(core.vault, one), members.name_of(core.vault, other))
        for row_id, one, other in rows
    }
