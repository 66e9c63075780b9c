"""Keeping the message current that shows a coordinator how far a broadcast is."""

from datetime import datetime

from bot.delivery.gateway import Gateway
from bot.delivery.outcomes import Delivery
from bot.domain.queues import Lane, Outcome
from bot.render import broadcasts as render
from bot.render.message import Outgoing
from bot.services.broadcasts import progress
from bot.services.broadcasts.progress import ProgressView
from bot.services.core import Core


class Progress:
    """Shows how far broadcasts are, when asked to and only what has changed.

    It is asked every few seconds, which is as often as a message should be edited. Edits count
    towards no budget, so nobody's reply waits for them.
    """

    def __init__(self, core: Core, gateway: Gateway) -> None:
        self._core = core
        self._gateway = gateway
        self._rests: dict[int, datetime] = {}

    async def show(self) -> int:
        """Show what has changed; return of how many broadcasts. The rest waits for the next time."""
        now = self._core.clock.now()
        self._rests = {each: until for each, until in self._rests.items() if until > now}
        views = await progress.under_way(self._core, self._rests)
        return sum([await self._see(view) for view in views])

    async def _see(self, view: ProgressView) -> bool:
        """Show it if it has changed, and look no more for as long as nothing is likely to."""
        shown = view.changed and await self._show(view)
        if view.rests_until is not None and (shown or not view.changed):
            self._rests[view.broadcast_id] = view.rests_until
        return shown

    async def _show(self, view: ProgressView) -> bool:
        message_id = view.message_id
        if view.is_told:
            delivery = await self._deliver(view, render.progress(view))
            if delivery.outcome in (Outcome.RETRY, Outcome.UNSURE):
                return False
            # Of a message that was changed Telegram tells no id: it keeps the one it had.
            message_id = delivery.message_id or message_id
        await progress.told(self._core, view, message_id)
        return True

    async def _deliver(self, view: ProgressView, message: Outgoing) -> Delivery:
        """Change the message in place, or send it where there is none any more."""
        if view.message_id is not None:
            changed = await self._gateway.edit_once(view.telegram_id, view.message_id, message)
            if changed.outcome is not Outcome.REJECTED:
                return changed
        return await self._gateway.send(view.telegram_id, message, Lane.REPLY)
