"""What a schedule says, and the times that follow from it.

Every wall time here is in the mentee's zone.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.domain.recurrence import Cadence, Rule, next_occurrence, occurrences, to_instant, to_local

LENGTHS = (30, 45, 60, 90)
DIGEST_HOURS = (12, 24, 48)
WEEKS = (1, 2, 3, 4, -1)
# Of a meeting, in minutes.
SHORTEST, LONGEST = 10, 480
PLACE_LENGTH = 200


@dataclass(frozen=True)
class Terms:
    """What a schedule says; None where it is not settled yet, an empty place for none given."""

    reflection_weekday: int | None = None
    reflection_time: time | None = None
    cadence: Cadence | None = None
    meeting_weekday: int | None = None
    meeting_week: int | None = None
    meeting_time: time | None = None
    first_meeting_on: date | None = None
    minutes: int = 60
    place: str = ""
    digest_hours: int = 24


def meeting_rule(terms: Terms, zone: str) -> Rule | None:
    """When they meet, in the mentee's `zone`; None by arrangement or while it is not settled."""
    if (
        terms.cadence in (None, Cadence.ARRANGEMENT)
        or terms.meeting_weekday is None
        or terms.meeting_time is None
        or terms.first_meeting_on is None
    ):
        return None
    return Rule(
        cadence=terms.cadence,
        weekday=terms.meeting_weekday,
        wall_time=terms.meeting_time,
        zone=zone,
        anchor=terms.first_meeting_on,
        week_of_month=terms.meeting_week,
    )


def names(rule: Rule | None, day: date) -> bool:
    """Whether a rule has an occurrence on this local date."""
    if rule is None:
        return False
    around = to_instant(day, rule.wall_time, rule.zone)
    near = occurrences(rule, around - timedelta(days=1), around + timedelta(days=1))
    return any(occurrence.local_date == day for occurrence in near)


def brought_up_to_date(terms: Terms, zone: str, now: datetime) -> Terms:
    """The same rhythm, with the first meeting still to come."""
    rule = meeting_rule(terms, zone)
    found = next_occurrence(rule, now) if rule is not None else None
    return terms if found is None else replace(terms, first_meeting_on=found.local_date)


def first_dates(terms: Terms, zone: str, now: datetime, count: int = 4) -> tuple[date, ...]:
    """The next dates that could be the first meeting's; needs day and time to be settled."""
    assert terms.cadence is not None
    assert terms.meeting_weekday is not None
    assert terms.meeting_time is not None
    monthly = terms.cadence is Cadence.MONTHLY
    rule = Rule(
        cadence=Cadence.MONTHLY if monthly else Cadence.WEEKLY,
        weekday=terms.meeting_weekday,
        wall_time=terms.meeting_time,
        zone=zone,
        week_of_month=terms.meeting_week,
    )
    found: list[date] = []
    after = now
    while len(found) < count:
        occurrence = next_occurrence(rule, after)
        assert occurrence is not None
        found.append(occurrence.local_date)
        after = occurrence.instant
    return tuple(found)


def seen_from(
    weekday: int, wall_time: time, zone: str, reader_zone: str, now: datetime
) -> tuple[int, time]:
    """A weekly wall time of `zone` as clocks in `reader_zone` show it the next time it comes."""
    occurrence = next_occurrence(Rule(Cadence.WEEKLY, weekday, wall_time, zone), now)
    assert occurrence is not None
    there = to_local(occurrence.instant, reader_zone)
    return there.weekday(), there.time()


def falls_on(terms: Terms, day: date) -> bool:
    """Whether a date is one that the cadence, weekday and week of these terms name."""
    if day.weekday() != terms.meeting_weekday:
        return False
    if terms.meeting_week is None:
        return True
    if terms.meeting_week == -1:
        return (day + timedelta(weeks=1)).month != day.month
    return (day.day - 1) // 7 + 1 == terms.meeting_week
