"""The first moment that suits each of many people for a message that they did not ask for.

Quiet hours, meetings and pauses always hold. What asks something also counts towards the one
unasked message a day, and gives way to a day on which something else is planned, if that can be.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.domain.pace import Facts, decide
from bot.domain.quiet import QuietHours, Wait
from bot.domain.recurrence import local_date_of, to_instant

_MOST_DAYS = 7


@dataclass(frozen=True)
class Somebody:
    """What stands in the way for one person; every instant aware.

    `paused_at` without `paused_until` is a pause until they say so. `last_unasked` and `meetings`
    are as in `Facts`; `planned` are the instants at which something else is asked.
    """

    zone: str
    paused_at: datetime | None = None
    paused_until: datetime | None = None
    last_unasked: datetime | None = None
    meetings: tuple[tuple[datetime, datetime], ...] = ()
    planned: Collection[datetime] = ()


class FirstMoments:
    """Finds moments from `now` on and before `until`, when it would be too late.

    `asks` says that the message asks something. Most people have the same in their way, which is
    then worked out once.
    """

    def __init__(
        self, now: datetime, quiet: QuietHours, *, asks: bool, until: datetime | None = None
    ) -> None:
        self._now = now
        self._quiet = quiet
        self._asks = asks
        self._until = until
        self._known: dict[Facts, datetime] = {}
        self._midnights: dict[tuple[date, str], datetime] = {}

    def of(self, somebody: Somebody) -> datetime | None:
        """Return the moment; None if there is none, or if a pause has no end."""
        begin = self._now
        if somebody.paused_at is not None:
            if somebody.paused_until is None:
                return None
            begin = max(begin, somebody.paused_until)
        if self._asks and somebody.last_unasked is not None:
            begin = max(begin, self._midnight_after(somebody.last_unasked, somebody.zone))
        first = self._suits(somebody, begin)
        free = self._on_a_free_day(somebody, first) if self._asks and somebody.planned else first
        return next((each for each in (free, first) if self._in_time(each)), None)

    def _on_a_free_day(self, somebody: Somebody, moment: datetime) -> datetime:
        for _ in range(_MOST_DAYS):
            tomorrow = self._midnight_after(moment, somebody.zone)
            if not any(moment <= planned < tomorrow for planned in somebody.planned):
                break
            moment = self._suits(somebody, tomorrow)
        return moment

    def _suits(self, somebody: Somebody, moment: datetime) -> datetime:
        facts = Facts(moment, somebody.zone, self._quiet, meetings=somebody.meetings)
        if facts not in self._known:
            found = decide(facts)
            self._known[facts] = found.until if isinstance(found, Wait) else moment
        return self._known[facts]

    def _in_time(self, moment: datetime) -> bool:
        return self._until is None or moment < self._until

    def _midnight_after(self, moment: datetime, zone: str) -> datetime:
        day = local_date_of(moment, zone) + timedelta(days=1)
        if (day, zone) not in self._midnights:
            self._midnights[day, zone] = to_instant(day, time(0), zone)
        return self._midnights[day, zone]
