"""Telling coordinators what another one has changed, and asking about the helplines."""

from bot.domain.queues import MessageKind
from bot.render import programme as render
from bot.render import programme_helplines as render_helplines
from bot.render.message import Outgoing
from bot.runtime.compose.base import Compose, Letter
from bot.services.core import Core
from bot.services.people import helpline_checks, programme_changes


async def programme_changed(core: Core, letter: Letter) -> list[Outgoing]:
    """Say what was changed, unless it has been changed back by now."""
    ids = letter.row.detail["changes"]
    view = await programme_changes.news_for(core, letter.person, ids)
    return [] if view is None else [render.news(view)]


async def helplines_ask(core: Core, letter: Letter) -> list[Outgoing]:
    """Ask whether the helplines are right, unless somebody has confirmed them by now."""
    view = await helpline_checks.asked(core, letter.person)
    return [] if view is None else [render_helplines.check(view)]


COMPOSERS: dict[MessageKind, Compose] = {
    MessageKind.PROGRAMME_CHANGED: programme_changed,
    MessageKind.HELPLINES_ASK: helplines_ask,
}
