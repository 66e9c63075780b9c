"""What happened to somebody's pairs while they had withdrawn, for when they come back."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import OutboxRow, Person, Relationship, Response
from bot.domain.queues import MessageKind, OutboxState
from bot.domain.relationships import RelationshipState
from bot.services.core import Core
from bot.services.people import farewells
from bot.services.people.farewells import LeftPair
from bot.services.relationships import closing, pair_answers, pairs, rest_notes
from bot.services.relationships.closing import ClosingView
from bot.services.relationships.pair_answers import Result, Standing
from bot.services.relationships.rest_notes import RestsNote
from bot.services.telling import tell_again

View = Result | LeftPair | ClosingView | RestsNote

_NEWS = (
    MessageKind.PAIR_RESULT,
    MessageKind.LEFT_PAIR,
    MessageKind.CLOSING_ASK,
    MessageKind.PAIR_RESTS,
)


@dataclass(frozen=True)
class News:
    """One thing that happened, and to which pair; `is_new` if they did not know that they are one."""

    relationship_id: int
    view: View

    @property
    def is_new(self) -> bool:
        """Whether it is that two have become a pair."""
        return isinstance(self.view, Result) and self.view.standing is Standing.ACTIVE


async def news(s: AsyncSession, core: Core, person: Person, since: datetime) -> tuple[News, ...]:
    """Return what was not told since somebody withdrew and is still so, the oldest first."""
    found = _Found()
    for row in await _dropped(s, person, since, *_NEWS):
        pair_id = await _pair_of(s, row)
        if pair_id is None or found.settles(pair_id, row.kind):
            continue
        view = await _view(s, core, person, pair_id, row)
        if view is not None:
            found.news.append(News(pair_id, view))
            found.seen.add((pair_id, row.kind))
            if isinstance(view, LeftPair):
                found.left.add(pair_id)
    return tuple(reversed(found.news))


async def catch_up(s: AsyncSession, core: Core, person: Person, since: datetime) -> None:
    """Let go after all what waited for somebody who is back.

    They hear how long the other one of a pair pauses, where that has changed; and whoever was to be
    asked meanwhile about a pair with them is asked.
    """
    pauses = await _dropped(s, person, since, MessageKind.PAUSE_NOTICE)
    for row in {row.subject_id: row for row in reversed(pauses)}.values():
        await tell_again(s, core, person, row)
    proposed = await s.scalars(
        select(Relationship).where(
            (Relationship.mentor_id == person.id) | (Relationship.mentee_id == person.id),
            Relationship.state == RelationshipState.PROPOSED,
        )
    )
    for relationship in proposed.all():
        pair = await pairs.find(s, person, relationship.id)
        assert pair is not None  # it is theirs
        asked = await _dropped(s, pair.other, since, MessageKind.PAIR_ASK, about=relationship.id)
        if asked:
            await tell_again(s, core, pair.other, asked[0])


@dataclass
class _Found:
    """What has been found so far, the newest first."""

    news: list[News] = field(default_factory=list)
    seen: set[tuple[int, MessageKind]] = field(default_factory=set)
    left: set[int] = field(default_factory=set)

    def settles(self, pair_id: int, kind: MessageKind) -> bool:
        """Whether something newer has said it, or that the other one is gone for good."""
        return pair_id in self.left or (pair_id, kind) in self.seen


async def _dropped(
    s: AsyncSession,
    person: Person,
    since: datetime,
    *kinds: MessageKind,
    about: int | None = None,
) -> list[OutboxRow]:
    """What became nothing of what was to be told to somebody, the newest first."""
    query = select(OutboxRow).where(
        OutboxRow.person_id == person.id,
        OutboxRow.kind.in_(kinds),
        OutboxRow.state == OutboxState.DROPPED,
        OutboxRow.finished_at >= since,
    )
    if about is not None:
        query = query.where(OutboxRow.subject_id == about)
    return list(await s.scalars(query.order_by(OutboxRow.id.desc())))


async def _pair_of(s: AsyncSession, row: OutboxRow) -> int | None:
    if row.kind is not MessageKind.CLOSING_ASK:
        return row.subject_id
    response = await s.get(Response, row.subject_id)
    return None if response is None else response.relationship_id


async def _view(
    s: AsyncSession, core: Core, person: Person, pair_id: int, row: OutboxRow
) -> View | None:
    match row.kind:
        case MessageKind.PAIR_RESULT:
            by = int(row.detail["answered_by"])
            return await pair_answers.result_for(s, core, person, pair_id, by)
        case MessageKind.LEFT_PAIR:
            return await farewells.left_pair(s, core, person, pair_id)
        case MessageKind.CLOSING_ASK:
            by = int(row.detail["by"])
            return await closing.missed(s, core, person, row.subject_id or 0, by)
        case _:
            return await rest_notes.view_of(s, core, person, pair_id, row)
