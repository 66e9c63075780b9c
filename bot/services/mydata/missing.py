"""Telling whoever asked for everything held about them that a file of theirs may not have come."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import OutboxRow
from bot.delivery import outbox
from bot.domain.queues import Cause, Lane, MessageKind, OutboxState
from bot.services.mydata.asking import FILES

_GIVEN_UP = (OutboxState.REJECTED, OutboxState.UNSURE)


async def tell(s: AsyncSession, now: datetime) -> None:
    """Tell whose file was given up at `now`, in the transaction that settles it.

    It was: because it could not be made or was refused, or nobody knows whether it arrived. Of two
    that were asked for together, once.
    """
    given_up = await s.execute(
        select(OutboxRow.person_id, OutboxRow.update_id).where(
            OutboxRow.state.in_(_GIVEN_UP),
            OutboxRow.lane == Lane.REPLY,
            OutboxRow.kind.in_(FILES),
            OutboxRow.finished_at == now,
        )
    )
    for person_id, update_id in given_up.all():
        await outbox.enqueue(
            s,
            kind=MessageKind.MY_DATA_UNSENT,
            person_id=person_id,
            now=now,
            dedupe=f"{MessageKind.MY_DATA_UNSENT}:{person_id}:{update_id}",
            cause=Cause(update_id),
            lane=Lane.REPLY,
        )
