"""The state machine: what hypothesis lets happen, and what has to hold whatever happens."""

import asyncio
from collections import Counter
from collections.abc import Coroutine, Iterator
from copy import deepcopy
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any, ClassVar, TypeVar

from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from bot.domain.queues import MessageKind
from bot.domain.recurrence import local_date_of
from tests.abuse.model import reads
from tests.abuse.model.beliefs import Beliefs, Bond, Pair, Part, Who, Words
from tests.abuse.model.deeds import Deeds, Written
from tests.abuse.model.system import COORDINATOR, MENTEES, MENTORS, System
from tests.databases import KeptSqlite

_MENTEES, _MENTORS = some.sampled_from(sorted(MENTEES)), some.sampled_from(sorted(MENTORS))
_PEOPLE = some.sampled_from(sorted({*MENTEES, *MENTORS}))
# What goes whatever its reader has agreed to: what they ask for themselves, at any time.
_ASKED_FOR = {MessageKind.MY_DATA_PAGE, MessageKind.MY_DATA_FILE, MessageKind.MY_DATA_UNSENT}
_CURIOUS = (*MENTORS, COORDINATOR)
# Above the numbers of all that is there at the beginning.
_LATER = 1_000
Result = TypeVar("Result")


class Programme(RuleBasedStateMachine):
    """Two mentees, two mentors and a coordinator, and whatever they do.

    `happened` counts over all sequences what came about, so that nobody takes silence for proof.
    """

    runner: ClassVar[asyncio.Runner]
    kept: ClassVar[KeptSqlite]
    begins: ClassVar[tuple[Beliefs, datetime]]
    # Whether there is time for what takes a week, such as the next prompt.
    takes_weeks: ClassVar[bool] = False
    turns: ClassVar[Iterator[int]] = count()
    happened: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        believed, now = self.begins
        self.beliefs = deepcopy(believed)
        self.system = System(self.kept.emptied(), self._goes, start=now, first=_LATER)
        self.deeds = Deeds(self.system)
        self.zones = dict(MENTEES)
        self.prompts: list[tuple[int, date]] = []
        # What went and should not have: the sender lives on whatever is raised under its feet.
        self._wrong: list[AssertionError] = []
        self._marks = count(20_001)

    @rule(name=_PEOPLE)
    def somebody_joins(self, name: str) -> None:
        who = self._who(name)
        joined = self._run(self.deeds.joins(name))
        assert joined == (who.part is Part.ERASED), f"{name} came in"
        if joined:
            self.beliefs.people[name] = Who(name)
            self.zones[name] = "Europe/London"
            self._note("joined again")

    @rule(mentor=_MENTORS, mentee=_MENTEES, again=some.booleans())
    def two_are_paired(self, mentor: str, mentee: str, again: bool) -> None:
        ben, ana = self._who(mentor), self._who(mentee)
        paired = self._run(self.deeds.pairs(mentor, mentee, again=again))
        if paired is None:
            return
        pair = self.beliefs.between(ben, ana)
        if pair is None:
            assert self._who(COORDINATOR).takes_part, "they were asked by somebody outside"
            assert {ben.part, ana.part} == {Part.IN}, "somebody outside was asked"
            pair = Pair(paired.number, ben, ana)
            self.beliefs.pairs.append(pair)
            self._note("asked")
        assert (pair.number, pair.bond) == (paired.number, Bond.ASKED), "they are a pair already"
        said = paired.mentor, paired.mentee
        assert said == (ben.takes_part, ana.takes_part), "who cannot say yes, or who has"
        if all(said):
            pair.bond = Bond.PAIR
            self._note("paired")

    @rule(name=_MENTEES, private=some.booleans(), sends=some.booleans())
    def a_mentee_reflects(self, name: str, private: bool, sends: bool) -> None:
        mark = self._mark()
        written = self._run(self.deeds.reflects(name, mark, private=private, sends=sends))
        if written is not None:
            assert self._who(name).takes_part, f"{name} wrote"
            self._believe(name, mark, written, private)

    @rule(name=_MENTEES, mentor=_MENTORS, again=some.booleans())
    def a_mentee_lists_something(self, name: str, mentor: str, again: bool) -> None:
        who, mark = self._who(name), self._mark()
        pair = self._last_pair(mentor, name)
        if pair is None:
            return
        if self._run(self.deeds.lists(name, mark, pair.number, again=again)):
            assert who.takes_part, f"{name} put it on the list"
            assert pair.bond is Bond.PAIR, f"{name} put it on a list that is no more"
            self.beliefs.words.append(Words(mark, who, pair, shared=True, sent=True))
            self._note("listed")

    @rule(name=_MENTEES, which=some.integers(0, 9))
    def a_mentee_edits(self, name: str, which: int) -> None:
        who = self._who(name)
        typed = [each for each in self.beliefs.words if each.writer is who and each.message]
        if not typed:
            return
        words, mark = typed[which % len(typed)], self._mark()
        if self._run(self.deeds.edits(name, words.message or 0, mark)):
            assert who.takes_part, f"{name} edited"
            self.beliefs.gone.add(words.mark)
            words.mark = mark
            self._note("edited")

    @rule(name=_MENTEES, which=some.integers(0, 9), really=some.booleans())
    def a_mentee_opens_what_was(self, name: str, which: int, really: bool) -> None:
        who = self._who(name)
        mine = [pair for pair in self.beliefs.pairs if pair.mentee is who]
        choices = [(was, now) for was in mine for now in mine if was.bond is Bond.OVER]
        if not choices:
            return
        was, now = choices[which % len(choices)]
        if self._run(self.deeds.opens(name, was.number, now.number, really=really)):
            assert who.takes_part, f"{name} opened it"
            now.opened = [each for each in now.opened if each is not was]
            now.opened += [was] if really else []
            self._note("opened" if really else "closed")

    @rule(mentor=_MENTORS, mentee=_MENTEES, mentor_does=some.booleans(), again=some.booleans())
    def one_ends_it(self, mentor: str, mentee: str, mentor_does: bool, again: bool) -> None:
        pair = self._last_pair(mentor, mentee)
        if pair is None:
            return
        name = mentor if mentor_does else mentee
        if self._run(self.deeds.ends(name, pair.number, again=again)):
            assert self._who(name).takes_part, f"{name} ended it"
            pair.bond = Bond.OVER
            self._note("ended")

    @rule(name=_PEOPLE, again=some.booleans(), comes_back=some.booleans())
    def somebody_withdraws(self, name: str, again: bool, comes_back: bool) -> None:
        who = self._who(name)
        if self._run(self.deeds.withdraws(name, again=again)) and who.part is Part.IN:
            self.beliefs.withdraw(who, self.system.clock.now())
            self._note("withdrew")
        if comes_back:
            self.somebody_agrees(name, again)

    @rule(name=some.sampled_from(sorted({*MENTEES, *MENTORS, COORDINATOR})), again=some.booleans())
    def somebody_agrees(self, name: str, again: bool) -> None:
        who = self._who(name)
        if self._run(self.deeds.agrees(name, again=again)):
            assert who.part in (Part.IN, Part.WITHDRAWN)
            self._note("came back" if who.part is Part.WITHDRAWN else "agreed")
            self.beliefs.come_back(who)

    @rule(name=_PEOPLE, again=some.booleans(), joins_again=some.booleans())
    def somebody_is_forgotten(self, name: str, again: bool, joins_again: bool) -> None:
        who, row = self._who(name), self._run(self.system.row_of(name))
        if self._run(self.deeds.forgets(name, again=again)):
            assert row is not None
            self.beliefs.erase(who)
            assert self._run(reads.words_left(self.system, row.id)) == 0
            self._note("erased")
        if joins_again:
            self.somebody_joins(name)

    @rule(name=_PEOPLE)
    def somebody_asks_for_their_data(self, name: str) -> None:
        self._run(self.deeds.asks_for_their_data(name))
        self._run(self.system.settle())

    @rule()
    def the_text_is_new(self) -> None:
        self._run(self.system.text_is_new())
        self.beliefs.text_is_new()

    @rule(hours=some.integers(1, 36))
    def time_passes(self, hours: int) -> None:
        self._run(self.system.move(timedelta(hours=hours)))
        self.beliefs.time_passes(self.system.clock.now())

    @precondition(lambda self: self.takes_weeks)
    @rule()
    def a_week_passes(self) -> None:
        self.time_passes(7 * 24)

    @precondition(lambda self: self.beliefs.somebody_withdrew)
    @rule()
    def a_month_passes_in_silence(self) -> None:
        self.system.clock.move_to(self.system.clock.now() + timedelta(days=31))
        self._run(self.system.settle())
        self.beliefs.time_passes(self.system.clock.now())

    @rule()
    def what_waits_is_sent(self) -> None:
        self._run(self.system.settle())

    @rule(messages=some.integers(1, 3))
    def the_bot_is_killed(self, messages: int) -> None:
        if self._run(self.system.is_killed_after(messages)):
            self._note("killed while sending")

    def teardown(self) -> None:
        try:
            self._run(self._look())
        finally:
            self._run(self.system.db.close())

    async def _look(self) -> None:
        """Let somebody look at all that they can ask for, and look at what is stored."""
        # Whose turn it is: all of them would take longer than all that happened.
        turn = next(self.turns)
        name = _CURIOUS[turn % len(_CURIOUS)]
        who = self._who(name)
        theirs = [each.number for each in self.beliefs.pairs if each.has(who)]
        others = [each.number for each in self.beliefs.pairs if not each.has(who)]
        pairs = [*theirs, others[turn % len(others)]]
        shown = await reads.shown_to(self.system, name, pairs)
        readable = self.beliefs.readable(who)
        assert shown <= readable, f"{name} was shown {shown - readable}"
        self.happened[f"{name} read"] += len(shown)
        assert await reads.stored(self.system) == sorted(
            each.mark for each in self.beliefs.words
        ), "every answer stands in exactly one place"
        days = Counter(await self.system.schedules(self.prompts))
        assert all(times == 1 for times in days.values()), f"prompted twice: {days}"

    def _goes(self, name: str, kind: MessageKind, subject: int | None, marks: set[str]) -> None:
        try:
            self._may_go(name, kind, marks)
        except AssertionError as wrong:
            self._wrong.append(wrong)
        self.happened[f"sent {kind}"] += 1
        self.happened["sent words"] += len(marks)
        if kind is MessageKind.REFLECTION_PROMPT and subject is not None:
            zone = self.zones[name]
            self.prompts.append((subject, local_date_of(self.system.clock.now(), zone)))

    def _may_go(self, name: str, kind: MessageKind, marks: set[str]) -> None:
        """Something goes to somebody: they have agreed to it, and may read it."""
        who = self._who(name)
        asks_to_agree = kind is MessageKind.AGREE_ASK and who.part is Part.IN
        assert who.takes_part or asks_to_agree or kind in _ASKED_FOR, f"{kind} went to {name}"
        assert marks <= self.beliefs.readable(who), f"{name} got {marks} in {kind}"
        if kind is MessageKind.MY_DATA_FILE:
            assert marks == self.beliefs.owned(who), f"{name} takes along"

    def _who(self, name: str) -> Who:
        return self.beliefs.people[name]

    def _last_pair(self, mentor: str, mentee: str) -> Pair | None:
        ben, ana = self._who(mentor), self._who(mentee)
        mine = [p for p in self.beliefs.pairs if p.mentor is ben and p.mentee is ana]
        return mine[-1] if mine else None

    def _believe(self, name: str, mark: str, written: Written, private: bool) -> None:
        pair = self.beliefs.between(self._who(written.partner), self._who(name))
        assert pair is not None, f"{name} wrote for {written.partner}"
        assert pair.bond is Bond.PAIR, f"{name} wrote in a pair that is none"
        sheet = written.response_id
        if written.message_id is not None:
            words = Words(mark, self._who(name), pair, not private, False, sheet)
            words.message = written.message_id
            self.beliefs.words.append(words)
            self._note("kept private" if private else "shared")
        for words in self.beliefs.words:
            words.sent = words.sent or (words.sheet == sheet and written.sent)

    def _mark(self) -> str:
        return f"mark{next(self._marks)}"

    def _note(self, what: str) -> None:
        self.happened[what] += 1

    def _run(self, doing: Coroutine[Any, Any, Result]) -> Result:
        came_of_it = self.runner.run(doing)
        if self._wrong:
            raise self._wrong[0]
        return came_of_it
