"""What people do, through the very services that commands and buttons call.

A deed returns what came of it; None or False where it was refused. With `again`, what changes
something is handled a second time by a bot that has been killed in between, as after a crash
between the commit and the reply.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TypeVar

from bot.db.tables import Agreement
from bot.domain.consent import CONSENT_VERSION
from bot.domain.ids import new_id
from bot.domain.people import Role
from bot.domain.questionnaires import QuestionKind
from bot.domain.recurrence import Cadence
from bot.domain.relationships import AgreementState
from bot.domain.responses import Reader
from bot.services.errors import RefusedError
from bot.services.mydata import asking
from bot.services.people import (
    agreeing,
    asking_to_forget,
    introducing,
    invites,
    joining,
    withdrawing,
)
from bot.services.people.joining_views import Welcome
from bot.services.reading import agenda, histories
from bot.services.relationships import agreements, ending, pair_answers, pairing
from bot.services.writing import answering, beginning, late_edits, reflecting, reviewing
from bot.services.writing.late_edits import Edit
from bot.services.writing.response_views import Asked, NextWeek, Review, Sent
from tests.abuse.model.system import COORDINATOR, MENTEES, System

_MAKING_SURE = timedelta(seconds=10)
View = TypeVar("View")


@dataclass(frozen=True)
class Written:
    """The response that somebody wrote in, for whom, in which message, and whether it was sent."""

    response_id: int
    partner: str
    message_id: int | None
    sent: bool


@dataclass(frozen=True)
class Paired:
    """The pair that two are asked to be, and who of them could say yes to it."""

    number: int
    mentor: bool
    mentee: bool


class Deeds:
    """Everything that people of the model do."""

    def __init__(self, system: System) -> None:
        self.system = system

    async def joins(self, name: str) -> bool:
        """Come in by a link, agree, and say what to be called and where."""
        core = self.system.core
        programme = await self.system.programme()
        role = Role.MENTEE if name in MENTEES else Role.MENTOR
        invite = await invites.create(core, programme.id, role)
        welcome = await joining.start(core, self.system.by(name), invite.token, "en")
        if not isinstance(welcome, Welcome):
            return False
        await joining.agree(core, self.system.by(name), welcome.invite_id, "en")
        await introducing.take_name(core, self.system.by(name), name)
        await introducing.take_zone(core, self.system.by(name), "Europe/London", ("en",))
        return True

    async def pairs(self, mentor: str, mentee: str, *, again: bool = False) -> Paired | None:
        """The coordinator proposes two to each other, both say yes, and they agree on times.

        Whoever has to agree to a new text first cannot answer: these two stay asked, and are not
        asked anew.
        """
        rows = [await self.system.row_of(name) for name in (mentor, mentee)]
        if rows[0] is None or rows[1] is None:
            return None
        ben, ana = rows[0].id, rows[1].id
        pair = await self.system.proposed(ben, ana)
        if pair is None and await self._proposes(ben, ana):
            pair = await self.system.proposed(ben, ana)
        if pair is None:
            return None
        said = [await self._says_yes(name, pair, again=again) for name in (mentor, mentee)]
        if all(said):
            await self._agree_on_times(mentee, ben, pair)
        return Paired(pair, said[0], said[1])

    async def _proposes(self, mentor: int, mentee: int) -> bool:
        core, cleo = self.system.core, COORDINATOR
        try:
            seen = await pairing.consider(core, self.system.by(cleo), mentor, mentee)
            asked = await pairing.propose(
                core,
                self.system.by(cleo),
                mentor,
                mentee,
                knowing=len(seen.has_mentors),
                times_asked=seen.times_asked,
            )
        except RefusedError:
            return False
        return asked.asked

    async def _says_yes(self, name: str, pair: int, *, again: bool) -> bool:
        actor = self.system.by(name)
        return await self._does(
            lambda: pair_answers.answer(self.system.core, actor, pair, yes=True), again
        )

    async def _agree_on_times(self, mentee: str, mentor_id: int, pair: int) -> None:
        """Reflect on Sundays at six, and meet on Thursdays at six: one proposes, one accepts."""
        now = self.system.clock.now()
        proposal = Agreement(
            id=new_id(),
            relationship_id=pair,
            state=AgreementState.PROPOSED,
            proposed_by=mentor_id,
            reflection_weekday=6,
            reflection_time=time(18),
            cadence=Cadence.WEEKLY,
            meeting_weekday=3,
            meeting_time=time(18),
            first_meeting_on=_thursday(now.date()),
            created_at=now,
            proposed_at=now,
        )
        async with self.system.db.write() as s:
            s.add(proposal)
        actor = self.system.by(mentee)
        await agreements.accept(self.system.core, actor, proposal.id)

    async def reflects(self, name: str, mark: str, *, private: bool, sends: bool) -> Written | None:
        """Go through the weekly questions, or on with them, and answer one in words."""
        core, message = self.system.core, None
        try:
            view = await reflecting.reflect(core, self.system.by(name))
            if isinstance(view, NextWeek):
                by = self.system.by(name)
                view = await beginning.begin(core, by, view.response_id, now=True)
            while isinstance(view, Asked):
                words = view.question.kind is QuestionKind.TEXT and view.so_far is None
                if words and message is None:
                    place, message = view.number, self.system.next_message()
                    by = self.system.by(name, message)
                    view = await answering.answer_text(core, by, f"It was a {mark} of a week.")
                else:
                    by = self.system.by(name)
                    view = await answering.skip(core, by, view.response_id, view.number)
            if isinstance(view, Review) and private and message is not None:
                by = self.system.by(name)
                view = await reviewing.share(core, by, view.response_id, place, Reader.ME)
            if isinstance(view, Review) and sends:
                view = await reviewing.send(core, self.system.by(name), view.response_id)
        except RefusedError:
            return None
        if not isinstance(view, Review | Sent):
            return None
        return Written(view.response_id, view.partner, message, isinstance(view, Sent))

    async def lists(self, name: str, mark: str, pair: int, *, again: bool = False) -> bool:
        """Put something on the list for the next meeting."""
        core, actor = self.system.core, self.system.by(name, self.system.next_message())
        try:
            await agenda.open_list(core, self.system.by(name), pair)
        except RefusedError:
            return False
        return await self._does(
            lambda: agenda.add(self.system.core, actor, f"Ask about the {mark}."), again
        )

    async def edits(self, name: str, message: int, mark: str) -> bool:
        """Edit the message that an answer came in."""
        try:
            view = await late_edits.edit(
                self.system.core, self.system.by(name, message), f"It was the {mark}, after all."
            )
        except RefusedError:
            return False
        return view is not None and view.outcome is Edit.CHANGED

    async def opens(self, name: str, earlier: int, later: int, *, really: bool) -> bool:
        """Let a later mentor read what was shared with an earlier one, or no longer."""
        deed = histories.let_read if really else histories.keep_closed
        actor = self.system.by(name)
        return await self._does(lambda: deed(self.system.core, actor, earlier, later))

    async def ends(self, name: str, pair: int, *, again: bool = False) -> bool:
        """End a pair of one's own."""
        actor = self.system.by(name)
        return await self._does(lambda: ending.end_mine(self.system.core, actor, pair), again)

    async def withdraws(self, name: str, *, again: bool = False) -> bool:
        """Take back what one agreed to."""
        actor = self.system.by(name)
        return await self._does(lambda: withdrawing.withdraw(self.system.core, actor), again)

    async def agrees(self, name: str, *, again: bool = False) -> bool:
        """Agree to today's text."""
        actor = self.system.by(name)
        return await self._does(
            lambda: agreeing.agree(self.system.core, actor, CONSENT_VERSION), again
        )

    async def forgets(self, name: str, *, again: bool = False) -> bool:
        """Have everything erased."""
        asked, actor = self.system.clock.now(), self.system.by(name)
        self.system.clock.move_to(asked + _MAKING_SURE)
        return await self._does(
            lambda: asking_to_forget.forget(self.system.core, actor, asked), again
        )

    async def asks_for_their_data(self, name: str) -> bool:
        """Have everything sent that is held about one."""
        actor = self.system.by(name)
        return await self._does(lambda: asking.ask(self.system.core, actor, "en"))

    async def _does(self, deed: Callable[[], Awaitable[object]], again: bool = False) -> bool:
        try:
            came_of_it = await deed()
        except RefusedError:
            return False
        if again:
            self.system.start()
            await deed()
        return came_of_it is not None


def _thursday(today: date) -> date:
    return today + timedelta(days=(3 - today.weekday()) % 7)
