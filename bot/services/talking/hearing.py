"""Who has heard of a request, by the messages that went to them, and who is to hear of it next.

Not by the order in which people are told: in the meantime somebody may have come, gone, taken a
break, or not been reached.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import HelpRequest, OutboxRow, Person
from bot.domain.queues import MessageKind, OutboxState
from bot.domain.talking import FIRST_LOOK
from bot.services.core import Core

_WENT = (OutboxState.SENT, OutboxState.UNSURE)
_TO_GO = (OutboxState.WAITING, OutboxState.SENDING)


@dataclass(frozen=True)
class _Message:
    """A message about a request: to whom, what became of it, and since when it is to go."""

    person_id: int
    state: OutboxState
    at: datetime


@dataclass(frozen=True)
class Hearing:
    """How far a request has come with those who can be told of it now.

    `told` have been told, or are being told just now, the first of them first. `untold` are told
    next, in this order: whoever was tried and not reached comes last. `tried` counts the messages
    to each, and to those in `waiting_for` one is still to go.
    """

    told: tuple[Person, ...]
    untold: tuple[Person, ...]
    tried: Counter[int]
    waiting_for: frozenset[int]


async def hearing_of(
    s: AsyncSession, core: Core, request: HelpRequest, there: Iterable[Person]
) -> Hearing:
    """Say who of those who are `there` has heard of a request since it is repeated."""
    messages = await _messages(s, request)
    since, now = request.since or request.created_at, core.clock.now()
    heard = [each.person_id for each in messages if each.at >= since and _is_heard(each, now)]
    tried = Counter(each.person_id for each in messages)
    by_id = {each.id: each for each in there}
    told = [by_id[each] for each in dict.fromkeys(heard) if each in by_id]
    untold = [each for each in by_id.values() if each not in told]
    return Hearing(
        told=tuple(told),
        untold=tuple(sorted(untold, key=lambda each: tried[each.id])),
        tried=tried,
        waiting_for=frozenset(each.person_id for each in messages if each.state in _TO_GO),
    )


def _is_heard(message: _Message, now: datetime) -> bool:
    """Whether it went, or goes this minute; what waits for longer has reached nobody so far."""
    goes_now = message.state in _TO_GO and now - message.at < FIRST_LOOK
    return message.state in _WENT or goes_now


async def _messages(s: AsyncSession, request: HelpRequest) -> list[_Message]:
    rows = await s.execute(
        select(OutboxRow.person_id, OutboxRow.state, OutboxRow.created_at)
        .where(OutboxRow.subject_id == request.id, OutboxRow.kind == MessageKind.TALK_REQUEST)
        .order_by(OutboxRow.id)
    )
    return [_Message(*row) for row in rows]
