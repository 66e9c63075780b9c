"""Where somebody stands in a survey, for a message about it that is on its way to them."""

from bot.db.tables import Broadcast, Person
from bot.domain.people import PersonState
from bot.services.core import Core
from bot.services.surveys.answer_views import AskedView
from bot.services.surveys.showing import held_view, question_view
from bot.services.surveys.taking import is_due, load_for


async def asked_view(core: Core, person_id: int, survey_id: int) -> AskedView | None:
    """Return where somebody stands in a survey.

    None if it is not to be asked any more: closed, over, answered, or not theirs; or they left.
    """
    async with core.db.read() as s:
        person = await s.get(Person, person_id)
        if person is None or person.state is not PersonState.ACTIVE:
            return None
        taking = await load_for(s, core, person, survey_id)
        if taking is None or not is_due(taking, core.clock.now()):
            return None
        return held_view(core, taking) if taking.is_held else question_view(core, taking)


async def asked_by(core: Core, person_id: int, broadcast_id: int) -> AskedView | None:
    """Return the same for the survey that a broadcast asks for."""
    async with core.db.read() as s:
        broadcast = await s.get(Broadcast, broadcast_id)
    if broadcast is None or broadcast.survey_id is None:
        return None
    return await asked_view(core, person_id, broadcast.survey_id)
