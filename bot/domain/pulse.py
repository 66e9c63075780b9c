"""When both sides of a pair are asked how it is going between them."""

from datetime import date, timedelta

# The question that begins every such questionnaire, so that its numbers can be compared.
GOING = "going"
FIRST_AFTER = timedelta(weeks=2)


def next_day(since: date, after: date, every_weeks: int) -> date | None:
    """Return the first day later than `after` on which to ask a pair that is one `since` a day.

    The first time is two weeks on, and then every so many weeks; None for 0, which is never.
    """
    if every_weeks == 0:
        return None
    first = since + FIRST_AFTER
    if after < first:
        return first
    every = timedelta(weeks=every_weeks)
    return first + ((after - first) // every + 1) * every
