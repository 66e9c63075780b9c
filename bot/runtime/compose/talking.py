"""Messages about requests for a person: to those who are asked, and to the one who asked."""

from collections.abc import Callable

from bot.domain.queues import MessageKind
from bot.render import talk_asking, talk_people
from bot.render.message import Outgoing
from bot.runtime.compose.base import Compose, Letter
from bot.services.core import Core
from bot.services.talking import receiving, settling
from bot.services.talking.settling import News


async def request(core: Core, letter: Letter) -> list[Outgoing]:
    """Tell somebody that they are asked for, unless it is settled by now."""
    view = await receiving.request_for(core, letter.person, letter.subject_id)
    return [] if view is None or view.settled else [talk_people.request(view)]


async def still_open(core: Core, letter: Letter) -> list[Outgoing]:
    """Ask whoever has seen it whether it is settled."""
    view = await receiving.request_for(core, letter.person, letter.subject_id)
    found = None if view is None else talk_people.still_open(view)
    return [] if found is None else [found]


async def said_settled(core: Core, letter: Letter) -> list[Outgoing]:
    """Tell whoever has seen it that the one who asked says it is settled."""
    view = await settling.said_settled_for(core, letter.person, letter.subject_id)
    return [] if view is None else [talk_people.said_settled(view)]


def _to_the_asker(rendered: Callable[[News], Outgoing | None]) -> Compose:
    async def compose(core: Core, letter: Letter) -> list[Outgoing]:
        view = await settling.news_for(core, letter.person, letter.subject_id)
        found = None if view is None else rendered(view)
        return [] if found is None else [found]

    return compose


COMPOSERS: dict[MessageKind, Compose] = {
    MessageKind.TALK_REQUEST: request,
    MessageKind.TALK_STILL_OPEN: still_open,
    MessageKind.TALK_SAID_SETTLED: said_settled,
    MessageKind.TALK_SEEN: _to_the_asker(talk_asking.has_seen),
    MessageKind.TALK_UNSEEN: _to_the_asker(talk_asking.news),
    MessageKind.TALK_SETTLED: _to_the_asker(talk_asking.noted_settled),
}
