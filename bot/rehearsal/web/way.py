"""The way of one message: from the due row to delivery, or from what somebody did to the reply."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select

from bot.db.tables import DueRow, InboxRow, OutboxRow, Person
from bot.domain.queues import InboxState, Lane, OutboxState
from bot.rehearsal.causes import Came, Said
from bot.rehearsal.model import Message
from bot.rehearsal.refusal import Json
from bot.rehearsal.stage import Stage
from bot.rehearsal.web.drawer_words import DUES, INBOX, LANES, MESSAGES, OUTBOX
from bot.rehearsal.web.shapes import instant

_DID = {
    "message": "{who} sent it: update {number}",
    "edited_message": "{who} changed it: update {number}",
    "callback_query": "{who} tapped a button: update {number}",
    "my_chat_member": "{who} blocked the bot, or let it write again: update {number}",
}
_HANDLED = "handled; the inbox keeps nothing of it but its number, for two days"
_WAITS_THERE = "waits at Telegram, because the bot has not taken it yet"
_EARLIER = "answered update {number}, which had come in an earlier rehearsal"
_TO = "put into the outbox for {who}: {what}"
_EARLIER_CAUSE = "came of update {number}, which had come in an earlier rehearsal"
_UNKNOWN = (
    "sent, but nothing in the outbox bears its number: "
    "the bot was stopped before it could note it, or the rest of it went later"
)


async def way(stage: Stage, person_id: int, message_id: int) -> Json:
    """What happened to a message in somebody's chat, step by step, each with its instant.

    Raises LookupError if there is no such message.
    """
    chat = stage.telegram.world.chats.get(person_id)
    message = None if chat is None else chat.history.get(message_id)
    if message is None:
        raise LookupError("There is no such message.")
    steps = await (_of_the_bots if message.from_bot else _of_a_persons)(stage, message)
    return {"steps": steps}


async def _of_a_persons(stage: Stage, message: Message) -> list[Json]:
    steps: list[Json] = []
    for came in stage.causes.about(message):
        steps += _came(stage, came, await _kept(stage, came))
        steps += await _put_into_the_outbox(stage, came)
        steps += [_step(said.at, _answered(said)) for said in came.said]
        steps += _ended(came, await _kept(stage, came))
    return steps


async def _of_the_bots(stage: Stage, message: Message) -> list[Json]:
    steps: list[Json] = []
    for said in stage.causes.said(message):
        came = stage.causes.updates.get(said.update_id or 0)
        if came is not None:
            steps += _came(stage, came, await _kept(stage, came))
            steps += await _put_into_the_outbox(stage, came)
            steps.append(_step(said.at, "changed in answer to it" if said.changed else "answered"))
        elif said.update_id is not None:
            steps.append(_step(said.at, _EARLIER.format(number=said.update_id)))
        elif not said.changed:
            steps += await _from_the_outbox(stage, said)
    return steps


def _came(stage: Stage, came: Came, row: InboxRow | None) -> Iterator[Json]:
    """How an update came in, and was handed to the dialogues."""
    who = _name(stage, came.chat_id)
    yield _step(came.at, _DID[came.kind].format(who=who, number=came.update_id))
    stored = came.taken if row is None else row.received_at
    if stored is None:
        yield _step(came.at, _WAITS_THERE)
        return
    yield _step(stored, "stored in the inbox")
    for number, at in enumerate(came.tries, 1):
        yield _step(at, "taken up" if number == 1 else f"taken up again, try {number}")


def _ended(came: Came, row: InboxRow | None) -> Iterator[Json]:
    """Where an update stands now; one whose number is no longer kept was handled long ago."""
    if row is None and came.taken is None:
        return
    at = max([came.at, *came.tries, *(said.at for said in came.said)])
    if row is None or row.state is InboxState.HANDLED:
        yield _step(at, _HANDLED)
    else:
        yield _step(at, INBOX[row.state])


def _answered(said: Said) -> str:
    number = said.message.message_id
    return f"message {number} was changed" if said.changed else f"answered with message {number}"


async def _kept(stage: Stage, came: Came) -> InboxRow | None:
    async with stage.db.read() as s:
        return await s.get(InboxRow, came.update_id)


async def _from_the_outbox(stage: Stage, said: Said) -> list[Json]:
    """The number that a row bears is that of the last part of its message."""
    parts = [each.message.message_id for each in stage.causes.together(said)]
    async with stage.db.read() as s:
        row = await s.scalar(
            select(OutboxRow)
            .join(Person, Person.id == OutboxRow.person_id)
            .where(
                Person.telegram_id == said.message.chat.chat_id,
                OutboxRow.message_id.in_(parts),
            )
        )
        if row is None:
            return [_step(said.at, _UNKNOWN)]
        due = None if row.due_id is None else await s.get(DueRow, row.due_id)
    steps = [] if due is None else list(_fell_due(due))
    steps += await _gave_rise(stage, row)
    steps += _was_sent(row, said)
    if len(parts) > 1:
        part = parts.index(said.message.message_id) + 1
        steps.append(_step(said.at, f"this is part {part} of {len(parts)}"))
    return steps


async def _gave_rise(stage: Stage, row: OutboxRow) -> list[Json]:
    """What somebody did that the message came of."""
    if row.update_id is None:
        return []
    came = stage.causes.updates.get(row.update_id)
    if came is None:
        return [_step(row.created_at, _EARLIER_CAUSE.format(number=row.update_id))]
    return list(_came(stage, came, await _kept(stage, came)))


async def _put_into_the_outbox(stage: Stage, came: Came) -> list[Json]:
    """What others are told because of an update."""
    async with stage.db.read() as s:
        rows = await s.execute(
            select(OutboxRow, Person.telegram_id)
            .join(Person, Person.id == OutboxRow.person_id)
            .where(OutboxRow.update_id == came.update_id)
            .order_by(OutboxRow.id)
        )
        return [
            _step(row.created_at, _TO.format(who=_name(stage, to), what=MESSAGES[row.kind]))
            for row, to in rows
        ]


def _name(stage: Stage, telegram_id: int) -> str:
    user = stage.telegram.world.users.get(telegram_id)
    return "Somebody" if user is None else user.first_name


def _fell_due(due: DueRow) -> Iterator[Json]:
    if due.due_at != due.planned_at:
        yield _step(due.planned_at, f"was planned: {DUES[due.kind]}")
    yield _step(due.due_at, f"fell due: {DUES[due.kind]}")


def _was_sent(row: OutboxRow, said: Said) -> Iterator[Json]:
    lane = LANES[Lane(row.lane)]
    yield _step(row.created_at, f"put into the outbox, lane “{lane}”: {MESSAGES[row.kind]}")
    if row.not_before > row.created_at:
        yield _step(row.not_before, "could go from now on, not earlier")
    yield _step(said.at, f"taken up by the sender, try {row.attempts + 1}")
    if row.state is OutboxState.SENT and row.finished_at is not None:
        yield _step(row.finished_at, "sent")
    else:
        yield _step(said.at, OUTBOX[row.state])


def _step(at: datetime, what: str) -> Json:
    return {"at": instant(at), "what": what}
