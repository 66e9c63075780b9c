"""The company that plays scripts on a stage."""

import csv
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, time
from itertools import zip_longest
from zoneinfo import ZoneInfo

from bot.domain.people import Role
from bot.domain.recurrence import Cadence, Rule, next_occurrence
from bot.rehearsal.crowd import Crowd
from bot.rehearsal.model import Message
from bot.rehearsal.people import Person as Someone
from bot.rehearsal.script import (
    Action,
    Aside,
    Edits,
    HandsOut,
    Heading,
    Leaves,
    Opens,
    Says,
    Sees,
    SeesNot,
    SendsFile,
    Speaks,
    Step,
    Taps,
    Turns,
    Until,
)
from bot.rehearsal.stage import Stage
from bot.services.people import invites

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_NEWEST = 8


class WrongStepError(AssertionError):
    """A step of a script cannot be played, or shows something else. Says what they saw."""


def next_time(when: str, zone: str, now: datetime) -> datetime:
    """The next "Wed 19:00" after now, as clocks in `zone` show it."""
    day, _, clock = when.partition(" ")
    rule = Rule(Cadence.WEEKLY, _WEEKDAYS.index(day), time.fromisoformat(clock), zone)
    found = next_occurrence(rule, now)
    assert found is not None
    return found.instant


class Company:
    """People who play a script in the programme `programme_id`, whose clock is that of `zone`.

    `play` and `play_together` settle the stage after each step. Where the bot keeps going by
    itself (`Runner`), `act` alone is used. `crowd` are those who act by habit, if anybody does.
    """

    def __init__(self, stage: Stage, programme_id: int, zone: str) -> None:
        self.stage = stage
        self.zone = zone
        self.crowd: Crowd | None = None
        self._programme_id = programme_id

    async def play(
        self,
        steps: Iterable[Step],
        before: Callable[[Step], object] = lambda _: None,
        after: Callable[[Step], object] = lambda _: None,
    ) -> None:
        """Play one step after the other; `WrongStepError` at the first that does not go."""
        for step in steps:
            if isinstance(step, Taps):
                step = self._in_full(step)  # noqa: PLW2901
            before(step)
            await self._step(step)
            after(step)

    async def play_together(self, *scripts: Iterable[Action]) -> None:
        """Play scripts of different people at the same time, which is quicker than in turn."""
        for steps in zip_longest(*scripts):
            for step in steps:
                if step is not None:
                    await self.act(step)
            await self.stage.settle()

    async def _step(self, step: Step) -> None:
        match step:
            case Heading() | Aside():
                return
            case Until(when):
                then = next_time(when, self.zone, self.stage.clock.now())
                await self.stage.move_to(then)
            case Sees(who, texts):
                self._check_seen(who, texts)
            case SeesNot(who, text):
                if any(text in message.text for message in self._someone(who).chat):
                    raise self._wrong(who, f"should not see {text!r}")
            case _:
                await self.act(step)
                await self.stage.settle()

    async def act(self, step: Action) -> None:
        """Do what somebody does in this step, and wait for nothing. Raises WrongStepError."""
        if isinstance(step, Taps):
            step = self._in_full(step)
        try:
            await self._act(step)
        except (LookupError, RuntimeError) as error:  # RuntimeError: they blocked the bot
            raise self._wrong(step.who, f"cannot do {step}") from error

    async def _act(self, step: Action) -> None:
        someone = self._someone(step.who)
        match step:
            case Opens(_, role):
                someone.opens_link(await self._link(role))
            case Says(_, text):
                someone.says(text)
            case Taps(_, label):
                someone.taps(label)
            case Speaks(_, seconds):
                someone.sends_voice(seconds)
            case Edits(_, old, new):
                someone.edits(_own(someone, old), new)
            case SendsFile(_, name, content):
                someone.sends_document(name, content.encode(), mime="text/csv")
            case HandsOut():
                for name, link in _links(someone):
                    self._someone(name).opens_link(link)
            case Turns(who, habit):
                assert self.crowd is not None
                self.crowd.turn(who, habit)
            case Leaves(_, account):
                someone.deletes_account() if account else someone.blocks()

    async def _link(self, role: Role | None) -> str:
        if role is None:
            return self.stage.links[-1]
        invite = await invites.create(self.stage.core, self._programme_id, role)
        return f"https://t.me/{self.stage.telegram.bot.username}?start={invite.token}"

    def _in_full(self, step: Taps) -> Taps:
        """The same with the whole label of the newest button that fits."""
        try:
            return Taps(step.who, self._someone(step.who).full_label(step.label))
        except LookupError:
            raise self._wrong(step.who, f"has no button {step.label!r} to tap") from None

    def _someone(self, who: str) -> Someone:
        return self.stage.person(who)

    def _check_seen(self, who: str, texts: tuple[str, ...]) -> None:
        said = [message.text for message in self._someone(who).chat if message.from_bot]
        newest = "\n".join(said[-_NEWEST:])
        at = 0
        for text in texts:
            at = newest.find(text, at)
            if at < 0:
                raise self._wrong(who, f"should see {text!r}")
            at += len(text)

    def _wrong(self, who: str, what: str) -> WrongStepError:
        newest = self._someone(who).chat[-_NEWEST:]
        phone = "\n".join(
            f"  {'bot' if each.from_bot else who}: {each.text} {each.buttons or ''}"
            for each in newest
        )
        at = self.stage.clock.now().astimezone(ZoneInfo(self.zone))
        return WrongStepError(f"{at:%a %d %b %H:%M}: {who} {what}. On the phone is:\n{phone}")


def _links(someone: Someone) -> Iterator[tuple[str, str]]:
    """Names and links in the newest table that the bot has sent to somebody."""
    for message in someone.private.newest_first():
        if message.from_bot and message.file is not None and message.file.name.endswith(".csv"):
            for row in csv.DictReader(message.file.content.decode("utf-8-sig").splitlines()):
                yield row["name"], row["link"]
            return
    raise LookupError("no file with links")


def _own(someone: Someone, text: str) -> Message:
    for message in someone.private.newest_first():
        if not message.from_bot and message.text.startswith(text):
            return message
    raise LookupError(text)
