"""What a person is told when a use case refused, or when something of ours went wrong."""

from typing import Any

import structlog

from bot.delivery.gateway import Gateway, RejectedError
from bot.delivery.raw import chat_of, sender_of
from bot.render.message import Outgoing
from bot.render.texts import Texts, texts
from bot.services.core import Core
from bot.services.errors import Reason
from bot.services.languages import language_of

log = structlog.get_logger()

Raw = dict[str, Any]

# What was refused for one of these stays refused: the buttons that offered it have had their time.
_FOR_GOOD = frozenset(
    {
        Reason.NOT_A_MEMBER,
        Reason.GONE,
        Reason.CLOSED,
        Reason.NOTHING_OPEN,
        Reason.PAIR_OVER,
        Reason.OWN_PROPOSAL,
        Reason.NEWER_PROPOSAL,
        Reason.ASKED_ALREADY,
    }
)


class Apologies:
    """Says one kind sentence where a handler could not say anything itself."""

    def __init__(self, core: Core, gateway: Gateway) -> None:
        self._core = core
        self._gateway = gateway

    async def refused(self, raw: Raw, reason: Reason) -> None:
        """Say why not; over a tapped button as a notice, else as a message.

        Buttons that can never do anything again are taken away, if that can be done.
        """
        words = await self._words(raw)
        text = words.say(f"refused-{reason}")
        query = raw.get("callback_query")
        if query is not None:
            plain = words.label(f"refused-{reason}")
            self._gateway.beside.answer_tap(query["id"], plain, alert=True)
            if reason in _FOR_GOOD and "message" in query:
                self._take_away(query["message"], query.get("data", ""))
        else:
            await self._say(raw, text)

    def _take_away(self, message: Raw, data: str) -> None:
        chat_id, message_id = message["chat"]["id"], message["message_id"]
        # A second tap comes of buttons that the first one may have changed for others.
        if not self._gateway.shown.is_gone(chat_id, message_id, data):
            self._gateway.beside.strip(chat_id, message_id)

    async def set_aside(self, raw: Raw) -> None:
        """Say that something failed and that what they sent is kept."""
        query = raw.get("callback_query")
        # What failed may have been of any type, and others in this chat are still to be served.
        if isinstance(query, dict) and isinstance(query.get("id"), str):
            self._gateway.beside.answer_tap(query["id"])
        await self._say(raw, (await self._words(raw)).say("failed-kept"))

    async def _say(self, raw: Raw, text: str) -> None:
        chat = chat_of(raw)
        if chat is None or chat < 0 or "my_chat_member" in raw:
            return
        try:
            await self._gateway.reply(chat, Outgoing(text))
        except RejectedError as error:
            log.error("an apology was refused", error=type(error).__name__)

    async def _words(self, raw: Raw) -> Texts:
        body: dict[str, Any] = next(
            (value for value in raw.values() if isinstance(value, dict)), {}
        )
        app_language = body.get("from", {}).get("language_code")
        # It may be of any type: an apology must not fail over what made something else fail.
        language = app_language if isinstance(app_language, str) else None
        return texts(await language_of(self._core, sender_of(raw) or 0, language))
