"""Who has to wait, as the running bot remembers it, and what it counts of people it does not know.

Of somebody who has agreed, the count is in the database, and this is a copy that spares every other
update a look there. Of a stranger nothing may be stored: it is only here, for some hours at most
and of so many at a time.
"""

from collections import OrderedDict
from datetime import datetime

from bot.domain.patience import LOOKS_EVERY, Tries, tried

MOST = 10_000


class Slowed:
    """What is known of each Telegram id, whoever tried last at the end."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._tries: OrderedDict[int, Tries] = OrderedDict()
        self._looked: dict[int, datetime] = {}

    def note(self, telegram_id: int, tries: Tries, now: datetime) -> None:
        """Remember how it stands with somebody; let go of who is too old or one too many."""
        self._tries[telegram_id] = tries
        self._tries.move_to_end(telegram_id)
        while self._tries:
            oldest = next(iter(self._tries))
            if len(self._tries) <= MOST and not self._tries[oldest].is_forgotten(now):
                return
            self.forget(oldest)

    def count(self, telegram_id: int, now: datetime) -> None:
        """Count one more try of a stranger."""
        self.note(telegram_id, tried(self._tries.get(telegram_id), now), now)

    def until(self, telegram_id: int, now: datetime) -> datetime | None:
        """Until when somebody has to wait; None if they need not."""
        tries = self._tries.get(telegram_id)
        return tries.until if tries is not None and tries.waits(now) else None

    def may_look(self, telegram_id: int, now: datetime) -> bool:
        """Whether a link of somebody who has to wait is looked up; if so, the next soon is not."""
        looked = self._looked.get(telegram_id)
        if looked is not None and now - looked < LOOKS_EVERY:
            return False
        self._looked[telegram_id] = now
        return True

    def forget(self, telegram_id: int) -> None:
        """Know nothing of them any more."""
        self._tries.pop(telegram_id, None)
        self._looked.pop(telegram_id, None)
