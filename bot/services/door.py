"""Who stands at the door: shown an invitation, and not agreed to anything yet.

Nothing about a person is stored before they agree. This is only in the memory of the running
bot, for a day at most, so that /talk can show them the helplines of the programme that invites.
"""

from datetime import datetime, timedelta

KEEPS_FOR = timedelta(days=1)


class Door:
    """Which programme's invitation each Telegram id was shown last."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._shown: dict[int, tuple[int, datetime]] = {}

    def shown(self, telegram_id: int, programme_id: int, now: datetime) -> None:
        """Remember whose invitation is on their screen; let go of what is a day old."""
        self._shown = {
            known: (programme, at)
            for known, (programme, at) in self._shown.items()
            if now - at < KEEPS_FOR
        }
        self._shown[telegram_id] = (programme_id, now)

    def programme_of(self, telegram_id: int, now: datetime) -> int | None:
        """Return the programme whose invitation they were shown within a day, if any."""
        programme_id, at = self._shown.get(telegram_id, (None, now))
        return programme_id if now - at < KEEPS_FOR else None

    def forget(self, telegram_id: int) -> None:
        """Know nothing of them any more: they have agreed, or said "not now"."""
        self._shown.pop(telegram_id, None)
