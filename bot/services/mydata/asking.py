"""Asking for everything held about oneself: it comes at once, and not over and over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from math import ceil

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import OutboxRow, Person
from bot.delivery import outbox
from bot.domain.deeds import Deed
from bot.domain.queues import Lane, MessageKind, OutboxState
from bot.services import audit, members
from bot.services.core import Actor, Core

# How long after it came it does not come anew.
AGAIN_AFTER = timedelta(minutes=5)
_MINUTE, _NONE = timedelta(minutes=1), timedelta()
_ON_ITS_WAY = (OutboxState.WAITING, OutboxState.SENDING)
# In this order: the one to read comes first.
FILES = (MessageKind.MY_DATA_PAGE, MessageKind.MY_DATA_FILE)


class Answer(StrEnum):
    """What comes of asking."""

    COMING = "coming"
    ON_ITS_WAY = "on-its-way"
    TOO_SOON = "too-soon"
    NOTHING_HELD = "nothing-held"


@dataclass(frozen=True)
class AskedView:
    """What to answer; `minutes` is how long to wait, where it is too soon."""

    language: str
    answer: Answer
    minutes: int = 0


async def ask(core: Core, actor: Actor, language: str) -> AskedView:
    """Let everything held about this person come to them; in every state that they may be in.

    `language` is for those not known. Handled again, the same update asks once.
    """
    async with core.db.write() as s:
        me = await members.known(s, actor.telegram_id)
        if me is None:
            return AskedView(language, Answer.NOTHING_HELD)
        last = await _last(s, me)
        if actor.update_id not in {each.update_id for each in last}:
            refused = _refused(core, me, last)
            if refused is not None:
                return refused
            await _enqueue(s, core, me, actor)
            await audit.note(s, core, me, Deed.TOOK_DATA, actor.update_id)
        return AskedView(me.language, Answer.COMING)


def _refused(core: Core, me: Person, last: Sequence[OutboxRow]) -> AskedView | None:
    """Why nothing new comes: it is on its way, or both files came a moment ago."""
    if any(each.state in _ON_ITS_WAY for each in last):
        return AskedView(me.language, Answer.ON_ITS_WAY)
    sent = [each.finished_at for each in last if each.state is OutboxState.SENT]
    came = [at for at in sent if at is not None]
    if len(came) < len(FILES):
        return None
    rest = max(came) + AGAIN_AFTER - core.clock.now()
    return AskedView(me.language, Answer.TOO_SOON, ceil(rest / _MINUTE)) if rest > _NONE else None


async def _enqueue(s: AsyncSession, core: Core, me: Person, actor: Actor) -> None:
    for kind in FILES:
        await outbox.enqueue(
            s,
            kind=kind,
            person_id=me.id,
            now=core.clock.now(),
            dedupe=f"{kind}:{me.id}:{actor.update_id}",
            cause=actor.cause,
            # Ahead of every broadcast; behind somebody who asks for a person to talk to.
            lane=Lane.REPLY,
        )


async def _last(s: AsyncSession, me: Person) -> Sequence[OutboxRow]:
    """The two files of the last time."""
    found = await s.scalars(
        select(OutboxRow)
        .where(OutboxRow.person_id == me.id, OutboxRow.kind.in_(FILES))
        .order_by(OutboxRow.id.desc())
        .limit(len(FILES))
    )
    return found.all()
