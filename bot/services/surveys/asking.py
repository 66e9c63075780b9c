"""Where somebody stands in a survey, for a message about it that is on its way to them."""

from bot.domain.people import PersonState
from bot.services.core import Core
from bot.services.surveys.answer_views import AskedView
from bot.services.surveys.showing import held_view, question_view
from bot.services.surveys.taking import is_due, load_asked_by


async def asked_by(core: Core, person_id: int, broadcast_id: int) -> AskedView | None:
    """Return where somebody stands in the survey that a broadcast asks for, in one statement.

    None if it is not to be asked any more: closed, over, answered, or not theirs; or they left.
    """
    async with core.db.read() as s:
        taking = await load_asked_by(s, core, person_id, broadcast_id)
    if taking is None or taking.person.state is not PersonState.ACTIVE:
        return None
    if not is_due(taking, core.clock.now()):
        return None
    return held_view(core, taking) if taking.is_held else question_view(core, taking)
