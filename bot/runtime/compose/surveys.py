"""Messages that ask: a survey, and its one reminder. Each holds the question where somebody is."""

from bot.domain.queues import MessageKind
from bot.render import survey_answers as shown
from bot.render.message import Outgoing
from bot.runtime.compose.base import Letter
from bot.services.core import Core
from bot.services.surveys import asking


async def _ask(core: Core, letter: Letter) -> list[Outgoing]:
    view = await asking.asked_by(core, letter.person.id, letter.subject_id)
    return [] if view is None else [shown.current(view)]


async def _remind(core: Core, letter: Letter) -> list[Outgoing]:
    view = await asking.asked_by(core, letter.person.id, letter.subject_id)
    return [] if view is None else [shown.remind(view)]


COMPOSERS = {MessageKind.SURVEY_ASK: _ask, MessageKind.SURVEY_REMINDER: _remind}
