"""Messages about reflections and assessments, made at the moment when they go."""

from bot.domain.queues import MessageKind
from bot.render import reflecting as shown
from bot.render.message import Outgoing
from bot.runtime.compose.base import Compose, Letter
from bot.services.core import Core
from bot.services.writing import prompt_views


async def prompt(core: Core, letter: Letter) -> list[Outgoing]:
    """The weekly prompt."""
    view = await prompt_views.prompt(core, letter.person.id, _subject(letter))
    return [] if view is None else [shown.prompt(view)]


async def reminder(core: Core, letter: Letter) -> list[Outgoing]:
    """The one reminder."""
    view = await prompt_views.prompt(core, letter.person.id, _subject(letter))
    return [] if view is None else [shown.reminder(view)]


async def quiet_ask(core: Core, letter: Letter) -> list[Outgoing]:
    """How to go on after three quiet weeks."""
    view = await prompt_views.quiet_ask(core, letter.person.id, _subject(letter))
    return [] if view is None else [shown.quiet_ask(view)]


async def assessment_prompt(core: Core, letter: Letter) -> list[Outgoing]:
    """The mentor's own check-in."""
    about = [int(each) for each in letter.row.detail["relationships"]]
    view = await prompt_views.assessment_prompt(core, letter.person.id, _subject(letter), about)
    return [] if view is None else [shown.assess_prompt(view)]


async def side_by_side(core: Core, letter: Letter) -> list[Outgoing]:
    """A week as both saw it."""
    view = await prompt_views.both_views(core, letter.person.id, _subject(letter))
    return [] if view is None else shown.side_by_side(view)


def _subject(letter: Letter) -> int:
    assert letter.row.subject_id is not None  # each of these is about one row
    return letter.row.subject_id


COMPOSERS: dict[MessageKind, Compose] = {
    MessageKind.REFLECTION_PROMPT: prompt,
    MessageKind.REFLECTION_REMINDER: reminder,
    MessageKind.QUIET_ASK: quiet_ask,
    MessageKind.ASSESSMENT_PROMPT: assessment_prompt,
    MessageKind.SIDE_BY_SIDE: side_by_side,
}
