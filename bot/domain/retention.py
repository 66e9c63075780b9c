"""For how long what people write is kept, and who is erased by itself."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import datetime, timedelta

# Nobody can bring back what is erased: so long there is to notice a slip and take it back.
SHORTER_COUNTS_AFTER = timedelta(days=7)
# Before somebody is erased who has done nothing for so long, they are asked.
ASKED_BEFORE = timedelta(days=30)
# Whoever has agreed and not finished coming in by then does not come in any more.
NEVER_FINISHED = timedelta(days=60)
# Somebody else asked for it in their place: so long they can say that they are still there.
TIME_TO_OBJECT = timedelta(days=7)


def months_before(now: datetime, months: int) -> datetime:
    """The same day and time so many months ago; the last of a month that is too short for it."""
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    day = min(now.day, monthrange(year, month + 1)[1])
    return now.replace(year=year, month=month + 1, day=day)


def months_in_force(now: datetime, months: int, earlier: Iterable[tuple[datetime, int]]) -> int:
    """How many months count now, if `months` are set; `earlier` is what was, and until when."""
    since = now - SHORTER_COUNTS_AFTER
    return max([months, *(before for until, before in earlier if until > since)])
