"""What is shown of anonymous answers never isolates fewer people than were promised."""

from collections import Counter
from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.disclosure import may_show, may_tell, slices
from bot.domain.rules import ALLOWED
from bot.domain.surveys import Segment

FEWEST = st.sampled_from(list(ALLOWED["min_answers"]))
COUNTS = st.dictionaries(st.sampled_from(list(Segment)), st.integers(0, 15))


@given(FEWEST)
def test_one_too_few_show_nothing(fewest: int) -> None:
    assert not may_show(fewest - 1, fewest)
    assert may_show(fewest, fewest)


@given(COUNTS, FEWEST)
def test_audiences_are_shown_all_or_none(counts: dict[Segment, int], fewest: int) -> None:
    shown = slices(counts, fewest)
    answered = {segment for segment, count in counts.items() if count}
    assert shown in (frozenset(), answered)
    big_enough = all(counts[segment] >= fewest for segment in answered)
    assert bool(shown) is (big_enough and len(answered) > 1)


@given(COUNTS, FEWEST)
def test_no_difference_of_what_is_shown_isolates_anybody(
    counts: dict[Segment, int], fewest: int
) -> None:
    """Whatever is taken away from whatever holds it, nobody is left, or enough to be shown."""
    shown = slices(counts, fewest)
    pictures = [set(some) for n in range(len(shown) + 1) for some in combinations(shown, n)]
    if may_show(sum(counts.values()), fewest):
        pictures.append({segment for segment, count in counts.items() if count})
    for whole, part in product(pictures, pictures):
        left = sum(counts[each] for each in whole - part)
        assert not part <= whole or left == 0 or left >= fewest


@given(COUNTS, FEWEST)
def test_audiences_are_kept_only_where_none_of_them_is_small(
    asked: dict[Segment, int], fewest: int
) -> None:
    """Then whoever answers leaves nothing by which they are among fewer who could have."""
    told = may_tell(asked, fewest)
    assert not told or all(count >= fewest for count in asked.values() if count)
    assert not told or slices(asked, fewest) == {each for each, count in asked.items() if count}


@given(COUNTS, st.sampled_from(list(Segment)), FEWEST)
def test_one_person_more_is_not_seen_by_subtraction(
    counts: dict[Segment, int], joined: Segment, fewest: int
) -> None:
    """Whoever is the first of their audience hides all parts, so that none can be taken away."""
    more = Counter(counts)
    more[joined] += 1
    after = slices(more, fewest)
    assert joined in after or not after
    assert more[joined] >= fewest or not after


def test_an_audience_that_is_not_known_any_more_is_shown_with_none() -> None:
    unknown: dict[Segment | None, int] = {None: 9}
    assert slices(unknown, 5) == frozenset()
    assert slices(unknown | {Segment.MENTEE: 9}, 5) == frozenset()
    assert slices({Segment.MENTOR: 5, Segment.MENTEE: 9}, 5) == {Segment.MENTOR, Segment.MENTEE}
