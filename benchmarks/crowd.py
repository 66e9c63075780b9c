"""People who answer as soon as they are asked, and keep count of what they see."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from benchmarks.questions import QUESTIONS, answer_of
from bot.rehearsal.core import StandIn
from bot.rehearsal.events import Event, MessageAdded, UpdateQueued
from bot.rehearsal.model import Message
from bot.rehearsal.people import Person


@dataclass
class Member:
    """One person: which question they were asked last, and when they answered."""

    person: Person
    asked: int = -1
    answered: int = -1
    sent_at: float = 0.0
    message_ids: dict[int, int] = field(default_factory=dict)


# The message that a person gets in return: their Telegram id, and which question it asks.
Reply = tuple[int, int]


@dataclass
class Crowd:
    """Everyone, who of them is ready to answer, and what went wrong for them.

    `delays` are seconds from an answer to the next question. `on_reply` hears of each of those,
    and `on_repeat` of each message that came twice. `replies` says which one an update asks for.
    """

    standin: StandIn
    members: dict[int, Member]
    ready: deque[Member] = field(default_factory=deque)
    delays: list[float] = field(default_factory=list)
    delivered_twice: int = 0
    out_of_order: int = 0
    on_reply: Callable[[Member], None] = lambda _member: None
    on_repeat: Callable[[Reply], None] = lambda _reply: None
    replies: dict[int, Reply] = field(default_factory=dict)

    @classmethod
    def of(cls, standin: StandIn, user_ids: range) -> "Crowd":
        """A crowd of people with these Telegram ids, who have written to the bot before."""
        people = [standin.person(f"P{number}", number, started=True) for number in user_ids]
        crowd = cls(standin, {person.user_id: Member(person) for person in people})
        standin.events.subscribe(crowd.hear)
        return crowd

    def begin(self, member: Member) -> None:
        """Ask the bot for the first question."""
        member.person.says("/reflect")

    def answer(self, member: Member) -> None:
        """Answer the question that was asked last."""
        number = member.asked
        member.answered = number
        member.sent_at = time.perf_counter()
        message = member.person.says(answer_of(member.person.user_id, number))
        member.message_ids[number] = message.message_id

    def sent(self) -> list[tuple[int, int]]:
        """Every answer given, as (Telegram id, number of the question)."""
        return [
            (user_id, number)
            for user_id, member in self.members.items()
            for number in range(member.answered + 1)
        ]

    def hear(self, event: Event) -> None:
        """Notice what one of us sends, and what the bot says to us."""
        if isinstance(event, UpdateQueued):
            sender = event.update["message"]["from"]["id"]
            if sender in self.members:
                wanted = self.members[sender].answered + 1
                self.replies[event.update["update_id"]] = (sender, wanted)
        if isinstance(event, MessageAdded) and event.message.from_bot:
            member = self.members.get(event.message.chat.chat_id)
            if member is not None:
                self._read(member, number_of(event.message))

    def _read(self, member: Member, number: int) -> None:
        if number == member.asked:
            self.delivered_twice += 1
            self.on_repeat((member.person.user_id, number))
            return
        if number < member.asked:
            self.out_of_order += 1
            return
        if member.answered >= 0:
            self.delays.append(time.perf_counter() - member.sent_at)
            self.on_reply(member)
        member.asked = number
        if number < len(QUESTIONS):
            self.ready.append(member)


def number_of(message: Message) -> int:
    """Which question a message asks; one beyond the last for what comes after the questions."""
    found = [number for number, question in enumerate(QUESTIONS) if question in message.text]
    # The review repeats every question.
    return found[0] if len(found) == 1 else len(QUESTIONS)
