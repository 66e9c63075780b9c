"""People in the background: whatever comes in on their phones, they act by their habits."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from random import Random

from bot.rehearsal.events import Event, MessageAdded, MessageEdited
from bot.rehearsal.habits import Habit, Say, Tap, decide, occasion
from bot.rehearsal.model import Message
from bot.rehearsal.people import Person as Someone
from bot.rehearsal.script import Action, Says, Taps
from bot.rehearsal.stage import Stage

_A_PAIR = "are a pair now"

Plan = Callable[[], Iterable[Action]]


@dataclass(frozen=True)
class Member:
    """Somebody with a habit, and where they live. `plan` is what they do once they have a partner."""

    name: str
    habit: Habit
    city: str = "London"
    plan: Plan | None = None


@dataclass(frozen=True)
class Did:
    """What somebody did about a message, and what stood in it then."""

    name: str
    at: datetime
    seen: str
    act: Tap | Say


class Crowd:
    """Everybody who acts by habit on a stage, from now on.

    What they do hangs only on `seed`, on who they are, and on what they see and on which day.
    `done` is all of it, in order.
    """

    def __init__(self, stage: Stage, members: Iterable[Member], seed: int) -> None:
        self.seed = seed
        self.done: list[Did] = []
        self._stage = stage
        self._members = {each.name: each for each in members}
        self._habits: dict[str, Habit | None] = {
            each.name: each.habit for each in self._members.values()
        }
        self._names = {stage.person(name).user_id: name for name in self._members}
        self._waiting: dict[str, list[Message]] = {}
        self._plans: dict[str, Iterator[Action]] = {}
        stage.telegram.events.subscribe(self._see)
        stage.others = self.act

    def turn(self, name: str, habit: Habit | None) -> None:
        """From now on somebody has another habit, or does nothing by habit any more."""
        self._habits[name] = habit

    def act(self) -> int:
        """Let everybody do one thing about what came in; return how many did something."""
        return sum(self._acts(name) for name in list(self._waiting))

    def _acts(self, name: str) -> bool:
        someone = self._stage.person(name)
        if someone.private.blocked or someone.user.deactivated:
            del self._waiting[name]
            return False
        if (step := self._next_of_plan(name)) is not None:
            _do(someone, step)
            return True
        waiting = self._waiting[name]
        while waiting:
            message = waiting.pop()
            if self._reacts(name, someone, message):
                return True
        del self._waiting[name]
        return False

    def _reacts(self, name: str, someone: Someone, message: Message) -> bool:
        habit = self._habits[name]
        if habit is None or message.removed or not message.buttons:
            return False
        now = self._stage.clock.now()
        draw = Random(f"{self.seed}/{name}/{occasion(message.text, now.date())}")
        act = decide(habit, message, self._members[name].city, draw)
        if act is None:
            return False
        self.done.append(Did(name, now, message.text, act))
        someone.reads(message)
        if isinstance(act, Tap):
            someone.taps(act.label, on=message)
        else:
            someone.says(act.text)
        return True

    def _next_of_plan(self, name: str) -> Action | None:
        step = next(self._plans.get(name, iter(())), None)
        if step is None:
            self._plans.pop(name, None)
        return step

    def _see(self, event: Event) -> None:
        if not isinstance(event, MessageAdded | MessageEdited) or not event.message.from_bot:
            return
        name = self._names.get(event.message.chat.chat_id)
        if name is None:
            return
        others = [each for each in self._waiting.get(name, ()) if each is not event.message]
        self._waiting[name] = [*others, event.message]
        plan = self._members[name].plan
        if plan is not None and _A_PAIR in event.message.text:
            self._plans[name] = iter(plan())


def _do(someone: Someone, step: Action) -> None:
    match step:
        case Says(_, text):
            someone.says(text)
        case Taps(_, label):
            someone.taps(someone.full_label(label))
        case _:
            raise LookupError(f"nobody does {step} by habit")
