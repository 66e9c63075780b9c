"""Everything held about a person, in two files, each made when it goes and kept nowhere."""

import asyncio
from collections.abc import Callable

from bot.domain.queues import MessageKind
from bot.render.message import Outgoing
from bot.render.mydata.documents import for_programs, to_read, unsent
from bot.runtime.compose.base import Compose, Letter
from bot.services.core import Core
from bot.services.mydata import gathering
from bot.services.mydata.views import MyData


def _made(write: Callable[[MyData], Outgoing]) -> Compose:
    """Make a composer of one of the files."""

    async def compose(core: Core, letter: Letter) -> list[Outgoing]:
        person = letter.person
        view = await gathering.gather(core, person.id)
        if view is None:
            return []
        # In a thread: nobody waits for their answer until years of somebody else's are written out.
        message = await asyncio.to_thread(write, view)
        theirs = await gathering.is_still_there(core, person.id, person.telegram_id)
        return [message] if theirs else []

    return compose


async def _unsent(_core: Core, letter: Letter) -> list[Outgoing]:
    return [unsent(letter.person.language)]


COMPOSERS: dict[MessageKind, Compose] = {
    MessageKind.MY_DATA_PAGE: _made(to_read),
    MessageKind.MY_DATA_FILE: _made(for_programs),
    MessageKind.MY_DATA_UNSENT: _unsent,
}
