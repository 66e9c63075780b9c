"""One call to Telegram, tried: what came of it, and what follows from that for everybody."""

from collections.abc import Awaitable, Callable

import structlog
from telegram.error import TelegramError

from bot.delivery.outcomes import Delivery, judge
from bot.delivery.pacing import Pacer
from bot.delivery.params import Params
from bot.delivery.pauses import Sleep, pauses
from bot.delivery.raw_bot import RawBot
from bot.domain.queues import Lane, Outcome

log = structlog.get_logger()

Still = Callable[[], None]
Unreachable = Callable[[int, Lane], Awaitable[object]]


def always() -> None:
    """What may leave whatever happened meanwhile."""


class Tries:
    """Calls that never raise for anything Telegram or the network does.

    A 429 holds everybody's messages back; `unreachable` is told the Telegram id of a person who
    blocked the bot, and the lane of what did not reach them. `sleep` takes seconds.
    """

    def __init__(self, bot: RawBot, pacer: Pacer, unreachable: Unreachable, sleep: Sleep) -> None:
        self._bot = bot
        self._pacer = pacer
        self._unreachable = unreachable
        self._sleep = sleep

    async def once(
        self, chat_id: int, method: str, params: Params, lane: Lane = Lane.REPLY
    ) -> Delivery:
        """Call once, without waiting for any turn."""
        try:
            result = await self._bot.call(method, params)
        except TelegramError as error:
            delivery = judge(error)
        else:
            sent = result["message_id"] if isinstance(result, dict) else None
            return Delivery(Outcome.SENT, sent)
        if delivery.retry_after is not None:
            self._pacer.hold(delivery.retry_after)
        if delivery.outcome is Outcome.UNREACHABLE:
            await self._unreachable(chat_id, lane)
        if delivery.outcome is not Outcome.SENT:
            log.info("message not sent", outcome=delivery.outcome, reason=delivery.reason)
        return delivery

    async def until_known(
        self, chat_id: int, method: str, params: Params, still: Still = always
    ) -> Delivery:
        """Call until Telegram says yes or no: for edits, which can be repeated safely.

        What `still` raises before any of the tries is raised.
        """
        pause = pauses()
        while True:
            await self._pacer.held()
            still()
            delivery = await self.once(chat_id, method, params)
            if delivery.outcome not in (Outcome.RETRY, Outcome.UNSURE):
                return delivery
            if delivery.retry_after is None:
                await self._sleep(next(pause))
