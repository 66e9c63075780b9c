"""The inbox: every update is stored here, sealed, before Telegram is told that we have it."""

import json
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

import structlog
from sqlalchemy import Table, and_, bindparam, delete, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import InboxRow, Person
from bot.db.vault import WrongKeyError, place
from bot.delivery.raw import chat_of, sender_of, without_words
from bot.delivery.senders import senders_of
from bot.domain.consent import has_agreed
from bot.domain.queues import InboxState
from bot.services.core import Core

log = structlog.get_logger()

Raw = dict[str, Any]
ThereAgain = Callable[[AsyncSession, Core, Person, int], Awaitable[None]]

MOST_ATTEMPTS = 3
KEPT = timedelta(hours=48)
# Long enough for whoever runs the server to see that something is wrong, and to look.
SET_ASIDE_KEPT = timedelta(days=90)
_PEOPLE = cast(Table, Person.__table__)
_ROWS = cast(Table, InboxRow.__table__)
# Made once: these are run for every update.
_MARK = (
    update(_ROWS)
    .where(_ROWS.c.update_id.in_(bindparam("ids", expanding=True)))
    .values(state=InboxState.HANDLED, sealed=None, chat_id=None, person_id=None, error=None)
)
_ASKING = (
    update(_PEOPLE)
    .where(_PEOPLE.c.telegram_id == bindparam("chat"))
    .values(live_message_id=bindparam("message"))
)


@dataclass(frozen=True)
class Handled:
    """An update that is done with; with `chat_id`, also which message asks something there now."""

    update_id: int
    chat_id: int | None
    live_message_id: int | None


async def store(core: Core, raws: list[Raw], there_again: ThereAgain) -> list[int]:
    """Store updates in one transaction and return the ids of those that were not there yet.

    Each is sealed under its sender's key; under the installation's where that is damaged, or nobody
    knows them. Of somebody who does not agree to today's text, only the bare fact that they did
    something is. `there_again` is asked about whoever could not be reached so far.
    """
    if not raws:
        return []
    async with core.db.write() as s:
        people = await senders_of(s, raws, core.clock.now())
        for person, update_id in _who_can_be_reached(raws, people):
            await there_again(s, core, person, update_id)
        insert = sqlite.insert if core.db.is_sqlite else postgresql.insert
        rows = [_row(core, raw, people) for raw in raws]
        new = await s.scalars(
            insert(InboxRow)
            .on_conflict_do_nothing(index_elements=["update_id"])
            .returning(InboxRow.update_id),
            rows,
        )
        return list(new)


async def waiting(core: Core, after: int, limit: int = 200) -> tuple[list[Raw], int | None]:
    """Return a page of what waits, oldest first, and where the next page begins (None: no more).

    A row that does not open any more is set aside; it is kept as it is.
    """
    async with core.db.read() as s:
        found = await s.execute(
            select(InboxRow, Person)
            .outerjoin(Person, Person.id == InboxRow.person_id)
            .where(InboxRow.state == InboxState.WAITING, InboxRow.update_id > after)
            .order_by(InboxRow.update_id)
            .limit(limit)
        )
        page = [(row, person) for row, person in found]
    raws, lost = [], []
    for row, person in page:
        try:
            raws.append(_open(core, row, person))
        except WrongKeyError:
            lost.append(row.update_id)
    if lost:
        await _set_aside(core, lost)
    return raws, page[-1][0].update_id if len(page) == limit else None


async def write_marks(s: AsyncSession, marks: list[Handled]) -> None:
    """Mark many updates as handled, in the caller's transaction.

    Their content goes, their number stays.
    """
    await s.execute(_MARK, {"ids": [mark.update_id for mark in marks]})
    # In one order everywhere, so that two writers never wait for each other in a circle.
    asking = {mark.chat_id: mark.live_message_id for mark in marks if mark.chat_id is not None}
    if asking:
        messages = [{"chat": chat, "message": asked} for chat, asked in sorted(asking.items())]
        await s.execute(_ASKING, messages)


async def note_failure(core: Core, update_id: int, error: str) -> bool:
    """Count a failure; True if it was the last one and the update is set aside, content kept.

    `error` names the kind of error and holds nothing that a person wrote.
    """
    async with core.db.write() as s:
        row = await s.get_one(InboxRow, update_id)
        row.attempts += 1
        row.error = error[:120]
        if row.attempts >= MOST_ATTEMPTS:
            row.state = InboxState.SET_ASIDE
        return row.state is InboxState.SET_ASIDE


async def purge(core: Core) -> int:
    """Delete the numbers of what was handled two days ago; Telegram repeats itself for one.

    And what was set aside so long ago that nobody looks at it any more.
    """
    now = core.clock.now()
    handled = and_(InboxRow.state == InboxState.HANDLED, InboxRow.received_at < now - KEPT)
    set_aside = and_(
        InboxRow.state == InboxState.SET_ASIDE, InboxRow.received_at < now - SET_ASIDE_KEPT
    )
    async with core.db.write() as s:
        gone = await s.scalars(
            delete(InboxRow).where(or_(handled, set_aside)).returning(InboxRow.update_id)
        )
        return len(list(gone))


def _who_can_be_reached(raws: list[Raw], people: dict[int, Person]) -> Iterator[tuple[Person, int]]:
    """Whoever writes or taps in the chat with us has not blocked us, or not any more."""
    for raw in raws:
        person = people.get(sender_of(raw) or 0)
        private = chat_of(raw) == sender_of(raw)
        if person is not None and private and "my_chat_member" not in raw:
            yield person, raw["update_id"]


def _row(core: Core, raw: Raw, people: dict[int, Person]) -> dict[str, Any]:
    update_id = raw["update_id"]
    where = place("inbox", "sealed", update_id)
    person = people.get(sender_of(raw) or 0)
    # What somebody writes who does not agree is answered and not kept, however this process ends.
    kept = raw if person is None or _agrees(person) else without_words(raw)
    text = json.dumps(kept, separators=(",", ":"))
    sealed, person_id = _seal(core, person, where, text)
    return {
        "update_id": update_id,
        "chat_id": chat_of(raw),
        "person_id": person_id,
        "sealed": sealed,
        "state": InboxState.WAITING,
        "attempts": 0,
        "received_at": core.clock.now(),
    }


def _seal(core: Core, person: Person | None, where: bytes, text: str) -> tuple[bytes, int | None]:
    """Seal an update and say under whose key: a damaged one must stop neither it nor the others."""
    if person is not None:
        try:
            return core.vault.seal(person, where, text), person.id
        except WrongKeyError:
            log.error("the key of a person does not open", person=person.id)
    return core.vault.seal_own(where, text.encode()), None


def _agrees(person: Person) -> bool:
    return has_agreed(person.state, person.consent_version)


def _open(core: Core, row: InboxRow, person: Person | None) -> Raw:
    where = place("inbox", "sealed", row.update_id)
    sealed = row.sealed or b""
    if row.person_id is None:
        text = core.vault.open_own(where, sealed).decode()
    elif person is None:
        raise WrongKeyError
    else:
        text = core.vault.open(person, where, sealed)
    raw: Raw = json.loads(text)
    return raw


async def _set_aside(core: Core, update_ids: list[int]) -> None:
    async with core.db.write() as s:
        await s.execute(
            update(InboxRow)
            .where(InboxRow.update_id.in_(update_ids))
            .values(state=InboxState.SET_ASIDE, error="cannot be opened")
        )
