"""Messages about reflections and assessments, made at the moment when they go."""

from bot.domain.queues import MessageKind
from bot.render import reflecting as shown
from bot.render.message import Outgoing
from bot.runtime.compose.base import Compose, Letter, composer
from bot.services.core import Core
from bot.services.writing import prompt_views


async def _assessment_prompt(core: Core, letter: Letter) -> list[Outgoing]:
    about = [int(each) for each in letter.row.detail["relationships"]]
    view = await prompt_views.assessment_prompt(core, letter.person.id, letter.subject_id, about)
    return [] if view is None else [shown.assess_prompt(view)]


COMPOSERS: dict[MessageKind, Compose] = {
    MessageKind.REFLECTION_PROMPT: composer(prompt_views.prompt, shown.prompt),
    MessageKind.REFLECTION_REMINDER: composer(prompt_views.prompt, shown.reminder),
    MessageKind.QUIET_ASK: composer(prompt_views.quiet_ask, shown.quiet_ask),
    MessageKind.ASSESSMENT_PROMPT: _assessment_prompt,
    MessageKind.SIDE_BY_SIDE: composer(prompt_views.both_views, shown.side_by_side),
}
