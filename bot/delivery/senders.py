"""Who updates come from; and that nobody is erased in their place who is still here."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import DueRow, Person
from bot.delivery.raw import sender_of
from bot.domain.ids import new_id
from bot.domain.queues import DueKind, DueOutcome

Raw = dict[str, Any]

# Made once, and in one with what is planned for them: it is run for every update.
_SENDERS = (
    select(Person, DueRow.id)
    .outerjoin(
        DueRow,
        and_(
            DueRow.kind == DueKind.ERASE_FOR,
            DueRow.subject_id == Person.id,
            DueRow.person_id == Person.id,
            DueRow.outcome.is_(None),
        ),
    )
    .where(Person.telegram_id.in_(bindparam("senders", expanding=True)))
)


async def senders_of(s: AsyncSession, raws: Collection[Raw], now: datetime) -> dict[int, Person]:
    """Return the people behind some updates, by Telegram id.

    Whoever does something here has their account, and can erase themselves: what a coordinator
    asked for in their place is called off with it. That they blocked the bot is not taken for that.
    """
    senders = {sender for raw in raws if (sender := sender_of(raw)) is not None}
    found = (await s.execute(_SENDERS, {"senders": list(senders)})).all()
    are_here = {sender_of(raw) for raw in raws if "my_chat_member" not in raw}
    planned = [due_id for who, due_id in found if due_id and who.telegram_id in are_here]
    if planned:
        await _call_off(s, planned, now)
    return {person.telegram_id: person for person, _ in found}


async def _call_off(s: AsyncSession, planned: list[int], now: datetime) -> None:
    """Call it off for good; what falls due at once tells everybody who knew of it."""
    people = await s.scalars(
        update(DueRow)
        .where(DueRow.id.in_(planned), DueRow.outcome.is_(None))
        .values(outcome=DueOutcome.CANCELLED, finished_at=now)
        .returning(DueRow.person_id)
        .execution_options(synchronize_session=False)
    )
    for person_id in people.all():
        s.add(
            DueRow(
                kind=DueKind.STILL_HERE,
                person_id=person_id,
                subject_id=person_id,
                occurrence=str(new_id()),
                planned_at=now,
                due_at=now,
            )
        )
