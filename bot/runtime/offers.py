"""Help is offered at once where somebody's words sound as if they may need it.

Here, and not among the handlers, because every word that is sent comes by here, once it has been
answered: whatever it was an answer to, refused or failed, as text, caption or edit.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot.db.trouble import is_database_trouble
from bot.delivery.gateway import Gateway
from bot.delivery.raw import sender_of
from bot.domain.distress import Rules, calls_for_help
from bot.domain.people import Focus
from bot.render import talk as render
from bot.render.talk_typed import is_call
from bot.render.texts import languages
from bot.services.core import Actor, Core
from bot.services.talking import showing
from bot.services.talking.showing import TalkView

log = structlog.get_logger()

Raw = dict[str, Any]

# One message, edited again and again within this time, gets the offer once.
ONCE_WITHIN = timedelta(minutes=10)


class Offers:
    """Shows the helplines and /talk after a message that calls for it. Nobody else is told.

    Which messages it came after is in memory alone, for some minutes: after a restart, an edit may
    bring it a second time.
    """

    def __init__(self, core: Core, gateway: Gateway, rules: Sequence[Rules]) -> None:
        self._core = core
        self._gateway = gateway
        self._rules = rules
        self._shown: dict[tuple[int, int], datetime] = {}
        self._alone: set[int] = set()

    def takes(self, update_id: int, text: str) -> bool:
        """Whether the offer comes after words that answered nothing; then it answers them alone.

        To be told first that one's words are of no use would be no kindness.
        """
        comes = self._is_call(text)
        if comes:
            self._alone.add(update_id)
        return comes

    async def after(self, raw: Raw, *, failed: bool = False) -> None:
        """Offer help if the words of an update call for it; `failed` if nothing answered them.

        Raises only what is trouble with the database, since then the update is handled again.
        """
        try:
            await self._perhaps(raw, failed)
        except Exception as error:
            if is_database_trouble(error):
                raise
            # What went wrong here must not keep the chat from going on.
            log.error("an offer of help failed", error=type(error).__name__)

    async def _perhaps(self, raw: Raw, failed: bool) -> None:
        message, sender = _message(raw), sender_of(raw)
        if sender is None or not self._is_call(_words(message)):
            return
        alone = raw["update_id"] in self._alone
        self._alone.discard(raw["update_id"])
        key = sender, message["message_id"]
        if self._is_recent(key):
            return
        view = await self._who_is_there(Actor(sender, raw["update_id"]), _language(message))
        if failed or not _just_shown(raw, view):
            await self._gateway.reply(sender, render.offer(view, also_not_used=alone))
        self._shown[key] = self._core.clock.now()

    async def _who_is_there(self, actor: Actor, language: str) -> TalkView:
        """Return who is there, or the numbers alone if anything else cannot be found out."""
        try:
            return await showing.there(self._core, actor, language)
        except Exception as error:
            if is_database_trouble(error):
                raise
            log.error("an offer of help is not whole", error=type(error).__name__)
            return await showing.numbers(self._core, actor, language)

    def _is_call(self, text: str) -> bool:
        return is_call(text) or calls_for_help(text, self._rules)

    def _is_recent(self, key: tuple[int, int]) -> bool:
        now = self._core.clock.now()
        self._shown = {each: at for each, at in self._shown.items() if now - at < ONCE_WITHIN}
        return key in self._shown


def _message(raw: Raw) -> Raw:
    """Return what somebody sent in their private chat with us; empty for anything else."""
    message: Raw = raw.get("message") or raw.get("edited_message") or {}
    chat, sender = message.get("chat", {}), message.get("from", {})
    own = chat.get("type") == "private" and chat.get("id") == sender.get("id")
    return message if own and not sender.get("is_bot") else {}


def _words(message: Raw) -> str:
    return message.get("text") or message.get("caption") or ""


def _language(message: Raw) -> str:
    """The language of their app, if it is one that we have."""
    code = message.get("from", {}).get("language_code", "").lower()
    return next((each for each in (code, code.partition("-")[0]) if each in languages()), "en")


def _just_shown(raw: Raw, view: TalkView) -> bool:
    """Whether the reply has been the helplines already: whatever is said after /talk gets them."""
    in_talk = view.focus in (Focus.TALK, Focus.TALK_WORDS)
    return in_talk and "message" in raw and bool(view.helplines)
