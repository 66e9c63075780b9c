"""Telling coordinators what another one has changed in their programme."""

from bot.domain.queues import MessageKind
from bot.render import programme as render
from bot.render.message import Outgoing
from bot.runtime.compose.base import Compose, Letter
from bot.services.core import Core
from bot.services.people import programme_changes


async def programme_changed(core: Core, letter: Letter) -> list[Outgoing]:
    """Say what was changed, unless it has been changed back by now."""
    ids = letter.row.detail["changes"]
    view = await programme_changes.news_for(core, letter.person, ids)
    return [] if view is None else [render.news(view)]


COMPOSERS: dict[MessageKind, Compose] = {MessageKind.PROGRAMME_CHANGED: programme_changed}
