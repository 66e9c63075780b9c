"""Meetings as calendar files."""

from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from bot.domain.plain import clean

ALARM_BEFORE = timedelta(minutes=30)


def meeting_ics(
    uid: str,
    starts_at: datetime,
    duration_minutes: int,
    title: str,
    place: str | None,
    *,
    sequence: int,
    cancelled: bool,
    stamp: datetime,
) -> bytes:
    """One meeting as an iCalendar file (RFC 5545), with an alarm unless it is called off.

    The same `uid` with a higher `sequence` replaces what a calendar already holds. `stamp` is when
    this version was made. Both instants are aware and are written in UTC.
    """
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("dtstart", starts_at.astimezone(UTC))
    event.add("dtend", starts_at.astimezone(UTC) + timedelta(minutes=duration_minutes))
    event.add("summary", title)
    event.add("sequence", sequence)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    if place is not None:
        event.add("location", clean(place))
    if not cancelled:
        event.add_component(_alarm(title))
    calendar = Calendar()
    calendar.add("prodid", "-//Plumbline//Plumbline//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _alarm(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -ALARM_BEFORE)
    return alarm
