"""When a rehearsal begins."""

from datetime import datetime, time, timedelta

from bot.domain.recurrence import local_date_of, to_instant
from bot.rehearsal.sample import ZONE


def monday_morning(today: datetime) -> datetime:
    """Nine in the morning of this week's Monday, when everybody may be written to."""
    day = local_date_of(today, ZONE)
    return to_instant(day - timedelta(days=day.weekday()), time(9), ZONE)
