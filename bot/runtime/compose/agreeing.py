"""Messages about agreeing, and about who takes part no more for now."""

from bot.domain.queues import MessageKind
from bot.render import agreeing as shown
from bot.render.message import Outgoing
from bot.runtime.compose.base import Compose, Letter, composer
from bot.services.core import Core
from bot.services.people import agreeing, presence
from bot.services.relationships import rest_notes


async def _gone(core: Core, letter: Letter) -> list[Outgoing]:
    note = await presence.note(core, letter.person, letter.subject_id, back=False)
    return [] if note is None else [shown.presence(note)]


async def _back(core: Core, letter: Letter) -> list[Outgoing]:
    note = await presence.note(core, letter.person, letter.subject_id, back=True)
    return [] if note is None else [shown.presence(note)]


async def _rests(core: Core, letter: Letter) -> list[Outgoing]:
    row = letter.row
    note = await rest_notes.rests_note(core, letter.person.id, letter.subject_id, row)
    return [] if note is None else shown.rests(note)


COMPOSERS: dict[MessageKind, Compose] = {
    MessageKind.AGREE_ASK: composer(agreeing.asked, shown.text_again),
    MessageKind.PERSON_GONE: _gone,
    MessageKind.PERSON_BACK: _back,
    MessageKind.PAIR_RESTS: _rests,
}
