"""The stand-in itself: one bot's view of Telegram, in memory, behind `call()`."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Mapping
from inspect import isawaitable
from typing import Any

from bot.clock import Clock
from bot.rehearsal.accounts import User, member_json
from bot.rehearsal.callbacks import Callbacks
from bot.rehearsal.commands import Profile
from bot.rehearsal.events import (
    BlockChanged,
    CallMade,
    FaultsChanged,
    UpdateConfirmed,
    UpdateQueued,
)
from bot.rehearsal.faults import Faults
from bot.rehearsal.groups import Group, visible
from bot.rehearsal.journal import Journal
from bot.rehearsal.limits import Limits
from bot.rehearsal.methods import METHODS
from bot.rehearsal.model import Chat, Message
from bot.rehearsal.params import Call, Upload
from bot.rehearsal.people import Person
from bot.rehearsal.refusal import Broken, Json, Refusal, Reset
from bot.rehearsal.updates import UpdateQueue
from bot.rehearsal.world import World

TOKEN = "1:rehearsal"  # noqa: S105 - it opens nothing


class StandIn:
    """A Bot API server for one bot, with the people who talk to it.

    `limits` None switches flood control off. `local` True behaves as a self-hosted server:
    webhooks may be plain HTTP on any port. `sleep` is how the faults wait. Messages, files and
    updates are numbered from `first_id` on.
    """

    def __init__(
        self,
        clock: Clock,
        token: str = TOKEN,
        limits: Limits | None = None,
        *,
        username: str = "plumbline_bot",
        local: bool = False,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        first_id: int = 1,
    ) -> None:
        self.token = token
        self.limits = limits
        self.local = local
        self.bot = User(int(token.partition(":")[0]), "Plumbline", username=username, is_bot=True)
        self.events = Journal()
        self.world = World(clock, self.bot, self.events, first_id)
        self.updates = UpdateQueue(self.world.now, first_id)
        self.updates.on_confirmed.append(lambda each: self.events.publish(UpdateConfirmed(each)))
        self.callbacks = Callbacks(self.world)
        self.profile = Profile()
        self.faults = Faults(sleep)
        self.faults.on_down.append(self._break_poll)
        self.faults.on_change.append(lambda: self.events.publish(FaultsChanged()))
        self._user_ids = itertools.count(1001)
        self._group_ids = itertools.count(1)

    async def call(
        self,
        method: str,
        params: Mapping[str, Any] | None = None,
        files: Mapping[str, Upload] | None = None,
    ) -> Any:
        """One call of a Bot API method, faults included; returns its plain `result`.

        Raises Refusal (the server answers with an error) or Broken (no answer at all).
        """
        call = Call(method, params or {}, files or {})
        try:
            result = await self.faults.around(call, self._perform)
        except (Refusal, Broken) as problem:
            self.events.publish(CallMade(call, problem=problem))
            raise
        self.events.publish(CallMade(call, result))
        return result

    async def _perform(self, call: Call) -> Any:
        handler = METHODS.get(call.method.lower())
        if handler is None:
            raise Refusal(404, "Not Found: method not found")
        result = handler(self, call)
        return await result if isawaitable(result) else result

    def _break_poll(self, down: bool) -> None:
        if down:
            self.updates.end_poll(Reset())

    def queue(self, kind: str, body: Json) -> None:
        """Queue an update for the bot."""
        update = self.updates.add(kind, body)
        if update is not None:
            self.events.publish(UpdateQueued(update))

    def membership(self, chat: Chat, by: User, old: str, new: str) -> None:
        """Queue my_chat_member: what the bot is in a chat has changed."""
        bot = self.bot.as_json()
        body = {
            "chat": chat.as_json(),
            "from": by.as_json(),
            "date": self.world.now(),
            "old_chat_member": member_json(bot, old),
            "new_chat_member": member_json(bot, new),
        }
        self.queue("my_chat_member", body)
        if chat.private:
            self.events.publish(BlockChanged(chat))

    def bot_sees(self, message: Message) -> bool:
        """Whether a message that a person sent becomes an update."""
        return visible(message, self.bot)

    def calls(self, method: str | None = None) -> list[Call]:
        """The calls made so far (the newest 20,000 events), refused ones included."""
        made = [event.call for event in self.events.recent if isinstance(event, CallMade)]
        return [call for call in made if method in (None, call.method)]

    def commands_for(self, user_id: int) -> dict[str, str]:
        """The command menu that this person sees in the private chat: name to description."""
        user = self.world.users[user_id]
        return self.profile.menu(user_id, user.language_code)

    def message(self, chat_id: int, message_id: int) -> Message:
        """A message by its ids, deleted ones included. Raises KeyError."""
        return self.world.chats[chat_id].history[message_id]

    def person(
        self,
        first_name: str,
        user_id: int | None = None,
        language_code: str = "en",
        *,
        username: str | None = None,
        started: bool = False,
    ) -> Person:
        """A new person. Until they first write, the bot may not write to them.

        `started` True skips that: as if they had written some time ago.
        """
        if user_id is None:
            user_id = next(each for each in self._user_ids if each not in self.world.users)
        user = User(user_id, first_name, language_code, username)
        self.world.add_user(user).started = started
        return Person(self, user)

    def group(self, title: str, *members: Person) -> Group:
        """A new group of these people, without the bot."""
        return Group(self, -next(self._group_ids), title, [member.user for member in members])
