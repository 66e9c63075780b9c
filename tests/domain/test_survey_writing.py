"""What is typed into a survey is read generously, and its times survive clock changes."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.recurrence import to_local
from bot.domain.survey_input import (
    Problem,
    What,
    left_out_before,
    read_options,
    read_question,
    read_title,
)
from bot.domain.survey_steps import IN_TURN, Stand, Step, following, preceding
from bot.domain.survey_times import (
    FARTHEST,
    after_days,
    next_round,
    offered_openings,
    read_closing,
    read_opening,
    reminds_at,
)
from bot.domain.surveys import LONGEST_OPTION, MOST_OPTIONS

LONDON, AUCKLAND = "Europe/London", "Pacific/Auckland"
NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)
_AFTER_ALL = frozenset({Step.REVIEW, Step.SEND})
LINES = st.lists(st.sampled_from(["a", "A", "b", "- c", "", "x" * 300, *map(str, range(9))]))


class TestWords:
    """What fits is kept, what does not is named with its limit."""

    def test_of_several_choices_the_good_ones_are_kept(self) -> None:
        kept, problems = read_options(f"• Yes\n\n- no\n{'x' * 300}\nYES\nPerhaps", ["So-so"])
        assert kept == ("So-so", "Yes", "no", "Perhaps")
        assert [each.what for each in problems] == [What.OPTION_LONG, What.OPTION_SAME]
        assert (problems[0].limit, problems[0].count) == (LONGEST_OPTION, 300)
        assert len(problems[0].words) <= 40

    @given(LINES, LINES)
    def test_choices_always_fit_and_the_same_message_again_says_the_same_of_the_rest(
        self, first: list[str], second: list[str]
    ) -> None:
        before, _ = read_options("\n".join(first), [])
        text = "\n".join(second)
        kept, problems = read_options(text, before)
        assert kept[: len(before)] == before
        assert len(kept) <= MOST_OPTIONS
        assert len({each.casefold() for each in kept}) == len(kept)
        assert all(1 <= len(each) <= LONGEST_OPTION for each in kept)
        wrong = {What.OPTION_LONG, What.OPTION_EMPTY}
        again = left_out_before(text, kept)
        assert [p for p in again if p.what in wrong] == [p for p in problems if p.what in wrong]

    def test_a_title_is_one_line_and_a_question_may_have_several(self) -> None:
        assert read_title("  Half-way\n check\u202e ") == "Half-way check"
        assert read_title(" \n") == Problem(What.TITLE_EMPTY)
        assert read_title("x" * 81) == Problem(What.TITLE_LONG, 80, 81)
        assert read_question(" How?\n1 is bad ") == "How?\n1 is bad"
        assert read_question("\u200b") == Problem(What.WORDS_EMPTY)
        assert read_question("x" * 501) == Problem(What.WORDS_LONG, 500, 501)


class TestSteps:
    """Every step can be stored in a word, left, and come back to."""

    @pytest.mark.parametrize("step", Step)
    def test_a_stand_is_read_as_it_was_written(self, step: Step) -> None:
        for about in (None, 0, 2**62):
            word = str(Stand(step, about))
            assert Stand.read(word) == Stand(step, about)
            assert len(word) <= 48
        assert Stand.read(None) == Stand(Step.TITLE)

    def test_each_step_leads_back_to_the_one_before_it(self) -> None:
        for step in IN_TURN[:-1]:
            after = following(step, reviewed=False)
            back = preceding(Stand(after), reviewed=False, has_questions=True)
            assert back == (None if after is Step.REVIEW else Stand(step))
            assert following(step, reviewed=True) is Step.REVIEW

    @pytest.mark.parametrize("step", Step)
    def test_every_step_leads_back_to_the_beginning_or_the_review(self, step: Step) -> None:
        for reviewed in (False, True):
            stand: Stand | None = Stand(step)
            for _ in Step:
                assert stand is not None
                before = preceding(stand, reviewed=reviewed, has_questions=True)
                if before is None:
                    break
                stand = before
            first = Step.REVIEW if reviewed or step in _AFTER_ALL else Step.TITLE
            assert stand == Stand(first)


class TestTimes:
    """Dates are read as people write them; nothing that was typed makes it fall over."""

    def test_a_day_without_a_time_is_in_the_morning_for_opening_and_the_evening_for_closing(
        self,
    ) -> None:
        opens = read_opening("14 March", NOW, LONDON)
        closes = read_closing("14 March", NOW, LONDON)
        assert opens == datetime(2026, 3, 14, 10, 0, tzinfo=UTC)
        assert closes == datetime(2026, 3, 14, 20, 0, tzinfo=UTC)
        assert read_opening("18:30", NOW, LONDON) == datetime(2026, 3, 2, 18, 30, tzinfo=UTC)
        assert read_closing("10 days", NOW, LONDON) == 10
        assert read_opening("soon", NOW, LONDON) is None
        assert read_closing("", NOW, LONDON) is None

    @pytest.mark.parametrize("zone", [LONDON, AUCKLAND, "Pacific/Honolulu"])
    @pytest.mark.parametrize("text", ["9999-12-31 23:59", "0001-01-01 0:01", "1 1 1", "999 months"])
    def test_a_date_out_of_all_reach_is_far_away_and_nothing_worse(
        self, zone: str, text: str
    ) -> None:
        for found in (read_opening(text, NOW, zone), read_closing(text, NOW, zone)):
            if isinstance(found, datetime):
                assert abs(found - NOW) > FARTHEST

    def test_the_moments_offered_are_all_still_to_come(self) -> None:
        for hours in range(24 * 8):
            now = NOW + timedelta(hours=hours)
            offered = offered_openings(now, LONDON)
            assert min(offered) > now
            assert len(set(offered)) >= 2
            assert to_local(offered[-1], LONDON).weekday() == 0

    def test_days_and_rounds_keep_the_wall_time_over_clock_changes(self) -> None:
        # London goes to summer time on 29 March 2026, and back on 25 October.
        opens = datetime(2026, 3, 26, 18, 30, tzinfo=UTC)
        assert to_local(after_days(opens, 7, LONDON), LONDON).time() == time(18, 30)
        after, seen = opens, []
        for _ in range(10):
            after = next_round(opens, 4, LONDON, after)
            seen.append(to_local(after, LONDON))
        assert {each.time() for each in seen} == {time(18, 30)}
        assert {each.weekday() for each in seen} == {3}
        assert {(b.date() - a.date()).days for a, b in pairwise(seen)} == {28}

    def test_a_round_in_a_gap_of_the_clock_moves_after_it_once_and_then_back(self) -> None:
        # 29 March, 01:30 does not happen in London.
        first = datetime(2026, 3, 1, 1, 30, tzinfo=UTC)
        second = next_round(first, 4, LONDON, first)
        third = next_round(first, 4, LONDON, second)
        assert to_local(second, LONDON).time() == time(2, 30)
        assert to_local(third, LONDON).time() == time(1, 30)

    def test_a_round_whose_day_went_by_is_skipped_in_the_same_rhythm(self) -> None:
        assert next_round(NOW, 2, LONDON, NOW + 20 * DAY) == datetime(2026, 3, 30, 7, 0, tzinfo=UTC)

    @pytest.mark.parametrize(
        ("open_for", "reminds_after"),
        [
            (7 * DAY, 5 * DAY),
            (14 * DAY, 12 * DAY),
            (3 * DAY, 1.5 * DAY),
            (timedelta(hours=20), timedelta(hours=12)),
            (timedelta(hours=13), None),
            (timedelta(hours=2), None),
        ],
    )
    def test_the_reminder_comes_late_but_in_time_and_never_at_once(
        self, open_for: timedelta, reminds_after: timedelta | None
    ) -> None:
        expected = None if reminds_after is None else NOW + reminds_after
        assert reminds_at(NOW, NOW + open_for) == expected
