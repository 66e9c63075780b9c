"""What coordinators are told each Monday about the pairs of their programme."""

from datetime import date

from bot.domain.queues import MessageKind
from bot.render.health_monday import monday
from bot.render.message import Outgoing
from bot.runtime.compose.base import Compose, Letter
from bot.services.core import Core
from bot.services.health import monday_digest


async def _health_digest(core: Core, letter: Letter) -> list[Outgoing]:
    on = date.fromisoformat(letter.row.detail["on"])
    view = await monday_digest.told(core, letter.person.id, on)
    return [] if view is None else await monday(view)


COMPOSERS: dict[MessageKind, Compose] = {MessageKind.HEALTH_DIGEST: _health_digest}
