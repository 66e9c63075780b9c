"""python-telegram-bot's `Bot`, with calls whose results stay as they came."""

from typing import Any

from telegram.ext import ExtBot


class RawBot(ExtBot[None]):
    """A bot that can also be asked for plain results.

    The typed methods turn every result into objects. Of a message sent we need its id and nothing
    else, and that was a tenth of the work for an answer; of an update we need every field, also
    those that python-telegram-bot cannot read.
    """

    async def call(self, method: str, params: dict[str, Any], **timeouts: Any) -> Any:
        """Call a Bot API method by its own name; return Telegram's `result`, plain.

        Parameters that are None are left out. Raises what the typed methods raise.
        """
        return await self._post(method, params, **timeouts)
