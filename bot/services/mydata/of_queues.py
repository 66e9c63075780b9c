"""Making the parts about what waits for a person, what was sent to them, and what is noted."""

from bot.db.tables import HelpRequest
from bot.domain.talking import Wanted
from bot.domain.viewers import Matter, Standing, Viewer
from bot.services.mydata import about
from bot.services.mydata.of_writing import readers
from bot.services.mydata.opening import Opener
from bot.services.mydata.rows import Rows
from bot.services.mydata.waiting import FallsDue, HelpAsked, Message, Update

_MATTERS = {
    Wanted.COORDINATOR: Matter.TALK,
    Wanted.MENTOR: Matter.REACHING,
    Wanted.CONCERN: Matter.CONCERN,
}


def help_requests(rows: Rows, sealed: Opener) -> tuple[HelpAsked, ...]:
    """When they asked for a person to talk to."""
    return tuple(
        HelpAsked(
            wanted=each.wanted,
            wording=sealed.text("help_requests.words", each.id, each.words),
            read_by=_readers(rows, each),
            begun_at=each.created_at,
            sent_at=each.sent_at,
            repeated_from=each.since,
            repeated=each.step,
            seen_at=each.seen_at,
            settled_at=each.settled_at,
            settled_by_you=each.settled_by == rows.person.id,
            update_id=each.update_id,
        )
        for each in rows.help_requests
        if each.person_id == rows.person.id
    )


def _readers(rows: Rows, request: HelpRequest) -> tuple[Viewer, ...]:
    """Who can read a request; the mentor whom a concern is about is never among them."""
    if request.sent_at is None:
        return ()
    asked = [each for each in rows.relationships if each.mentor_id == request.mentor_id]
    pair = asked[-1] if asked and request.wanted is Wanted.MENTOR else None
    return readers(rows, _MATTERS[request.wanted], Standing.SHARED, pair)


def messages(rows: Rows) -> tuple[Message, ...]:
    """The messages to them, sent or waiting: kinds, no words."""
    return tuple(
        Message(
            kind=each.kind,
            state=each.state,
            made_at=each.created_at,
            not_before=each.not_before,
            finished_at=each.finished_at,
            attempts=each.attempts,
            message_id=each.message_id,
            update_id=each.update_id,
        )
        for each in rows.outbox
    )


def falls_due(rows: Rows) -> tuple[FallsDue, ...]:
    """What falls due for them, and did."""
    return tuple(
        FallsDue(
            kind=each.kind,
            occurrence=each.occurrence,
            planned_at=each.planned_at,
            due_at=each.due_at,
            outcome=each.outcome,
            attempts=each.attempts,
            finished_at=each.finished_at,
        )
        for each in rows.due
    )


def updates(rows: Rows, sealed: Opener) -> tuple[Update, ...]:
    """What they sent and what is not handled yet."""
    return tuple(
        Update(
            update_id=each.update_id,
            chat_id=each.chat_id,
            state=each.state,
            attempts=each.attempts,
            error=each.error,
            received_at=each.received_at,
            content=sealed.json("inbox.sealed", each.update_id, each.sealed),
        )
        for each in rows.inbox
    )


def audit(rows: Rows) -> tuple[about.Done, ...]:
    """What is noted of what they did; what others did is theirs, also where it was about them."""
    return tuple(
        about.Done(
            deed=each.deed,
            at=each.at,
            count=each.count,
            detail=each.detail,
            update_id=each.update_id,
        )
        for each in rows.audit
    )


def slowed(rows: Rows) -> tuple[about.Slowed, ...]:
    """How often they lately asked for what is not theirs."""
    return tuple(
        about.Slowed(
            each.counted, each.since, each.level, each.slowed_at, each.until, each.update_id
        )
        for each in rows.refusals
    )
