"""The sender drains the outbox: it composes each message when it goes, and settles its row."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from bot.db.tables import OutboxRow, Person
from bot.db.trouble import is_database_trouble
from bot.delivery import claims, settling
from bot.delivery.gateway import Gateway
from bot.delivery.settling import Report
from bot.domain.queues import LARGE, Lane, MessageKind, OutboxState, Outcome
from bot.domain.quiet import QuietHours
from bot.runtime import reports
from bot.runtime.compose.base import Compose
from bot.runtime.making import Making, StaysError
from bot.runtime.may_still_go import SURVEYS
from bot.services.core import Core
from bot.services.mydata import missing
from bot.services.pacing import have_spoken, readers
from bot.services.people import agree_first

# Few on their way at a time: whatever is on its way when the power fails counts as unsure. So many
# keep up 30 a second where the way to Telegram and back takes 200 ms.
AT_ONCE = 10
# Of those that take long to make and to send, so that the others never wait for them.
_LARGE_AT_ONCE = 2
# Seconds in which what else comes back is written down together: each transaction costs more than
# a message.
_TOGETHER = 0.1
_SPOKE = (OutboxState.SENT, OutboxState.UNSURE)
_MAY_BE_MISSED = (OutboxState.REJECTED, OutboxState.UNSURE)
# A lease is minutes long: looking for those that ran out with every message would be a waste.
_EXPIRES_EVERY = timedelta(seconds=10)


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
        self._landed: list[Report] = []
        self._large = 0
        self._expires_at = core.clock.now()
        self._stopping = False

    async def drain(self) -> int:
        """Send everything that may go now, and return how many rows were claimed.

        While that is going on, it takes in what comes, and another drain has nothing to do. If the
        database fails, what became of messages is kept, and written down by the next drain.
        """
        if self._draining.locked():
            return 0
        async with self._draining:
            if not self._landed and not await self._anything_waits():
                return 0
            return await self._send_all()

    def stop(self) -> None:
        """Claim nothing more; a drain that is going on finishes what is on its way."""
        self._stopping = True

    async def _send_all(self) -> int:
        claimed = 0
        flying: set[asyncio.Task[Report]] = set()
        try:
            while True:
                rows = await self._exchange(self._at_once - len(flying))
                claimed += len(rows)
                flying |= {asyncio.create_task(self._deliver(each)) for each in rows}
                if not flying:
                    return claimed
                await asyncio.wait(flying, return_when=asyncio.FIRST_COMPLETED)
                flying = await self._take_in(flying, _TOGETHER)
        except Exception as error:
            # What can never be written down must not hold up everybody for good.
            if not is_database_trouble(error):
                self._landed = []
            # The rest has gone or is going: nobody must take it for lost, and send it again.
            flying = await self._take_in(flying)
            raise
        finally:
            for task in flying:
                task.cancel()

    async def _take_in(
        self, flying: set[asyncio.Task[Report]], seconds: float | None = None
    ) -> set[asyncio.Task[Report]]:
        """Keep what became of what comes back within so long; return what is still on its way."""
        if not flying:
            return flying
        done, still = await asyncio.wait(flying, timeout=seconds)
        self._landed += [task.result() for task in done]
        return still

    async def _anything_waits(self) -> bool:
        async with self._core.db.read() as s:
            return await claims.anything_waits(s, self._core.clock.now())

    async def _exchange(self, room: int) -> list[_Claimed]:
        """Settle what has landed and claim what comes next, in one transaction."""
        now, landed = self._core.clock.now(), self._landed
        async with self._core.db.write() as s:
            await settling.settle(s, now, landed)
            await have_spoken(s, [each.spoke_to for each in landed if each.spoke_to], now)
            expires = now >= self._expires_at
            if expires:
                self._expires_at = now + _EXPIRES_EVERY
                await settling.expire(s, now)
            if expires or any(each.state in _MAY_BE_MISSED for each in landed):
                await missing.tell(s, now)
            large = _LARGE_AT_ONCE - self._large
            rows = [] if self._stopping else await claims.claim(s, now, room, large)
            people = await readers(s, {row.person_id for row in rows}) if rows else {}
            claimed = [_Claimed(row, *people[row.person_id]) for row in rows]
        # Only now is it written down; to write it twice changes nothing.
        self._landed = []
        return claimed

    async def _deliver(self, claimed: _Claimed) -> Report:
        is_large = claimed.row.kind in LARGE
        self._large += is_large
        try:
            return await self._settled(claimed)
        finally:
            self._large -= is_large

    async def _settled(self, claimed: _Claimed) -> Report:
        row = claimed.row
        try:
            making = Making(self._core, self._composers[row.kind], row)
            making.check(claimed.person, claimed.quiet)
            report = await self._send(row, claimed.person.telegram_id, making)
            spoke = row.kind in SURVEYS and report.state in _SPOKE
            return replace(report, spoke_to=row.person_id) if spoke else report
        except StaysError as stays:
            return await self._stays(row, stays)
        except Exception as error:  # one bad row must not stop everyone else's
            return reports.failed(row, error, self._core.clock.now())

    async def _send(self, row: OutboxRow, chat_id: int, making: Making) -> Report:
        went = part = int(row.detail.get("sent_parts", 0))
        message_id: int | None = None
        while making.parts is None or part < making.parts:
            if part > went:
                self._gateway.beside.more_to_come(chat_id)
            make = partial(making.make, part)
            delivery = await self._gateway.send_made(chat_id, make, Lane(row.lane))
            if delivery.outcome is not Outcome.SENT:
                return reports.not_sent(row, delivery, part, self._core.clock.now())
            message_id = delivery.message_id
            part += 1
        return Report(row.id, row.fence, OutboxState.SENT, message_id)

    async def _stays(self, row: OutboxRow, stays: StaysError) -> Report:
        if stays.report is not None:
            return stays.report
        try:
            await agree_first.keep_back(self._core, row)
        except Exception as error:
            return reports.failed(row, error, self._core.clock.now())
        return reports.kept_back(row)
