"""Saying something back: new messages, a message changed in place, or a short notice on a tap."""

from telegram import Update

from bot.delivery.taps import Tap
from bot.domain.ids import from_short
from bot.render.message import Outgoing
from bot.services.errors import Reason, RefusedError
from handlers.context import Context


async def say(update: Update, context: Context, *messages: Outgoing, ends: bool = False) -> None:
    """Send new messages to the chat that the update came from.

    A message that asks, or `ends`, makes the buttons of the question before it disappear.
    Returns once everything has gone; an unreachable person is no error.
    """
    await toast(update, context)
    chat_id = _chat_id(update)
    asking: int | None = None
    for number, message in enumerate(messages):
        if number:
            context.gateway.beside.more_to_come(chat_id)
        message_id = await context.gateway.reply(chat_id, message, still=context.still)
        if message.asks and message_id is not None:
            asking = message_id
    if asking is not None or ends:
        _now_asks(context, chat_id, asking)
    context.taps.answered(chat_id, tap_of(update))


async def change(update: Update, context: Context, message: Outgoing) -> None:
    """Change the tapped message in place; send anew where that cannot be done."""
    tapped = tapped_message(update)
    if tapped is None or message.has_file:
        await say(update, context, message)
        return
    await toast(update, context)
    chat_id = _chat_id(update)
    context.taps.answered(chat_id, None)
    if not await context.gateway.edit(chat_id, tapped, message, still=context.still):
        await say(update, context, message)
    elif message.asks:
        _now_asks(context, chat_id, tapped)
    elif context.live.get(chat_id) == tapped:
        context.live.set(chat_id, None)


async def put_away(update: Update, context: Context) -> None:
    """Take the buttons of the tapped message away: what it offered has been settled."""
    await toast(update, context)
    tapped = tapped_message(update)
    if tapped is not None:
        chat_id = _chat_id(update)
        context.gateway.beside.strip(chat_id, tapped)
        if context.live.get(chat_id) == tapped:
            context.live.set(chat_id, None)


async def toast(update: Update, context: Context, text: str = "", *, alert: bool = False) -> None:
    """Answer the tap, once; `alert` makes `text` stay until it is dismissed. No tap, no effect."""
    query = update.callback_query
    if query is not None and not context.tap_answered:
        context.tap_answered = True
        context.gateway.beside.answer_tap(query.id, text, alert=alert)


def parts(update: Update) -> list[str]:
    """Return the callback data of a tap, split at its dots."""
    query = update.callback_query
    return query.data.split(".") if query is not None and query.data else []


def short(part: str) -> int:
    """Read a row's id out of callback data; refuse nonsense, since buttons are client input."""
    number = from_short(part)
    if number is None:
        raise RefusedError(Reason.GONE)
    return number


def tap_of(update: Update) -> Tap | None:
    """Return the tap that an update is; None if it is none."""
    query, message_id = update.callback_query, tapped_message(update)
    if query is None or message_id is None:
        return None
    return Tap(update.update_id, message_id, query.data or "")


def tapped_message(update: Update) -> int | None:
    """Return the id of the message whose button was tapped."""
    query = update.callback_query
    return query.message.message_id if query is not None and query.message is not None else None


def _now_asks(context: Context, chat_id: int, message_id: int | None) -> None:
    before = context.live.get(chat_id)
    if before is not None and before != message_id:
        context.gateway.beside.strip(chat_id, before)
    context.live.set(chat_id, message_id)


def _chat_id(update: Update) -> int:
    assert update.effective_chat is not None  # handlers only take updates with one
    return update.effective_chat.id
