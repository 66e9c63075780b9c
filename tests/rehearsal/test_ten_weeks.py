"""Ten weeks of forty people keep their promises: a file, a survey, and a pair that comes back.

The people act by their habits (`bot/rehearsal/habits.py`), drawn with the seed that stands in
`bot/rehearsal/ten_weeks_people.py`; so it is the same every time.
"""

import asyncio
import io
import zipfile
from collections import Counter
from datetime import UTC, datetime, time

import pytest

from bot.db.database import Database
from bot.db.tables import (
    AnonymousAnswer,
    DueRow,
    InboxRow,
    Invite,
    Person,
    Relationship,
    SurveyRecipient,
)
from bot.domain.health import HealthState, Rule
from bot.domain.queues import InboxState, MessageKind, OutboxState
from bot.rehearsal.habits import A_LINE, Say
from bot.rehearsal.stage import Stage
from bot.rehearsal.story_script import START
from bot.rehearsal.ten_weeks_people import COORDINATOR, MENTEES, MENTORS, PAIRS, SECOND
from bot.rehearsal.ten_weeks_script import (
    CHANGED,
    HEARD,
    KEPT,
    QUESTIONS,
    SURVEY,
)
from bot.rehearsal.throwaway import throw_away
from tests.postgres import Postgres
from tests.rehearsal.ten_weeks import Lived, live

pytestmark = pytest.mark.soak

_EVERYBODY = (COORDINATOR, SECOND, *MENTORS, *MENTEES)
_MENTORS_OF_TWO = 4
_OF_THE_DAY = (
    MessageKind.REFLECTION_PROMPT,
    MessageKind.REFLECTION_REMINDER,
    MessageKind.ASSESSMENT_PROMPT,
    MessageKind.QUIET_ASK,
    MessageKind.SIDE_BY_SIDE,
    MessageKind.PULSE_ASK,
    MessageKind.SURVEY_ASK,
    MessageKind.SURVEY_REMINDER,
)


@pytest.fixture(scope="module")
def lived() -> Lived:
    return asyncio.run(_live())


async def _live() -> Lived:
    async with throw_away(START) as stage:
        return await live(stage)


class TestPeople:
    """Everybody comes in by one file, once."""

    def test_forty_came_in_by_the_file_and_the_second_time_changed_nothing(
        self, lived: Lived
    ) -> None:
        assert set(lived.zones) == set(_EVERYBODY)
        assert len(_EVERYBODY) == 41
        assert len(lived.all(Invite)) == 41
        assert len(lived.all(Relationship)) == PAIRS
        assert len(lived.files(COORDINATOR, "people-links.csv")) == 1

    def test_not_everybody_lives_by_the_same_clock(self, lived: Lived) -> None:
        assert {str(zone) for zone in lived.zones.values()} >= {"Africa/Accra", "Europe/Warsaw"}


class TestTheSurvey:
    """Asked once, reminded once, answered by most, shown together, and never linked to anybody."""

    def test_everybody_who_was_asked_was_asked_once(self, lived: Lived) -> None:
        asked = lived.of(MessageKind.SURVEY_ASK)
        names = [each.name for each in asked]
        in_pairs = 2 * PAIRS - _MENTORS_OF_TWO
        assert len(lived.all(SurveyRecipient)) == in_pairs
        assert len(names) == len(set(names)) == in_pairs - 1
        assert "Olena" not in names, "she pauses"
        unreached = {each.name for each in asked if each.row.state is OutboxState.UNREACHABLE}
        assert unreached == {"Ivan", "Pavel"}
        assert sum(each.went is not None for each in asked) == len(names) - len(unreached)

    def test_most_answer_and_the_others_are_reminded_once(self, lived: Lived) -> None:
        asked = {each.name for each in lived.of(MessageKind.SURVEY_ASK) if each.went}
        reminders = lived.of(MessageKind.SURVEY_REMINDER)
        reminded = [each.name for each in reminders if each.went]
        assert len(reminders) == len({each.name for each in reminders})
        at_once = lived.answered_at_once()
        assert set(reminded) == asked - at_once
        assert len(lived.answered()) > len(asked) * 3 / 4
        assert lived.answered() - at_once, "nobody needed the reminder"

    def test_a_survey_of_five_is_answered_in_five_taps(self, lived: Lived) -> None:
        taps = Counter(each.name for each in lived.done if SURVEY in each.seen)
        assert {taps[name] for name in lived.answered() - {"Ana"}} == {5}

    def test_the_results_are_what_was_tapped(self, lived: Lived) -> None:
        tapped = lived.tapped()
        for number in range(1, 6):
            shown = {row[2]: row[3] for row in lived.table()[1:] if row[0] == str(number)}
            assert shown.pop("Answered") == str(len(lived.answered()))
            shown.pop("Average", None)
            assert {said: int(count) for said, count in shown.items() if count != "0"} == dict(
                tapped[number]
            )

    def test_the_files_are_what_they_say_and_run_no_formula(self, lived: Lived) -> None:
        charts = lived.files(COORDINATOR, "png")
        assert charts
        assert all(chart.startswith(b"\x89PNG\r\n") for chart in charts)
        (sheet,) = lived.files(COORDINATOR, "xlsx")
        assert zipfile.is_zipfile(io.BytesIO(sheet))
        words = {row[1] for row in lived.table()[1:] if row[0] == "5"}
        assert words == {f"'{QUESTIONS[4]}"}

    def test_nothing_that_is_kept_links_an_answer_to_anybody(self, lived: Lived) -> None:
        recipients = lived.all(SurveyRecipient)
        assert all(
            (each.draft, each.cursor, each.update_id) == (None, None, None) for each in recipients
        )
        assert {each.answered for each in recipients} == {True, False}
        answers = lived.all(AnonymousAnswer)
        assert len(answers) == 5 * len(lived.answered())
        people = {each.id for each in lived.all(Person)}
        ids = {getattr(each, column.key) for each in answers for column in each.__table__.columns}
        assert people.isdisjoint(ids)

    def test_what_was_heard_goes_back_to_those_whom_the_survey_reached(self, lived: Lived) -> None:
        asked = {each.name for each in lived.of(MessageKind.SURVEY_ASK) if each.went}
        told = {name for name in _EVERYBODY if HEARD in lived.said_to(name)} - {COORDINATOR}
        assert "Olena" not in told, "it did not reach her in her break"
        assert told == asked


class TestHealth:
    """Ana and Ben drift apart and come back, and each state has its reasons."""

    @pytest.mark.parametrize(
        ("day", "state", "reasons"),
        [
            ("2 Mar", HealthState.TOO_EARLY, ()),
            ("9 Mar", HealthState.ON_TRACK, ()),
            ("30 Mar", HealthState.ON_TRACK, ()),
            ("6 Apr", HealthState.NEEDS_CHECKIN, (Rule.NO_CONTACT, Rule.REFLECTIONS_MISSED)),
            (
                "13 Apr",
                HealthState.URGENT,
                (Rule.BOTH_SILENT, Rule.REFLECTIONS_MISSED, Rule.DIGESTS_UNOPENED),
            ),
            (
                "15 Apr",
                HealthState.URGENT,
                (Rule.LOW_SCORE, Rule.REFLECTIONS_MISSED, Rule.FALLEN_SCORE, Rule.DIGESTS_UNOPENED),
            ),
            ("20 Apr", HealthState.ON_TRACK, ()),
            ("11 May", HealthState.ON_TRACK, ()),
        ],
    )
    def test_it_moves_for_stated_reasons(
        self, lived: Lived, day: str, state: HealthState, reasons: tuple[Rule, ...]
    ) -> None:
        standing = lived.standings[day]
        assert standing.state is state
        assert tuple(each.rule for each in standing.reasons) == reasons

    def test_a_reason_that_was_seen_to_comes_back_only_with_something_new(
        self, lived: Lived
    ) -> None:
        first, again = (lived.standings[day].reasons for day in ("6 Apr", "13 Apr"))
        missed = [r for rs in (first, again) for r in rs if r.rule is Rule.REFLECTIONS_MISSED]
        assert [each.count for each in missed] == [2, 3]
        assert missed[0].evidence != missed[1].evidence
        assert Rule.NO_CONTACT in {each.rule for each in lived.standings["13 Apr"].handled}

    def test_each_coordinator_is_told_every_monday_but_in_a_break(self, lived: Lived) -> None:
        told = Counter(each.name for each in lived.of(MessageKind.HEALTH_DIGEST))
        assert told[COORDINATOR] == 10
        assert 0 < told[SECOND] < 10
        assert set(told) == {COORDINATOR, SECOND}


class TestTheBotIsQuiet:
    """Nothing comes too often, at night, or in a break, and nothing comes twice."""

    def test_nobody_gets_more_than_one_unasked_message_a_day(self, lived: Lived) -> None:
        days = [
            (each.name, lived.local(each.name, each.went).date())
            for each in lived.rows
            if each.row.kind in _OF_THE_DAY and each.went is not None
        ]
        assert len(days) > 300
        assert [day for day, times in Counter(days).items() if times > 1] == []

    def test_nothing_unasked_comes_in_quiet_hours(self, lived: Lived) -> None:
        when = [
            (each.name, lived.local(each.name, each.went).time())
            for each in lived.rows
            if each.went is not None
        ]
        assert [each for each in when if not time(8) <= each[1] < time(21)] == []

    def test_nothing_unasked_comes_in_a_break(self, lived: Lived) -> None:
        begins, ends = datetime(2026, 3, 23, 9, 1, tzinfo=UTC), datetime(2026, 4, 6, 6, tzinfo=UTC)
        broken = [
            each.row.kind
            for each in lived.rows
            if each.name == "Olena" and each.went is not None and begins < each.went < ends
        ]
        assert broken == []

    def test_whoever_blocked_it_is_written_to_no_more(self, lived: Lived) -> None:
        blocked = datetime(2026, 3, 10, 12, tzinfo=UTC)
        last = max(each.date for each in lived.chats["Pavel"] if each.from_bot)
        assert datetime.fromtimestamp(last, UTC) <= blocked


class TestNothingIsLost:
    """Whatever people did is there, once; and nobody reads what they should not."""

    def test_nothing_waits_and_nothing_failed(self, lived: Lived) -> None:
        inbox = lived.all(InboxRow)
        assert {each.state for each in inbox} <= {InboxState.HANDLED}
        now = lived.now
        waiting = [d for d in lived.all(DueRow) if d.outcome is None and d.due_at <= now]
        assert waiting == []
        states = Counter(each.row.state for each in lived.rows)
        assert set(states) <= {OutboxState.SENT, OutboxState.UNREACHABLE, OutboxState.DROPPED}

    def test_every_answer_that_was_written_is_stored_once(self, lived: Lived) -> None:
        """Each line that somebody wrote as an answer is one row, and there is none besides."""
        written = sum(isinstance(each.act, Say) and "Question" in each.seen for each in lived.done)
        stored = [each for each in lived.answers if each in A_LINE]
        assert len(stored) == written

    def test_no_coordinator_reads_what_anybody_wrote(self, lived: Lived) -> None:
        for name in (COORDINATOR, SECOND):
            said = lived.said_to(name)
            assert [line for line in (*A_LINE, CHANGED, KEPT) if line in said] == []

    def test_it_fits_a_terminal_of_80_columns(self, lived: Lived) -> None:
        lines = [line for each in lived.printed for line in each.split("\n")]
        assert [line for line in lines if len(line) > 80] == []


async def test_they_are_lived_through_on_postgresql(postgres: Postgres) -> None:
    """The same happens there."""
    db = Database(postgres.fresh())
    stage = await Stage.begin(db, START)
    lived = await live(stage)
    assert lived.standings["15 Apr"].state is HealthState.URGENT
    assert lived.standings["11 May"].state is HealthState.ON_TRACK
    assert {each.state for each in lived.all(InboxRow)} <= {InboxState.HANDLED}
    await stage.end()
    await db.close()
