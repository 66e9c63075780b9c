"""What falls due around a meeting, and when."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.domain.recurrence import local_date_of, to_instant

CHECKIN_TIME = time(19)
UPDATE_BEFORE = timedelta(hours=2)
ASK_AFTER = timedelta(minutes=15)


@dataclass(frozen=True)
class MeetingTimes:
    """Instants, aware UTC: the mentor's check-in, the digest, its update, and asking afterwards."""

    assessment: datetime
    digest: datetime
    update: datetime
    over: datetime


def meeting_times(
    starts_at: datetime, minutes: int, digest_hours: int, checkin_time: time, mentor_zone: str
) -> MeetingTimes:
    """The check-in is on the evening before the digest, at `checkin_time` in the mentor's zone."""
    digest = starts_at - timedelta(hours=digest_hours)
    evening_before = local_date_of(digest, mentor_zone) - timedelta(days=1)
    return MeetingTimes(
        assessment=to_instant(evening_before, checkin_time, mentor_zone),
        digest=digest,
        update=starts_at - UPDATE_BEFORE,
        over=starts_at + timedelta(minutes=minutes) + ASK_AFTER,
    )
