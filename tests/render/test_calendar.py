"""A meeting arrives in people's calendars, moves there, and goes when it is called off."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from bot.render.calendar import meeting_ics

START = datetime(2026, 11, 26, 17, tzinfo=UTC)
STAMP = datetime(2026, 11, 20, 9, tzinfo=UTC)


def written(**changes: Any) -> bytes:
    parts: dict[str, Any] = {
        "uid": "meeting-1@plumbline",
        "starts_at": START,
        "duration_minutes": 60,
        "title": "Mentoring",
        "place": None,
        "sequence": 0,
        "cancelled": False,
        "stamp": STAMP,
    }
    return meeting_ics(**(parts | changes))


def only_event(ics: bytes) -> Event:
    calendar = Calendar.from_ical(ics)
    assert isinstance(calendar, Calendar)
    (event,) = calendar.events
    return event


def test_it_holds_what_rfc_5545_asks_for_and_nothing_about_people() -> None:
    assert written().decode().splitlines() == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Plumbline//Plumbline//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        "SUMMARY:Mentoring",
        "DTSTART:20261126T170000Z",
        "DTEND:20261126T180000Z",
        "DTSTAMP:20261120T090000Z",
        "UID:meeting-1@plumbline",
        "SEQUENCE:0",
        "STATUS:CONFIRMED",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Mentoring",
        "TRIGGER:-PT30M",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_lines_end_and_fold_as_the_standard_says() -> None:
    ics = written(title="Gespräch über Zoë " * 20)
    lines = ics.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    assert only_event(ics)["summary"] == "Gespräch über Zoë " * 20


@pytest.mark.parametrize("zone", ["UTC", "Europe/Paris", "America/New_York"])
def test_the_instant_is_the_same_from_whatever_zone_it_comes(zone: str) -> None:
    event = only_event(written(starts_at=START.astimezone(ZoneInfo(zone)), duration_minutes=45))
    assert event.start == START
    assert event.end == START + timedelta(minutes=45)
    assert b"TZID" not in event.to_ical()


def test_a_moved_meeting_replaces_the_one_before() -> None:
    before, after = only_event(written()), only_event(written(sequence=1))
    assert before["uid"] == after["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)


def test_a_meeting_called_off_is_cancelled_and_rings_no_alarm() -> None:
    event = only_event(written(sequence=2, cancelled=True))
    assert event["status"] == "CANCELLED"
    assert not event.walk("VALARM")


def test_a_place_is_given_as_it_is() -> None:
    assert only_event(written(place="Café; 2nd floor, left"))["location"] == "Café; 2nd floor, left"


def test_text_cannot_add_lines_of_its_own() -> None:
    event = only_event(written(title="Talk\r\nATTENDEE:mailto:a@b.c", place="x\nSTATUS:TENTATIVE"))
    assert "attendee" not in event
    assert event["status"] == "CONFIRMED"
