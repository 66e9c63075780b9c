"""Messages about a pair itself: how it is going, that it pauses, goes on or has ended."""

from bot.domain.queues import MessageKind
from bot.render import closing as shown_closing
from bot.render import erasing as shown_erasing
from bot.render import forgetting as shown_leaving
from bot.render import pair_page as shown_pair
from bot.render.message import Outgoing
from bot.render.passed_on import passed_on
from bot.render.pulse import ask
from bot.runtime.compose.base import Compose, Letter, composer
from bot.services.core import Core
from bot.services.people import erasure_notes, fading, farewells
from bot.services.relationships import closing, pair_notes
from bot.services.writing import passing_on, pulses


async def _closing_ask(core: Core, letter: Letter) -> list[Outgoing]:
    by = int(letter.row.detail["by"])
    view = await closing.told_and_asked(core, letter.person.id, letter.subject_id, by)
    return [] if view is None else shown_closing.told(view)


async def _pair_ended(core: Core, letter: Letter) -> list[Outgoing]:
    by = int(letter.row.detail["by"])
    note = await pair_notes.ended_note(core, letter.person, letter.subject_id, by)
    return [] if note is None else [shown_pair.told_ended(note)]


async def _left_programme(core: Core, letter: Letter) -> list[Outgoing]:
    view = await farewells.for_coordinator(core, letter.person, letter.row.detail)
    return [] if view is None else [shown_leaving.told_coordinator(view)]


async def _erasure_asked(core: Core, letter: Letter) -> list[Outgoing]:
    by = int(letter.row.detail["by"])
    note = await erasure_notes.asked(core, letter.person, letter.subject_id, by)
    return [] if note is None else [shown_erasing.told(note)]


async def _erasure_off(core: Core, letter: Letter) -> list[Outgoing]:
    by = letter.row.detail["by"]
    note = await erasure_notes.called_off(core, letter.person, letter.subject_id, by)
    return [] if note is None else [shown_erasing.told_off(note)]


COMPOSERS: dict[MessageKind, Compose] = {
    MessageKind.CLOSING_ASK: _closing_ask,
    MessageKind.PAIR_ENDED: _pair_ended,
    MessageKind.PAIR_GOES_ON: composer(pair_notes.goes_on, shown_closing.goes_on),
    MessageKind.LEFT_PAIR: composer(farewells.for_partner, shown_leaving.told_partner),
    MessageKind.LEFT_PROGRAMME: _left_programme,
    MessageKind.FADES: composer(fading.asked, shown_leaving.fades),
    MessageKind.ERASURE_ASKED: _erasure_asked,
    MessageKind.ERASURE_OFF: _erasure_off,
    MessageKind.PULSE_ASK: composer(pulses.asked, ask),
    MessageKind.PASSED_ON: composer(passing_on.passed_on, passed_on),
}
