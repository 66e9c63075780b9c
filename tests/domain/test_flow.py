"""Whatever a person does, in whatever order: no answer is lost, and there is always a way on."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from bot.domain import flow
from bot.domain.flow import REVIEW, Progress, step
from bot.domain.responses import Reader, ResponseState

KEYS = ("glad", "better", "feeling", "questions")
ANY_KEY = some.sampled_from((*KEYS, REVIEW, "unknown"))
EVENTS = some.one_of(
    some.builds(flow.Begun),
    some.builds(flow.Answered, some.sampled_from((*KEYS, REVIEW)), some.sampled_from(Reader)),
    some.builds(flow.Skipped, ANY_KEY),
    some.builds(flow.Back, ANY_KEY),
    some.builds(flow.Change, ANY_KEY),
    some.builds(flow.Share, ANY_KEY, some.sampled_from(Reader)),
    some.builds(flow.Send),
    some.builds(flow.SkipOccasion),
    some.builds(flow.Lapse),
)


def offered() -> Progress:
    return Progress(KEYS, KEYS[0], ResponseState.OFFERED, {})


def after(*events: flow.Event) -> Progress:
    progress = offered()
    for event in events:
        progress, effects = step(progress, event)
        assert flow.Stale() not in effects
    return progress


def answered(*keys: str) -> list[flow.Event]:
    return [flow.Begun(), *(flow.Answered(key, Reader.OTHER) for key in keys)]


class TestAnySequence:
    """Random events, sensible or not, from the beginning."""

    @given(some.lists(EVENTS, max_size=40))
    def test_no_answer_is_ever_lost(self, events: list[flow.Event]) -> None:
        progress = offered()
        stored: set[str] = set()
        for event in events:
            progress, effects = step(progress, event)
            stored |= {effect.question for effect in effects if isinstance(effect, flow.Store)}
            assert set(progress.readers) == stored

    @given(some.lists(EVENTS, max_size=40))
    def test_the_cursor_always_points_at_something(self, events: list[flow.Event]) -> None:
        progress = offered()
        for event in events:
            progress, _ = step(progress, event)
            assert progress.cursor in (*KEYS, REVIEW)
            assert not (progress.changing and progress.cursor == REVIEW)

    @given(some.lists(EVENTS, max_size=40))
    def test_what_does_not_fit_changes_nothing(self, events: list[flow.Event]) -> None:
        progress = offered()
        for event in events:
            following, effects = step(progress, event)
            if flow.Stale() in effects or flow.Empty() in effects:
                assert following == progress
                assert len(effects) == 1
            progress = following

    @given(some.lists(EVENTS, max_size=40))
    def test_nothing_changes_once_it_is_sent(self, events: list[flow.Event]) -> None:
        sent = after(*answered(*KEYS), flow.Send())
        for event in events:
            assert step(sent, event) == (sent, (flow.Stale(),))

    @given(some.lists(EVENTS, max_size=40))
    def test_it_can_always_be_finished(self, events: list[flow.Event]) -> None:
        progress = offered()
        for event in events:
            progress, _ = step(progress, event)
        if progress.state is ResponseState.SENT:
            return
        progress, _ = step(progress, flow.Begun())
        for _ in KEYS:
            progress, _ = step(progress, flow.Answered(progress.cursor, Reader.OTHER))
        _, effects = step(progress, flow.Send())
        assert effects == (flow.Ended(ResponseState.SENT),)

    @given(some.lists(EVENTS, max_size=40))
    def test_it_ends_once_for_each_time_it_was_open(self, events: list[flow.Event]) -> None:
        progress = offered()
        for event in events:
            before = progress.state
            progress, effects = step(progress, event)
            ends = [effect for effect in effects if isinstance(effect, flow.Ended)]
            assert ends == ([flow.Ended(progress.state)] if ends else [])
            if ends:
                assert before is not progress.state


class TestTheWayThrough:
    """The questions in order, then the review, then out."""

    def test_answers_lead_to_the_review_and_sending_ends_it(self) -> None:
        progress = after(*answered(*KEYS))
        assert progress.cursor == REVIEW
        assert after(*answered(*KEYS), flow.Send()).state is ResponseState.SENT

    def test_an_answer_to_another_question_than_the_one_asked_is_stale(self) -> None:
        progress = after(*answered("glad"))
        assert step(progress, flow.Answered("glad", Reader.OTHER)) == (progress, (flow.Stale(),))

    def test_a_changed_answer_returns_to_the_review(self) -> None:
        changing = after(*answered(*KEYS), flow.Change("better"))
        assert (changing.cursor, changing.changing) == ("better", True)
        changed, effects = step(changing, flow.Answered("better", Reader.OTHER))
        assert (changed.cursor, changed.changing) == (REVIEW, False)
        assert effects == (flow.Store("better"),)

    def test_a_change_thought_better_of_returns_to_the_review(self) -> None:
        for event in (flow.Back("better"), flow.Skipped("better")):
            kept = after(*answered(*KEYS), flow.Change("better"), event)
            assert (kept.cursor, kept.changing) == (REVIEW, False)
            assert "better" in kept.readers

    def test_back_leads_from_the_review_to_the_first_question_and_no_further(self) -> None:
        progress = after(*answered(*KEYS))
        for key in reversed(KEYS):
            progress, effects = step(progress, flow.Back(progress.cursor))
            assert (progress.cursor, effects) == (key, ())
        assert step(progress, flow.Back("glad"))[1] == (flow.Stale(),)

    def test_an_answer_may_lead_past_questions_that_it_makes_pointless(self) -> None:
        progress = after(flow.Begun(), flow.Answered("glad", Reader.OTHER, leads_to="questions"))
        assert progress.cursor == "questions"

    def test_who_reads_it_stays_as_chosen_when_the_words_change(self) -> None:
        progress = after(
            *answered(*KEYS),
            flow.Share("glad", Reader.ME),
            flow.Change("glad"),
            flow.Answered("glad", Reader.OTHER),
        )
        assert progress.readers["glad"] is Reader.ME

    def test_nothing_at_all_is_not_sent(self) -> None:
        progress = after(flow.Begun(), *(flow.Skipped(key) for key in KEYS))
        assert step(progress, flow.Send()) == (progress, (flow.Empty(),))

    def test_what_lapsed_can_still_be_finished_and_sent(self) -> None:
        events: list[Any] = [*answered("glad", "better"), flow.Lapse(), flow.Begun()]
        assert after(*events).state is ResponseState.LAPSED
        rest: list[Any] = [
            flow.Answered("feeling", Reader.OTHER),
            flow.Skipped("questions"),
            flow.Send(),
        ]
        assert after(*events, *rest).state is ResponseState.SENT

    def test_a_week_skipped_can_be_taken_up_again(self) -> None:
        assert after(flow.SkipOccasion(), flow.Begun()).state is ResponseState.OPEN
