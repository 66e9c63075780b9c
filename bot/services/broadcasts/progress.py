"""How far broadcasts are: what their authors are shown, and when they are over.

All of it stands in rows, so that a restart goes on where it was.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Broadcast, Person, Programme, Survey
from bot.domain.broadcast_counts import Counts, seconds_left
from bot.domain.broadcasts import BroadcastKind, BroadcastState
from bot.domain.quiet import QuietHours, is_quiet
from bot.services import members
from bot.services.broadcasts.counting import count
from bot.services.core import Core

# What `shown` says once nothing more comes.
OVER = "over"
# Somebody may wait for months, such as the end of a long pause, in a broadcast to thousands.
_REST = timedelta(minutes=1)
# Made once: it is asked every few seconds.
_NOT_OVER = (
    select(Broadcast, Person, Programme, Survey.title)
    .join(Person, Person.id == Broadcast.created_by)
    .join(Programme, Programme.id == Broadcast.programme_id)
    .outerjoin(Survey, Survey.id == Broadcast.survey_id)
    .where(
        Broadcast.state.in_((BroadcastState.SENDING, BroadcastState.STOPPED)),
        or_(
            Broadcast.shown.is_(None),
            and_(
                Broadcast.shown != OVER,
                or_(
                    Broadcast.id.not_in(bindparam("resting", expanding=True)),
                    Broadcast.state == BroadcastState.STOPPED,
                ),
            ),
        ),
    )
    .order_by(Broadcast.started_at, Broadcast.id)
)


@dataclass(frozen=True)
class ProgressView:
    """How far one broadcast is, for its author in the chat `telegram_id`.

    `title` is the survey's, None for an announcement. `message_id` is the message that shows it,
    None if there is none yet; `is_told` says whether there is to be one. `seconds` is how long
    what may go now takes. `mark` stands for all of it: the same mark shows the same.
    """

    broadcast_id: int
    kind: BroadcastKind
    state: BroadcastState
    language: str
    zone: str
    now: datetime
    title: str | None
    telegram_id: int
    message_id: int | None
    counts: Counts
    seconds: int
    is_told: bool
    shown: str | None

    @property
    def over(self) -> bool:
        """Whether every message has come to its end."""
        return self.counts.waiting == 0

    @property
    def changed(self) -> bool:
        """Whether it is to be shown anew."""
        return self.over or self.mark != self.shown

    @property
    def rests_until(self) -> datetime | None:
        """Until when nothing is likely to change, if all that waits waits for later."""
        first_at = self.counts.first_at
        if first_at is None or self.counts.waiting > self.counts.later:
            return None
        return min(first_at, self.now + _REST)

    @property
    def mark(self) -> str:
        """What is shown, in short; at most 120 characters."""
        c = self.counts
        numbers = (c.sent, c.unsure, c.unreachable, c.failed, c.waiting, c.later, self.seconds)
        return ".".join([self.state, *map(str, numbers)])


async def under_way(core: Core, resting: Collection[int] = ()) -> list[ProgressView]:
    """Return how far the broadcasts are that are not over, in two statements.

    Those in `resting` are left out, unless something was done about them meanwhile.
    """
    now = core.clock.now()
    async with core.db.read() as s:
        found = await s.execute(_NOT_OVER, {"resting": list(resting)})
        rows = [row for row in found if not _sleeps(row[0], row[1], row[2], now)]
        if not rows:
            return []
        counts = await count(s, [row[0] for row in rows], now)
    views, ahead = [], 0
    for broadcast, author, _programme, title in rows:
        found_counts = counts[broadcast.id]
        ahead += found_counts.waiting - found_counts.later
        views.append(_view(broadcast, author, title, found_counts, ahead, now))
    return views


async def told(core: Core, view: ProgressView, message_id: int | None) -> None:
    """Note what has been shown, and where; once nothing more comes, what became of it."""
    async with core.db.write() as s:
        broadcast = await _still(s, view)
        if broadcast is None:
            return
        broadcast.message_id, broadcast.shown = message_id, view.mark
        if not view.over:
            return
        broadcast.shown, broadcast.counts = OVER, view.counts.to_json()
        if broadcast.state is BroadcastState.SENDING:
            broadcast.state, broadcast.finished_at = BroadcastState.DONE, core.clock.now()


async def _still(s: AsyncSession, view: ProgressView) -> Broadcast | None:
    """The broadcast, unless it was stopped or taken up again while it was being shown."""
    broadcast = await s.get_one(Broadcast, view.broadcast_id, with_for_update=True)
    return broadcast if broadcast.state is view.state else None


def _sleeps(broadcast: Broadcast, author: Person, programme: Programme, now: datetime) -> bool:
    """Whether nothing is said of it yet: it began by itself, and it is night for its author."""
    if broadcast.update_id is not None or broadcast.message_id is not None:
        return False
    return is_quiet(now, author.zone, QuietHours(programme.quiet_from, programme.quiet_to))


def _view(
    broadcast: Broadcast,
    author: Person,
    title: str | None,
    counts: Counts,
    ahead: int,
    now: datetime,
) -> ProgressView:
    # A reminder that goes by itself is nothing to be shown.
    asked_for = broadcast.update_id is not None
    there = members.agrees(author) and author.unreachable_since is None
    return ProgressView(
        broadcast_id=broadcast.id,
        kind=broadcast.kind,
        state=broadcast.state,
        language=author.language,
        zone=author.zone,
        now=now,
        title=title,
        telegram_id=author.telegram_id,
        message_id=broadcast.message_id,
        counts=counts,
        seconds=seconds_left(ahead) if counts.waiting > counts.later else 0,
        is_told=there and (asked_for or broadcast.kind is not BroadcastKind.REMINDER),
        shown=broadcast.shown,
    )
