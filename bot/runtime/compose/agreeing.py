"""Messages about agreeing, and about who takes part no more for now."""

from bot.domain.queues import MessageKind
from bot.render import agreeing as shown
from bot.render.message import Outgoing
from bot.runtime.compose.base import Compose, Letter, composer
from bot.services.core import Core
from bot.services.people import agreeing, presence
from bot.services.relationships import resting


async def _gone(core: Core, letter: Letter) -> list[Outgoing]:
    note = await presence.note(core, letter.person, letter.subject_id, back=False)
    return [] if note is None else [shown.presence(note)]


async def _back(core: Core, letter: Letter) -> list[Outgoing]:
    note = await presence.note(core, letter.person, letter.subject_id, back=True)
    return [] if note is None else [shown.presence(note)]


COMPOSERS: dict[MessageKind, Compose] = {
    MessageKind.AGREE_ASK: composer(agreeing.asked, shown.text_again),
    MessageKind.PERSON_GONE: _gone,
    MessageKind.PERSON_BACK: _back,
    MessageKind.PAIR_RESTS: composer(resting.rests_note, shown.rests),
}
