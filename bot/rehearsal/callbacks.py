"""Taps on inline buttons, and what the bot answers to them."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass

from bot.rehearsal.accounts import User
from bot.rehearsal.buttons import Button
from bot.rehearsal.events import CallbackAnswered
from bot.rehearsal.model import Message
from bot.rehearsal.refusal import Json, bad_request
from bot.rehearsal.world import World

SECONDS_TO_ANSWER = 15 * 60


@dataclass(frozen=True)
class Tap:
    """One tap that waits for an answer."""

    query_id: str
    user: User
    date: int


class Callbacks:
    """Open callback queries. The stand-in gives the bot 15 minutes to answer one."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.listeners: dict[int, Callable[[CallbackAnswered], None]] = {}
        self._open: dict[str, Tap] = {}
        self._ids = itertools.count(1)

    def tap(self, user: User, message: Message, data: str) -> Json:
        """The Bot API's CallbackQuery for a tap."""
        query_id = str(next(self._ids))
        self._open[query_id] = Tap(query_id, user, self._world.now())
        return {
            "id": query_id,
            "from": user.as_json(),
            "message": _shown(message),
            "chat_instance": str(message.chat.chat_id),
            "data": data,
        }

    def answer(self, query_id: str, text: str, alert: bool) -> None:
        """Answer a tap; answering it again is allowed, answering an unknown or old one is not."""
        tap = self._open.get(query_id)
        if tap is None or self._world.now() - tap.date > SECONDS_TO_ANSWER:
            raise bad_request(
                "query is too old and response timeout expired or query ID is invalid"
            )
        answered = CallbackAnswered(tap.user.user_id, query_id, text, alert)
        self._world.events.publish(answered)
        if tap.user.user_id in self.listeners:
            self.listeners[tap.user.user_id](answered)


def _shown(message: Message) -> Json:
    """The Bot API's Message; of a deleted one only an InaccessibleMessage is left."""
    if not message.removed:
        return message.as_json()
    return {"chat": message.chat.as_json(), "message_id": message.message_id, "date": 0}


def find_button(message: Message, label: str, *, stale: bool = False) -> Button | None:
    """The button with this label; `stale` looks at earlier contents of the message too."""
    contents = [message.content]
    if stale:
        contents += reversed(message.history)
    for content in contents:
        for row in content.keyboard:
            for button in row:
                if button.label == label:
                    return button
    return None
