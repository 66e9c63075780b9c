"""What every use case needs, made once in the composition root and handed along."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.clock import Clock
from bot.db.database import Database
from bot.db.vault import Vault
from bot.domain.queues import Cause
from bot.library.questionnaires import Library
from bot.services.door import Door
from bot.services.erased import Erased
from bot.services.slowed import Slowed


@dataclass(frozen=True)
class Core:
    """The database, the vault, the clock and the question library, and what is only in memory."""

    db: Database
    vault: Vault
    clock: Clock
    library: Library
    door: Door = field(default_factory=Door)
    slowed: Slowed = field(default_factory=Slowed)
    erased: Erased = field(default_factory=Erased)


@dataclass(frozen=True)
class Actor:
    """Who does something, as Telegram names them, and the update they did it with.

    `message_id` is their message, where there is one, so that editing it finds what it became;
    `sent_at` is when they sent it, which may be long before it is handled.
    """

    telegram_id: int
    update_id: int
    message_id: int | None = None
    sent_at: datetime | None = None

    @property
    def cause(self) -> Cause:
        """This update, as what gives rise to a message to somebody."""
        return Cause(update_id=self.update_id)
