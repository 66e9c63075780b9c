"""The sender drains the outbox: it composes each message when it goes, and settles its row."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

import structlog

from bot.db.tables import OutboxRow, Person
from bot.db.trouble import is_database_trouble
from bot.delivery import claims
from bot.delivery.claims import Report
from bot.delivery.gateway import Gateway
from bot.delivery.outcomes import Delivery
from bot.domain.people import Focus
from bot.domain.queues import Lane, MessageKind, OutboxState, Outcome
from bot.domain.quiet import QuietHours, Wait
from bot.render.message import Outgoing
from bot.runtime.compose.base import Compose, Letter
from bot.runtime.may_still_go import SURVEYS, WAITED_FOR, Fate, fate_of
from bot.services import focusing
from bot.services.core import Core
from bot.services.pacing import have_spoken, readers

log = structlog.get_logger()

# Few on their way at a time: whatever is on its way when the power fails counts as unsure. So many
# keep up 30 a second where the way to Telegram and back takes 200 ms.
AT_ONCE = 10
# Seconds in which what else comes back is written down together: each transaction costs more than
# a message.
_TOGETHER = 0.1
MOST_ATTEMPTS = 3
_SPOKE = (OutboxState.SENT, OutboxState.UNSURE)
_AGAIN = timedelta(seconds=30)
# A lease is minutes long: looking for those that ran out with every message would be a waste.
_EXPIRES_EVERY = timedelta(seconds=10)
_LONGEST_WAIT = timedelta(minutes=15)


@dataclass(frozen=True)
class _Claimed:
    """A row to be sent, and the person it is for as they were when it was claimed, just now."""

    row: OutboxRow
    person: Person
    quiet: QuietHours


class Sender:
    """Sends what waits in the outbox, several people at once, at most one message per person."""

    def __init__(
        self,
        core: Core,
        gateway: Gateway,
        composers: Mapping[MessageKind, Compose],
        *,
        at_once: int = AT_ONCE,
    ) -> None:
        self._core = core
        self._gateway = gateway
        self._composers = composers
        self._at_once = at_once
        self._draining = asyncio.Lock()
        self._expires_at = core.clock.now()
        self._stopping = False

    async def drain(self) -> int:
        """Send everything that may go now, and return how many rows were claimed.

        While that is going on, it takes in what comes, and another drain has nothing to do.
        """
        if self._draining.locked():
            return 0
        async with self._draining:
            if not await self._anything_waits():
                return 0
            claimed = 0
            flying: set[asyncio.Task[Report]] = set()
            landed: list[Report] = []
            try:
                while True:
                    rows = await self._exchange(landed, self._at_once - len(flying))
                    claimed += len(rows)
                    flying |= {asyncio.create_task(self._deliver(each)) for each in rows}
                    if not flying:
                        return claimed
                    await asyncio.wait(flying, return_when=asyncio.FIRST_COMPLETED)
                    done, flying = await asyncio.wait(flying, timeout=_TOGETHER)
                    landed = [task.result() for task in done]
            finally:
                for task in flying:
                    task.cancel()

    def stop(self) -> None:
        """Claim nothing more; a drain that is going on finishes what is on its way."""
        self._stopping = True

    async def _anything_waits(self) -> bool:
        async with self._core.db.read() as s:
            return await claims.anything_waits(s, self._core.clock.now())

    async def _exchange(self, landed: list[Report], room: int) -> list[_Claimed]:
        """Settle what has landed and claim what comes next, in one transaction."""
        now = self._core.clock.now()
        async with self._core.db.write() as s:
            await claims.settle(s, now, landed)
            await have_spoken(s, [each.spoke_to for each in landed if each.spoke_to], now)
            if now >= self._expires_at:
                self._expires_at = now + _EXPIRES_EVERY
                await claims.expire(s, now)
            rows = [] if self._stopping else await claims.claim(s, now, room)
            people = await readers(s, {row.person_id for row in rows}) if rows else {}
            return [_Claimed(row, *people[row.person_id]) for row in rows]

    async def _deliver(self, claimed: _Claimed) -> Report:
        row, person = claimed.row, claimed.person
        try:
            fate = fate_of(row, person, claimed.quiet, self._core.clock.now())
            if isinstance(fate, Wait):
                return self._waits(row, fate)
            if fate is not Fate.GOES:
                return Report(row.id, row.fence, OutboxState(fate.value))
            messages = await self._composers[row.kind](self._core, Letter(row, person))
            report = await self._send(row, person, messages)
            spoke = row.kind in SURVEYS and report.state in _SPOKE
            return replace(report, spoke_to=row.person_id) if spoke else report
        except Exception as error:  # one bad row must not stop everyone else's
            return self._failed(row, error)

    def _waits(self, row: OutboxRow, wait: Wait) -> Report:
        return Report(
            row.id,
            row.fence,
            OutboxState.WAITING,
            not_before=wait.until,
            detail={**row.detail, WAITED_FOR: wait.until.isoformat()},
        )

    async def _send(self, row: OutboxRow, person: Person, messages: list[Outgoing]) -> Report:
        went = int(row.detail.get("sent_parts", 0))
        if not messages:
            return Report(row.id, row.fence, OutboxState.DROPPED)
        if person.focus is Focus.ANSWERING:
            await focusing.came_between(self._core, person.telegram_id)
        message_id: int | None = None
        for part, message in enumerate(messages[went:], start=went):
            if part > went:
                self._gateway.more_to_come(person.telegram_id)
            delivery = await self._gateway.send(person.telegram_id, message, Lane(row.lane))
            if delivery.outcome is not Outcome.SENT:
                return self._not_sent(row, delivery, part)
            message_id = delivery.message_id
        return Report(row.id, row.fence, OutboxState.SENT, message_id)

    def _not_sent(self, row: OutboxRow, delivery: Delivery, went: int) -> Report:
        detail = {**row.detail, "sent_parts": went} if went else None
        if delivery.outcome is Outcome.UNREACHABLE:
            return Report(row.id, row.fence, OutboxState.UNREACHABLE, detail=detail)
        if delivery.outcome is Outcome.REJECTED:
            log.error("a message was refused", kind=row.kind, reason=delivery.reason)
            return Report(row.id, row.fence, OutboxState.REJECTED, detail=detail)
        if delivery.outcome is Outcome.UNSURE and row.lane != Lane.URGENT:
            return Report(row.id, row.fence, OutboxState.UNSURE, detail=detail)
        wait = _AGAIN * 2 ** min(row.attempts, 5)
        if delivery.retry_after is not None:
            wait = timedelta(seconds=delivery.retry_after)
        return self._again(row, min(wait, _LONGEST_WAIT), detail=detail)

    def _failed(self, row: OutboxRow, error: Exception) -> Report:
        if is_database_trouble(error):
            return self._again(row, _AGAIN, attempts=0)
        log.error("a message could not be composed", kind=row.kind, error=type(error).__name__)
        if row.attempts + 1 >= MOST_ATTEMPTS:
            return Report(row.id, row.fence, OutboxState.REJECTED, attempts=1)
        return self._again(row, _AGAIN)

    def _again(
        self,
        row: OutboxRow,
        wait: timedelta,
        attempts: int = 1,
        detail: dict[str, object] | None = None,
    ) -> Report:
        later = self._core.clock.now() + wait
        return Report(
            row.id,
            row.fence,
            OutboxState.WAITING,
            not_before=later,
            attempts=attempts,
            detail=detail,
        )
