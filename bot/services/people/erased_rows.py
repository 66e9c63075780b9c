"""Taking out of the database what is about one person, as the inventory says of every column.

All functions run inside a transaction of the caller's.
"""

import json
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.inventory import INVENTORY, Erased, Held, Kind
from bot.db.tables import (
    Base,
    Broadcast,
    DueRow,
    InboxRow,
    Invite,
    OutboxRow,
    Person,
    PlannedPair,
    Survey,
    SurveyRecipient,
)
from bot.db.vault import Vault, WrongKeyError, place
from bot.domain.broadcasts import BroadcastState
from bot.domain.queues import InboxState, OutboxState
from bot.services.due import WHOEVER_BEGAN_IT

_PAIR = "relationship_id"
# Whose rows are not simply theirs: each has a function here, or stays as the tombstone.
_BY_HAND = frozenset({"people", "inbox", "due_rows"})
# A statement takes only so many values.
_TOGETHER = 5_000
# What Telegram says of people besides their number.
_ABOUT_THEM = frozenset({"first_name", "last_name", "username", "language_code", "is_premium"})


async def clear(s: AsyncSession, person_id: int, pairs: Collection[int]) -> None:
    """Delete and empty whatever is about a person; `pairs` are all that they were ever one of."""
    await _what_is_not_simply_theirs(s, person_id)
    for table in reversed(Base.metadata.sorted_tables):
        if table.name not in _BY_HAND:
            held = INVENTORY[table.name]
            for who in _named_by(held, Erased.GOES):
                await s.execute(delete(table).where(_is(table, who, person_id, pairs)))
            for who in _named_by(held, Erased.EMPTIED):
                empty = dict.fromkeys(_columns(held, who, Erased.EMPTIED))
                await s.execute(update(table).where(table.c[who] == person_id).values(empty))


async def take_back(s: AsyncSession, person_id: int, subjects: Collection[int]) -> None:
    """Take back what is planned or waits to be sent to others about these rows; also on its way."""
    await s.execute(delete(OutboxRow).where(OutboxRow.person_id == person_id))
    unsent = OutboxRow.state.in_((OutboxState.WAITING, OutboxState.SENDING))
    ids = list(subjects)
    for some in (ids[at : at + _TOGETHER] for at in range(0, len(ids), _TOGETHER)):
        await s.execute(delete(OutboxRow).where(OutboxRow.subject_id.in_(some), unsent))
        await s.execute(delete(DueRow).where(DueRow.subject_id.in_(some), DueRow.outcome.is_(None)))


async def rows_of(s: AsyncSession, person_id: int, pairs: Collection[int]) -> set[int]:
    """Return the ids of all rows of a person and of their pairs, which messages are about."""
    found = {person_id, *pairs}
    for table in Base.metadata.sorted_tables:
        held = INVENTORY[table.name]
        if "id" in table.c and table.name not in (*_BY_HAND, "outbox", "programmes"):
            named = [table.c[who] == person_id for who in _named_by(held, Erased.GOES, pairs=False)]
            if _PAIR in table.c:
                named.append(table.c[_PAIR].in_(pairs))
            if named:
                found.update(await s.scalars(select(table.c.id).where(or_(*named))))
    return found


async def empty_inbox(s: AsyncSession, vault: Vault, person: Person, update_id: int | None) -> None:
    """Empty what came from a person; of the update being handled as much stays as its reply needs.

    That one is sealed anew under the installation's own key, and emptied when it is handled.
    """
    kept = await s.get(InboxRow, update_id) if update_id is not None else None
    if kept is not None and kept.person_id == person.id and kept.sealed is not None:
        where = place("inbox", "sealed", kept.update_id)
        try:
            raw = _plain(json.loads(vault.open(person, where, kept.sealed)))
        except WrongKeyError:
            kept.sealed = None
        else:
            kept.sealed = vault.seal_own(where, json.dumps(raw).encode())
            kept.person_id = None
            await s.flush()
    theirs = or_(InboxRow.person_id == person.id, InboxRow.chat_id == person.telegram_id)
    others = InboxRow.update_id != (update_id if update_id is not None else -1)
    await s.execute(
        update(InboxRow)
        .where(theirs, others)
        .values(state=InboxState.HANDLED, sealed=None, chat_id=None, person_id=None, error=None)
    )


async def stop_announcements(s: AsyncSession, person_id: int, now: datetime) -> None:
    """Stop what a coordinator sends in their own words, and delete what they have not sent."""
    mine = Broadcast.created_by == person_id, Broadcast.sealed.is_not(None)
    going = select(Broadcast.id).where(*mine, Broadcast.state == BroadcastState.SENDING)
    await s.execute(
        update(OutboxRow)
        .where(
            OutboxRow.subject_id.in_(going),
            OutboxRow.state.in_((OutboxState.WAITING, OutboxState.SENDING)),
        )
        .values(state=OutboxState.DROPPED, finished_at=now)
        .execution_options(synchronize_session=False)
    )
    await s.execute(
        update(Broadcast)
        .where(*mine, Broadcast.state == BroadcastState.SENDING)
        .values(state=BroadcastState.STOPPED, finished_at=now)
    )
    await s.execute(delete(Broadcast).where(*mine, Broadcast.state == BroadcastState.DRAFT))


async def _what_is_not_simply_theirs(s: AsyncSession, person_id: int) -> None:
    used = select(Invite.id).where(Invite.used_by == person_id)
    await s.execute(
        delete(PlannedPair).where(
            or_(PlannedPair.mentor_invite_id.in_(used), PlannedPair.mentee_invite_id.in_(used))
        )
    )
    # Without names, so many must have answered before anything is shown: they go on being counted.
    counted = select(Survey.id).where(Survey.anonymous.is_(True))
    await s.execute(
        delete(SurveyRecipient).where(
            SurveyRecipient.person_id == person_id,
            or_(SurveyRecipient.answered.is_(False), SurveyRecipient.survey_id.not_in(counted)),
        )
    )
    await s.execute(
        delete(DueRow).where(
            DueRow.person_id == person_id, DueRow.kind.not_in(tuple(WHOEVER_BEGAN_IT))
        )
    )


def _named_by(held: Held, fate: Erased, *, pairs: bool = True) -> Iterator[str]:
    found = {each.of for each in held.columns.values() if each.erased is fate and each.of}
    yield from sorted(found - ({_PAIR} if not pairs else set()))


def _columns(held: Held, who: str, fate: Erased) -> list[str]:
    return [name for name, each in held.columns.items() if each.of == who and each.erased is fate]


def _is(table: Table, who: str, person_id: int, pairs: Collection[int]) -> ColumnElement[bool]:
    if who == _PAIR and INVENTORY[table.name].columns[who].kind is Kind.WORKS:
        return table.c[who].in_(pairs)
    return table.c[who] == person_id


def _plain(value: Any) -> Any:
    """The same without what Telegram says of people besides their number."""
    if isinstance(value, dict):
        return {k: "" if k in _ABOUT_THEM else _plain(v) for k, v in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list) else value
