"""One message a day that nobody asked for, and none at a bad moment."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.pace import Drop, DropReason, Facts, Go, Pace, decide
from bot.domain.quiet import Wait
from bot.domain.recurrence import to_instant
from tests.domain.clock_changes import ZONES

PARIS = "Europe/Paris"


def at(text: str) -> datetime:
    wall = datetime.fromisoformat(text)
    return to_instant(wall.date(), wall.time(), PARIS)


NOON = Facts(now=at("2026-06-01 12:00"), zone=PARIS)
EVENING = replace(NOON, now=at("2026-06-01 22:00"))
MEETING = (at("2026-06-01 11:30"), at("2026-06-01 12:30"))
LATE_MEETING = (at("2026-06-01 11:30"), at("2026-06-01 21:30"))
MORNING = at("2026-06-02 08:00")
PAUSED = Drop(DropReason.PAUSED)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param(NOON, Go(), id="a quiet day lets it go"),
        pytest.param(
            replace(NOON, last_unasked=at("2026-06-01 08:30")),
            Wait(MORNING),
            id="a second one waits for the next morning",
        ),
        pytest.param(
            replace(NOON, last_unasked=at("2026-05-31 23:59")),
            Go(),
            id="yesterday's does not count",
        ),
        pytest.param(
            replace(NOON, last_unasked=at("2026-06-01 08:30"), exempt=True),
            Go(),
            id="digest and meeting messages do not count",
        ),
        pytest.param(EVENING, Wait(MORNING), id="quiet hours make it wait"),
        pytest.param(
            replace(EVENING, exempt=True), Wait(MORNING), id="quiet hours hold for a digest too"
        ),
        pytest.param(
            replace(EVENING, agreed_at=EVENING.now), Go(), id="an agreed time is kept at night"
        ),
        pytest.param(
            replace(EVENING, agreed_at=at("2026-06-01 21:30")),
            Wait(MORNING),
            id="an agreed time that has passed gives way to the night",
        ),
        pytest.param(
            replace(EVENING, agreed_at=EVENING.now, last_unasked=at("2026-06-01 09:00")),
            Wait(MORNING),
            id="an agreed time still is one message a day",
        ),
        pytest.param(
            replace(NOON, meetings=(MEETING,)), Wait(MEETING[1]), id="a meeting is not disturbed"
        ),
        pytest.param(
            replace(NOON, meetings=(MEETING, (MEETING[1], at("2026-06-01 14:00")))),
            Wait(at("2026-06-01 14:00")),
            id="nor are two in a row",
        ),
        pytest.param(
            replace(NOON, now=MEETING[1], meetings=(MEETING,)), Go(), id="the end is not in it"
        ),
        pytest.param(
            replace(NOON, meetings=(LATE_MEETING,)), Wait(MORNING), id="a meeting into the night"
        ),
        pytest.param(
            replace(NOON, meetings=(MEETING,), exempt=True, agreed_at=NOON.now),
            Wait(MEETING[1]),
            id="a meeting comes before everything",
        ),
        pytest.param(
            replace(NOON, paused_until=at("2026-06-03 00:00")), PAUSED, id="a pause drops it"
        ),
        pytest.param(
            replace(NOON, paused_until=at("2026-06-03 00:00"), exempt=True, agreed_at=NOON.now),
            PAUSED,
            id="a pause drops even what is exempt",
        ),
        pytest.param(replace(NOON, paused_until=NOON.now), Go(), id="a pause that is over is over"),
    ],
)
def test_an_unasked_message_goes_waits_or_is_dropped(facts: Facts, expected: Pace) -> None:
    assert decide(facts) == expected


def test_a_day_is_the_persons_own() -> None:
    """At 23:30 UTC on Monday it is Tuesday in Tokyo: Monday's message there was yesterday's."""
    sent = datetime(2026, 6, 1, 9, tzinfo=UTC)
    facts = Facts(now=datetime(2026, 6, 1, 23, 30, tzinfo=UTC), zone="Asia/Tokyo")
    assert decide(replace(facts, last_unasked=sent)) == Go()
    assert decide(replace(facts, zone="UTC", last_unasked=sent)) != Go()


moments = st.datetimes(datetime(2024, 1, 1), datetime(2024, 1, 20), timezones=st.just(UTC))
lengths = st.timedeltas(timedelta(0), timedelta(hours=12))


@settings(deadline=None)
@given(
    st.builds(
        Facts,
        now=moments,
        zone=st.sampled_from(ZONES),
        last_unasked=st.none() | moments,
        meetings=st.lists(st.tuples(moments, lengths).map(lambda m: (m[0], m[0] + m[1])), max_size=4)
        .map(tuple),
        exempt=st.booleans(),
        agreed_at=st.none() | moments,
    )
)  # fmt: skip
def test_when_the_wait_is_over_it_goes(facts: Facts) -> None:
    said = decide(facts)
    if isinstance(said, Wait):
        assert said.until > facts.now
        assert decide(replace(facts, now=said.until)) == Go()
