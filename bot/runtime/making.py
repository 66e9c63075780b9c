"""Making the messages of an outbox row, each at the moment when its turn has come to leave."""

from bot.db.tables import OutboxRow, Person
from bot.delivery.settling import Report
from bot.domain.people import Focus
from bot.domain.queues import OutboxState
from bot.domain.quiet import QuietHours, Wait
from bot.render.message import Outgoing
from bot.runtime import reports
from bot.runtime.compose.base import Compose, Letter
from bot.runtime.may_still_go import Fate, fate_of
from bot.services import focusing
from bot.services.core import Core
from bot.services.pacing import readers


class StaysError(Exception):
    """A message does not leave; `report` says what becomes of its row.

    None where the person has to be asked first whether they agree to today's text.
    """

    def __init__(self, report: Report | None) -> None:
        super().__init__("stays")
        self.report = report


class Making:
    """The messages of one claimed row; `parts` says how many there are, once one has been made.

    Each is decided and made anew when it is to leave, however long it waited for its turn. So what
    somebody withdrew, un-shared or had erased in the meantime does not go.
    """

    def __init__(self, core: Core, compose: Compose, row: OutboxRow) -> None:
        """Make nothing yet."""
        self._core = core
        self._compose = compose
        self._row = row
        self.parts: int | None = None

    def check(self, person: Person, quiet: QuietHours) -> None:
        """Raise StaysError unless the row may go to this person, as they are."""
        row = self._row
        fate = fate_of(row, person, quiet, self._core.clock.now())
        if isinstance(fate, Wait):
            raise StaysError(reports.waits(row, fate))
        if fate is Fate.AGREE_FIRST:
            raise StaysError(None)
        if fate is not Fate.GOES:
            raise StaysError(Report(row.id, row.fence, OutboxState(fate.value)))

    async def make(self, part: int) -> Outgoing:
        """Return message number `part`, from 0; StaysError if it may not go, or there is none."""
        messages = await self._messages()
        self.parts = len(messages)
        if part >= self.parts:
            end = OutboxState.SENT if part else OutboxState.DROPPED
            raise StaysError(Report(self._row.id, self._row.fence, end))
        return messages[part]

    async def _messages(self) -> list[Outgoing]:
        """Make them until nobody was erased or withdrew meanwhile: drawing takes a while."""
        erased = self._core.erased
        while True:
            number = erased.number
            person = await self._person()
            messages = await self._compose(self._core, Letter(self._row, person))
            if messages and person.focus is Focus.ANSWERING:
                await focusing.came_between(self._core, person.telegram_id)
            if erased.number == number:
                return messages

    async def _person(self) -> Person:
        row = self._row
        async with self._core.db.read() as s:
            found = (await readers(s, {row.person_id})).get(row.person_id)
        if found is None:
            raise StaysError(Report(row.id, row.fence, OutboxState.DROPPED))
        self.check(*found)
        return found[0]
