"""A schedule is made step by step: every question that is needed, and no other."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from bot.domain.agreements import (
    SECTIONS,
    Step,
    chosen,
    following,
    is_complete,
    path,
    preceding,
    read,
)
from bot.domain.recurrence import Cadence
from bot.domain.terms import (
    Terms,
    brought_up_to_date,
    falls_on,
    first_dates,
    meeting_rule,
    names,
    seen_from,
)

WEEKLY = Terms(6, time(18), Cadence.WEEKLY, 3, None, time(18), date(2026, 3, 5))
MONTHLY = replace(WEEKLY, cadence=Cadence.MONTHLY, meeting_week=-1, first_meeting_on=None)
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


class TestTheOrderOfQuestions:
    """Forwards and backwards, with what the answers make necessary."""

    @pytest.mark.parametrize("cadence", list(Cadence))
    def test_every_cadence_leads_from_the_first_question_to_the_review(
        self, cadence: Cadence
    ) -> None:
        said, step, asked = replace(Terms(), cadence=cadence), Step.REFLECTION_DAY, []
        while step is not Step.REVIEW:
            asked.append(step)
            step = following(said, step, reviewed=False)
        assert (Step.MEETING_WEEK in asked) == (cadence is Cadence.MONTHLY)
        assert (Step.MEETING_DAY in asked) == (cadence is not Cadence.ARRANGEMENT)

    @pytest.mark.parametrize("cadence", list(Cadence))
    def test_back_undoes_forward(self, cadence: Cadence) -> None:
        said = replace(Terms(), cadence=cadence)
        for step in path(said)[:-1]:
            after = following(said, step, reviewed=False)
            assert preceding(said, after, reviewed=False) is step
        assert preceding(said, Step.REFLECTION_DAY, reviewed=False) is None

    def test_after_the_review_only_the_changed_section_is_asked(self) -> None:
        for section in SECTIONS:
            assert preceding(WEEKLY, section[0], reviewed=True) is Step.REVIEW
        assert following(WEEKLY, Step.REFLECTION_TIME, reviewed=True) is Step.REVIEW
        assert following(WEEKLY, Step.FIRST_MEETING, reviewed=True) is Step.REVIEW
        assert following(WEEKLY, Step.DIGEST, reviewed=True) is Step.REVIEW

    def test_what_is_still_open_is_asked_before_the_review(self) -> None:
        said = replace(WEEKLY, meeting_time=None)
        assert following(said, Step.REFLECTION_TIME, reviewed=True) is Step.MEETING_TIME

    def test_a_proposal_is_complete_only_with_a_first_meeting(self) -> None:
        assert is_complete(WEEKLY)
        assert not is_complete(replace(WEEKLY, first_meeting_on=None))
        assert not is_complete(Terms())
        arranged = Terms(6, time(18), Cadence.ARRANGEMENT)
        assert is_complete(arranged)


class TestAnswers:
    """Buttons are client input, and typed words come as they come."""

    @pytest.mark.parametrize(
        ("step", "value"),
        [
            (Step.REFLECTION_DAY, "7"),
            (Step.REFLECTION_DAY, ""),
            (Step.REFLECTION_TIME, "2500"),
            (Step.REFLECTION_TIME, "18:30"),
            (Step.CADENCE, "daily"),
            (Step.MEETING_WEEK, "5"),
            (Step.FIRST_MEETING, "2026-03-06"),
            (Step.FIRST_MEETING, "soon"),
            (Step.LENGTH, "5"),
            (Step.LENGTH, "9999"),
            (Step.DIGEST, "25"),
            (Step.PLACE, "x" * 201),
            (Step.REVIEW, "1"),
        ],
    )
    def test_a_value_that_is_no_choice_is_refused(self, step: Step, value: str) -> None:
        with pytest.raises(ValueError):
            chosen(WEEKLY, step, value)

    @pytest.mark.parametrize(
        ("step", "text", "value"),
        [
            (Step.REFLECTION_DAY, "sun", "6"),
            (Step.MEETING_TIME, "6pm", "1800"),
            (Step.FIRST_MEETING, "5 March", "2026-03-05"),
            (Step.CADENCE, "Weekly", "weekly"),
            (Step.LENGTH, "50 minutes", "50"),
            (Step.LENGTH, "16 March", None),
            (Step.DIGEST, "48 hours", "48"),
            (Step.PLACE, " The café ", "The café"),
            (Step.PLACE, "  ", None),
            (Step.REVIEW, "fine", None),
        ],
    )
    def test_typed_words_become_the_same_values(
        self, step: Step, text: str, value: str | None
    ) -> None:
        assert read(step, text, NOW.date()) == value

    def test_another_rhythm_asks_for_the_first_meeting_again(self) -> None:
        assert chosen(WEEKLY, Step.MEETING_DAY, "1").first_meeting_on is None
        assert chosen(WEEKLY, Step.MEETING_DAY, "3") == WEEKLY
        arranged = chosen(WEEKLY, Step.CADENCE, "arrangement")
        assert arranged.meeting_weekday is None
        assert is_complete(arranged)

    def test_leaving_the_monthly_rhythm_forgets_the_week(self) -> None:
        assert chosen(MONTHLY, Step.CADENCE, "weekly").meeting_week is None


class TestTheTimesThatFollow:
    """The rhythm as dates."""

    def test_the_first_dates_offered_are_still_to_come_and_fit(self) -> None:
        for said in (WEEKLY, replace(WEEKLY, cadence=Cadence.FORTNIGHTLY), MONTHLY):
            offered = first_dates(said, "Europe/London", NOW)
            assert len(offered) == 4
            assert all(falls_on(said, day) and day >= NOW.date() for day in offered)
            rule = meeting_rule(replace(said, first_meeting_on=offered[1]), "Europe/London")
            assert not names(rule, offered[0])
            assert names(rule, offered[1])

    def test_the_last_weekday_of_a_month_is_the_last(self) -> None:
        assert falls_on(MONTHLY, date(2026, 3, 26))
        assert not falls_on(MONTHLY, date(2026, 3, 19))

    def test_an_old_rhythm_keeps_its_weeks_when_brought_up_to_date(self) -> None:
        fortnightly = replace(WEEKLY, cadence=Cadence.FORTNIGHTLY)
        later = datetime(2026, 4, 1, tzinfo=UTC)
        renewed = brought_up_to_date(fortnightly, "Europe/London", later)
        assert renewed.first_meeting_on == date(2026, 4, 2)

    def test_a_late_evening_is_the_next_day_elsewhere(self) -> None:
        seen = seen_from(6, time(23, 30), "Europe/London", "Asia/Tokyo", NOW)
        assert seen == (0, time(8, 30))
