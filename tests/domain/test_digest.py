"""A digest says what is missing, and its first part can be read in five minutes."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cutting import words
from bot.domain.digest import (
    Contents,
    Part,
    Promises,
    Said,
    Week,
    WeekState,
    fingerprint,
    first_part,
)

SENT, NONE, WAITING = WeekState.SENT, WeekState.NONE, WeekState.WAITING
PARTS = st.lists(
    st.one_of(
        st.builds(Part, ours=st.integers(1, 12), must=st.just(True)),
        st.builds(
            Part,
            ours=st.integers(1, 12),
            said=st.integers(0, 900).map(lambda n: "It was good. " * (n // 3)),
        ),
    ),
    max_size=8,
)


def _weeks(*states: WeekState) -> Contents:
    return Contents(
        weeks=tuple(Week(date(2026, 3, 5 + 7 * n), state) for n, state in enumerate(states))
    )


class TestFirstPart:
    """At most 600 words: the longest answers are shortened first, so that each stays in sight."""

    @given(PARTS)
    def test_it_keeps_to_six_hundred_words(self, parts: list[Part]) -> None:
        first = first_part(parts)
        shown = sum(parts[i].ours + words(parts[i].said) for i in first.whole)
        shown += sum(parts[i].ours + words(start) for i, start in first.cut.items())
        assert shown <= 600

    @given(PARTS)
    def test_it_leaves_no_gaps(self, parts: list[Part]) -> None:
        first = first_part(parts)
        shown = [
            i in first.whole or i in first.cut for i, part in enumerate(parts) if not part.must
        ]
        assert shown == sorted(shown, reverse=True)

    @given(PARTS)
    def test_what_must_be_there_is_there(self, parts: list[Part]) -> None:
        first = first_part(parts)
        assert {i for i, part in enumerate(parts) if part.must} <= first.whole

    @given(PARTS)
    def test_nothing_is_shortened_below_what_stands_whole(self, parts: list[Part]) -> None:
        first = first_part(parts)
        whole = [words(parts[i].said) for i in first.whole if not parts[i].must]
        for index, start in first.cut.items():
            said = parts[index].said
            assert words(said) > max([60, *whole])
            assert start.endswith(" …")
            assert said.startswith(start.removesuffix(" …"))

    def test_one_long_answer_hides_nothing_else(self) -> None:
        parts = [Part(5, "word " * 550), Part(5, "word " * 8), Part(5, "word " * 60)]
        first = first_part(parts)
        assert first.whole == {1, 2}
        assert words(first.cut[0]) == 600 - 5 * 3 - 8 - 60
        assert first.leaves_out(parts)
        assert not first.hides(parts)

    def test_where_there_are_too_many_the_last_ones_wait(self) -> None:
        parts = [Part(5, "word " * 90)] * 12
        first = first_part(parts)
        assert (len(first.whole), set(first.cut)) == (0, set(range(9)))
        assert first.hides(parts)

    def test_what_is_short_is_never_cut(self) -> None:
        first = first_part([Part(5, "word " * 60)] * 12)
        assert (len(first.whole), dict(first.cut)) == (9, {})

    def test_short_things_all_fit(self) -> None:
        parts = [Part(5, must=True), Part(5, "word " * 100), Part(5, "word " * 100)]
        assert not first_part(parts).leaves_out(parts)


class TestContents:
    """Silence is named, never counted against anyone."""

    def test_two_silent_weeks_in_a_row_are_quiet(self) -> None:
        assert _weeks(SENT, NONE, NONE).quiet

    def test_one_silent_week_is_not_quiet(self) -> None:
        assert not _weeks(NONE, SENT, NONE).quiet
        assert not _weeks(NONE).quiet

    def test_a_week_that_may_still_come_breaks_no_silence(self) -> None:
        assert _weeks(NONE, NONE, WAITING).quiet
        assert not _weeks(NONE, WAITING).quiet

    def test_silence_goes_on_from_one_digest_to_the_next(self) -> None:
        assert replace(_weeks(NONE), earlier=(SENT, NONE)).quiet
        assert not replace(_weeks(NONE), earlier=(NONE, SENT)).quiet

    def test_a_reflection_after_silence_ends_it(self) -> None:
        assert not _weeks(NONE, NONE, SENT).quiet

    def test_an_older_reflection_sent_meanwhile_is_no_silence(self) -> None:
        assert not replace(_weeks(SENT, NONE, NONE), heard_since=True).quiet

    def test_the_course_of_the_feeling_leaves_silent_weeks_out(self) -> None:
        contents = Contents(
            weeks=(
                Week(date(2026, 3, 5), SENT, feeling=3),
                Week(date(2026, 3, 12), NONE),
                Week(date(2026, 3, 19), SENT, feeling=4, kept_private=2),
            )
        )
        assert contents.feelings == (3, 4)
        assert contents.without == (date(2026, 3, 12),)
        assert contents.kept_private == 2

    def test_promises_alone_are_something_to_say(self) -> None:
        assert Contents().is_empty
        assert not Contents(promises=Promises(yours=Said("my_promise", "", "call"))).is_empty


class TestFingerprint:
    """The same content has the same fingerprint; any change has another."""

    AT = datetime(2026, 3, 5, 18, tzinfo=UTC)

    def test_order_does_not_matter(self) -> None:
        one, two = ("answer", 1, self.AT), ("agenda", 2, None)
        assert fingerprint([one, two]) == fingerprint([two, one])

    def test_an_edit_an_addition_and_a_removal_show(self) -> None:
        before = fingerprint([("answer", 1, self.AT)])
        assert before != fingerprint([("answer", 1, self.AT.replace(minute=1))])
        assert before != fingerprint([("answer", 1, self.AT), ("answer", 2, self.AT)])
        assert before != fingerprint([])


class TestTheCourseOfFeelings:
    def test_it_goes_back_eight_shared_weeks(self) -> None:
        now = Week(date(2026, 3, 8), WeekState.SENT, feeling=5)
        assert Contents(weeks=(now,), earlier_feelings=(4, 3)).feelings == (4, 3, 5)
        assert Contents(weeks=(now,), earlier_feelings=(1, 2) * 5).feelings == (
            2,
            1,
            2,
            1,
            2,
            1,
            2,
            5,
        )

    def test_it_says_when_the_newest_was_kept(self) -> None:
        kept = Week(date(2026, 3, 8), WeekState.SENT, feeling_kept=True)
        later = Week(date(2026, 3, 15), WeekState.SENT, feeling=3)
        assert Contents(weeks=(kept,)).newest_feeling_kept
        assert not Contents(weeks=(kept, later)).newest_feeling_kept
        assert not Contents().newest_feeling_kept
