"""Delivery of updates to the bot's webhook, as Telegram does it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import aiohttp

from bot.rehearsal.core import StandIn
from bot.rehearsal.refusal import Json

LONGEST_PAUSE = 60.0
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name


@asynccontextmanager
async def delivering(
    standin: StandIn, sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
) -> AsyncIterator[None]:
    """Deliver to the webhook, whenever one is set, while the block runs.

    Updates of one chat go in order; different chats at once, up to the webhook's
    max_connections. Whatever is not answered with a 2xx is tried again after `sleep`ing 1, 2,
    4, ... up to 60 seconds.
    """
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(60)) as session:
        delivery = _Delivery(standin, session, sleep)
        standin.updates.on_change.append(delivery.look)
        delivery.look()
        try:
            yield
        finally:
            standin.updates.on_change.remove(delivery.look)
            await delivery.stop()


class _Delivery:
    def __init__(
        self,
        standin: StandIn,
        session: aiohttp.ClientSession,
        sleep: Callable[[float], Awaitable[object]],
    ) -> None:
        self._standin = standin
        self._session = session
        self._sleep = sleep
        self._stopped = False
        self._webhook: Json | None = None
        self._busy: dict[int, asyncio.Task[None]] = {}

    def look(self) -> None:
        """Start whatever can be delivered now."""
        webhook = self._standin.updates.webhook
        if webhook is not self._webhook:
            # A new webhook is tried at once, however long the old one has not answered.
            self._webhook = webhook
            for task in self._busy.values():
                task.cancel()
        if webhook is None or self._stopped:
            return
        self._standin.updates.forget_old()
        for update in self._standin.updates.pending:
            if len(self._busy) >= webhook["max_connections"]:
                return
            chat_id = _chat_id(update)
            if chat_id not in self._busy:
                task = asyncio.ensure_future(self._deliver(update, chat_id, webhook))
                self._busy[chat_id] = task

    async def stop(self) -> None:
        """Give up what is under way; it stays pending."""
        self._stopped = True
        tasks = list(self._busy.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _deliver(self, update: Json, chat_id: int, webhook: Json) -> None:
        updates = self._standin.updates
        pause = 1.0
        try:
            while updates.webhook is webhook and update in updates.pending:
                problem = await self._post(update, webhook)
                if problem is None:
                    updates.drop(update)
                    return
                webhook["last_error_date"] = self._standin.world.now()
                webhook["last_error_message"] = problem
                await self._sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
        finally:
            self._busy.pop(chat_id, None)
            asyncio.get_running_loop().call_soon(self.look)

    async def _post(self, update: Json, webhook: Json) -> str | None:
        headers = {SECRET_HEADER: webhook["secret"]} if webhook["secret"] else {}
        try:
            async with self._session.post(webhook["url"], json=update, headers=headers) as answer:
                if answer.ok:
                    return None
                return f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except (aiohttp.ClientError, TimeoutError):
            return "Connection refused"


def _chat_id(update: Json) -> int:
    body = next(value for name, value in update.items() if name != "update_id")
    message = body.get("message", body)
    return int(message["chat"]["id"])
