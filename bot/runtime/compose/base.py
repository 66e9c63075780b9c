"""What a composer is: it turns an outbox row into messages at the moment of sending."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.db.tables import OutboxRow, Person
from bot.render.message import Outgoing
from bot.services.core import Core


@dataclass(frozen=True)
class Letter:
    """An outbox row on its way: the row, and the person it goes to as they are now."""

    row: OutboxRow
    person: Person


# It asks the services, which check what the person may see now; no message means: not any more.
Compose = Callable[[Core, Letter], Awaitable[list[Outgoing]]]
