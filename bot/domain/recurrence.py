"""When something recurs: wall times in a person's zone, turned into instants.

A wall time becomes an instant by the RFC 5545 rule. A time that a spring clock change skips moves
to after the gap (02:30 in a one-hour gap becomes 03:30), and a time that autumn repeats is used
once, the first time. A local date that a zone leaves out altogether, as Samoa left out
30 December 2011, does not occur.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_DAY = timedelta(days=1)
_TICK = timedelta(microseconds=1)


class Cadence(StrEnum):
    """How often. MONTHLY is on a weekday (the second Tuesday); ARRANGEMENT never recurs."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    ARRANGEMENT = "arrangement"


@dataclass(frozen=True)
class Rule:
    """A recurring wall time. `ValueError` if the parts do not fit together.

    `weekday` counts from Monday = 0. `zone` is an IANA name. `anchor` is the first local date that
    may occur and sets which weeks count: its own week if the weekday is still to come, otherwise
    the next. It is needed when occurrences are more than a week apart. `week_of_month` belongs to
    MONTHLY and to nothing else: 1 to 4, or -1 for the last. `every_weeks` spreads a WEEKLY rule
    out, for somebody who asked for less.
    """

    cadence: Cadence
    weekday: int
    wall_time: time
    zone: str
    anchor: date | None = None
    week_of_month: int | None = None
    every_weeks: int = 1

    def __post_init__(self) -> None:
        _zone_info(self.zone)
        if not 0 <= self.weekday <= 6:
            raise ValueError("weekday must be 0 (Monday) to 6 (Sunday)")
        if self.wall_time.tzinfo is not None:
            raise ValueError("wall_time must not carry a zone of its own")
        if (self.cadence is Cadence.MONTHLY) != (self.week_of_month is not None):
            raise ValueError("week_of_month is for monthly rules, and they need it")
        if self.week_of_month not in (None, 1, 2, 3, 4, -1):
            raise ValueError("week_of_month must be 1 to 4, or -1 for the last")
        if self.every_weeks < 1 or (self.every_weeks > 1 and self.cadence is not Cadence.WEEKLY):
            raise ValueError("every_weeks must be 1 or more, and 1 unless the rule is weekly")
        if self.weeks_apart > 1 and self.anchor is None:
            raise ValueError("a rule that skips weeks needs an anchor")

    @property
    def weeks_apart(self) -> int:
        """Weeks from one occurrence to the next; of no meaning for MONTHLY and ARRANGEMENT."""
        return 2 if self.cadence is Cadence.FORTNIGHTLY else self.every_weeks


@dataclass(frozen=True)
class Occurrence:
    """One time that a rule falls due.

    `local_date` is the date that the rule names and identifies the occurrence. The instant (aware
    UTC) may lie on the next local date when a clock change skips the end of the day.
    """

    local_date: date
    instant: datetime


def is_in_gap(wall: datetime, zone: str) -> bool:
    """Whether clocks in `zone` skip this naive wall time."""
    by_offset_before, by_offset_after = _readings(wall, zone)
    return by_offset_before > by_offset_after


def date_exists(local_date: date, zone: str) -> bool:
    """Whether this local date happens at all in `zone`."""
    # One gap covers the whole day exactly when it covers both of its ends.
    return not (
        is_in_gap(datetime.combine(local_date, time.min), zone)
        and is_in_gap(datetime.combine(local_date, time.max), zone)
    )


def to_instant(local_date: date, wall_time: time, zone: str) -> datetime:
    """The aware UTC instant of a wall time, by the rule at the head of this file.

    On a date that does not exist it gives the same wall time on the next date that does: ask
    `date_exists` first where that matters. `ValueError` for an unknown zone.
    """
    return _readings(datetime.combine(local_date, wall_time), zone)[0]


def to_local(instant: datetime, zone: str) -> datetime:
    """The same instant as clocks in `zone` show it. `ValueError` for a naive datetime."""
    if instant.tzinfo is None:
        raise ValueError("an instant must be aware")
    return instant.astimezone(_zone_info(zone))


def local_date_of(instant: datetime, zone: str) -> date:
    """The calendar date in `zone` at this instant."""
    return to_local(instant, zone).date()


def next_occurrence(rule: Rule, after: datetime) -> Occurrence | None:
    """The first occurrence strictly after an instant; None if the rule never recurs."""
    # Clock changes may put an occurrence on the date after its own, or, where a whole date is
    # left out, two dates after.
    earliest = local_date_of(after, rule.zone) - 2 * _DAY
    for local_date in _dates(rule, earliest):
        if date_exists(local_date, rule.zone):
            instant = to_instant(local_date, rule.wall_time, rule.zone)
            if instant > after:
                return Occurrence(local_date, instant)
    return None


def occurrences(rule: Rule, start: datetime, end: datetime) -> Iterator[Occurrence]:
    """Every occurrence from `start` up to but not including `end`, in order of time."""
    found = next_occurrence(rule, start - _TICK)
    while found is not None and found.instant < end:
        yield found
        found = next_occurrence(rule, found.instant)


def _dates(rule: Rule, earliest: date) -> Iterator[date]:
    """The dates that the rule names, existing or not, none before `earliest` or the anchor."""
    if rule.cadence is Cadence.ARRANGEMENT:
        return
    if rule.anchor is not None:
        earliest = max(earliest, rule.anchor)
    if rule.week_of_month is not None:
        yield from _monthly_dates(rule.weekday, rule.week_of_month, earliest)
        return
    found = _on_or_after(rule.anchor or earliest, rule.weekday)
    step = timedelta(weeks=rule.weeks_apart)
    # Rounds up, so that the first date is never before `earliest`.
    found += step * -((found - earliest) // step)
    while True:
        yield found
        found += step


def _monthly_dates(weekday: int, week_of_month: int, earliest: date) -> Iterator[date]:
    month = earliest.replace(day=1)
    while True:
        following = (month + timedelta(days=31)).replace(day=1)
        if week_of_month > 0:
            found = _on_or_after(month, weekday) + timedelta(weeks=week_of_month - 1)
        else:
            found = _on_or_after(following - timedelta(weeks=1), weekday)
        if found >= earliest:
            yield found
        month = following


def _on_or_after(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def _readings(wall: datetime, zone: str) -> tuple[datetime, datetime]:
    """A wall time by the offset before and after the clock change that it falls into.

    The same instant twice, except in a gap (the first is later) or an overlap (it is earlier).
    """
    if wall.tzinfo is not None:
        raise ValueError("a wall time must be naive")
    aware = wall.replace(tzinfo=_zone_info(zone), fold=0)
    return aware.astimezone(UTC), aware.replace(fold=1).astimezone(UTC)


def _zone_info(zone: str) -> ZoneInfo:
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"unknown time zone: {zone}") from error
