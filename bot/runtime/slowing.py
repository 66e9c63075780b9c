"""Slowing down whoever keeps asking for what is not theirs, by handling nothing of theirs for a while.

Until the time has passed no handler of theirs runs, and they are told so, kindly and seldom. What
asks for a person to talk to always runs, what people may demand at any time about what is held of
them, and coming in by a right link; words of distress bring the helplines all the same.
"""

import re
from datetime import datetime, timedelta
from typing import Any

from bot.delivery.gateway import Gateway
from bot.delivery.raw import chat_of, sender_of
from bot.render.slowing import wait, wait_notice
from bot.services import refusals
from bot.services.core import Actor, Core
from bot.services.errors import Reason
from bot.services.languages import language_of

Raw = dict[str, Any]

_SAID_AGAIN_AFTER = timedelta(minutes=5)
_ALWAYS = ("/talk", "/privacy", "/mydata", "/forget")
# Of /talk, of withdrawing and agreeing, of /forget, and of coming in.
_ALWAYS_BUTTONS = re.compile(r"(tk|wd|fg|jn)\.|ag\.(show$|yes\.|no$)")


class HeldError(Exception):
    """No handler has seen an update, since whoever sent it has to wait."""


class Slowing:
    """Holds updates of those who have to wait, and counts what was refused over a button."""

    def __init__(self, core: Core, gateway: Gateway) -> None:
        self._core = core
        self._gateway = gateway
        self._said: dict[tuple[int, datetime], datetime] = {}

    async def let_pass(self, raw: Raw) -> None:
        """Raise HeldError if no handler is to see this update; who sent it has been told why."""
        sender = sender_of(raw)
        until = refusals.until(self._core, sender) if sender is not None else None
        if sender is None or until is None or await self._may_pass(raw, sender):
            return
        await self._say(raw, sender, until)
        raise HeldError

    async def refused(self, raw: Raw, reason: Reason) -> None:
        """Count a refusal, if it was over a button that the message does not bear."""
        query, sender = raw.get("callback_query"), sender_of(raw)
        if query is None or sender is None or reason not in refusals.INVENTED:
            return
        if self._was_never_there(query, reason):
            await refusals.count(self._core, Actor(sender, raw["update_id"]))

    async def _may_pass(self, raw: Raw, sender: int) -> bool:
        if "my_chat_member" in raw:
            return True
        query = raw.get("callback_query")
        if query is not None:
            return bool(_ALWAYS_BUTTONS.match(str(query.get("data", ""))))
        words = raw.get("message", {}).get("text", "")
        if not words.startswith("/"):
            return "message" in raw and await refusals.is_heard(self._core, sender)
        command, *said = words.split()
        name = command.partition("@")[0].casefold()
        if name != "/start":
            return name in _ALWAYS
        return not said or await refusals.lets_in(self._core, sender, said[0])

    def _was_never_there(self, query: Raw, reason: Reason) -> bool:
        """Whether only a forged app can have sent this tap.

        Telegram names the message with its buttons as they are now; of an old one it says no more
        than that it was there. Where the buttons have been taken away, it may have been a real one.
        """
        message, data = query.get("message", {}), query.get("data", "")
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        there = {button.get("callback_data") for row in rows for button in row}
        if data in there or not message.get("date"):
            return False
        if reason in refusals.FOREIGN:
            return True
        chat_id, message_id = message["chat"]["id"], message["message_id"]
        return bool(there) and not self._gateway.shown.is_gone(chat_id, message_id, data)

    async def _say(self, raw: Raw, sender: int, until: datetime) -> None:
        now, chat = self._core.clock.now(), chat_of(raw)
        language = await language_of(self._core, sender, None)
        query = raw.get("callback_query")
        if query is not None:
            self._gateway.beside.answer_tap(
                query["id"], wait_notice(language, until - now), alert=True
            )
            return
        self._said = {told: at for told, at in self._said.items() if now - at < _SAID_AGAIN_AFTER}
        if chat == sender and (sender, until) not in self._said:
            self._said[sender, until] = now
            await self._gateway.reply(sender, wait(language, until - now))
