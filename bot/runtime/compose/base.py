"""What a composer is: it turns an outbox row into messages at the moment of sending."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from bot.db.tables import OutboxRow, Person
from bot.render.message import Outgoing
from bot.services.core import Core

View = TypeVar("View")


@dataclass(frozen=True)
class Letter:
    """An outbox row on its way: the row, and the person it goes to as they are now."""

    row: OutboxRow
    person: Person

    @property
    def subject_id(self) -> int:
        """The id of the row that the message is about, for messages that are about one."""
        assert self.row.subject_id is not None
        return self.row.subject_id


# It asks the services, which check what the person may see now; no message means: not any more.
Compose = Callable[[Core, Letter], Awaitable[list[Outgoing]]]


def composer(
    look_up: Callable[[Core, int, int], Awaitable[View | None]],
    render: Callable[[View], Outgoing | list[Outgoing]],
) -> Compose:
    """Make a composer: look up what the person may see of the subject now, and render that."""

    async def compose(core: Core, letter: Letter) -> list[Outgoing]:
        view = await look_up(core, letter.person.id, letter.subject_id)
        if view is None:
            return []
        shown = render(view)
        return shown if isinstance(shown, list) else [shown]

    return compose
