"""Every state of a relationship has dated reasons, and missing data never counts as good."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.health import Facts, Handled, HealthState, Pulse, Reason, Reflection, Rule
from bot.domain.health import SentDigest as Digest
from bot.domain.health_rules import scores_that_count
from bot.domain.rules import Rules
from bot.domain.standing import standing

BEGAN = datetime(2026, 3, 2, 9, tzinfo=UTC)
RULES = Rules()
URGENT, NEEDS, EARLY, GOOD = HealthState
WORST_FIRST = list(HealthState)


def day(number: float) -> datetime:
    return BEGAN + timedelta(days=number)


def reflection(number: float, *, sent: bool = True) -> Reflection:
    return Reflection(f"r{number}", day(number - 3), day(number), sent=sent, missed=not sent)


def pulse(number: float, score: int | None, *, by_mentor: bool = False) -> Pulse:
    key = f"p{number}{'m' if by_mentor else 'e'}"
    return Pulse(key, by_mentor, day(number).date(), day(number - 1), day(number), score)


def digest(number: float, *, seen: bool = False) -> Digest:
    return Digest(f"d{number}", day(number), seen)


def busy(until: int) -> Facts:
    """A pair that meets each week, reflects each week and reads what was written."""
    weeks = [float(each) for each in range(7, until + 1, 7)]
    return Facts(
        began=BEGAN,
        held=tuple(day(each) for each in weeks),
        planned=tuple(day(each) for each in weeks),
        reflections=tuple(reflection(each - 2) for each in weeks),
        digests=tuple(digest(each, seen=True) for each in weeks),
        alive=tuple(day(each - 2) for each in weeks),
        every_days=7,
    )


def rules_of(facts: Facts, at: float, *handled: Handled) -> list[Rule]:
    return [each.rule for each in standing(facts, RULES, day(at), handled).reasons]


def state_of(facts: Facts, at: float, *handled: Handled) -> HealthState | None:
    return standing(facts, RULES, day(at), handled).state


def reason(facts: Facts, at: float, rule: Rule) -> Reason:
    found = standing(facts, RULES, day(at)).reasons
    return next(each for each in found if each.rule is rule)


class TestEachRuleSpeaksFromItsDayOn:
    """The day before there is no reason, on the day there is one, and it bears that date."""

    @pytest.mark.parametrize(
        ("rule", "facts", "on"),
        [
            (Rule.NO_FIRST_MEETING, Facts(BEGAN), 10.0),
            (Rule.NO_CONTACT, busy(28), 42.0),
            (Rule.NO_CONTACT, replace(busy(28), every_days=14), 56.0),
            (Rule.BOTH_SILENT, Facts(BEGAN, alive=(day(6),)), 20.0),
            (
                Rule.BOTH_SILENT,
                replace(busy(28), pulses=(pulse(20, None), pulse(21, None, by_mentor=True))),
                21.0,
            ),
            (
                Rule.REFLECTIONS_MISSED,
                Facts(BEGAN, reflections=(reflection(8, sent=False), reflection(15, sent=False))),
                15.0,
            ),
            (Rule.LOW_SCORE, replace(busy(28), pulses=(pulse(14, 2),)), 14.0),
            (Rule.FALLEN_SCORE, replace(busy(28), pulses=(pulse(14, 5), pulse(28, 3))), 28.0),
            (
                Rule.SCORES_APART,
                replace(busy(28), pulses=(pulse(14, 5), pulse(15, 3, by_mentor=True))),
                15.0,
            ),
            (
                Rule.DIGESTS_UNOPENED,
                replace(
                    busy(28), digests=(digest(3, seen=True), digest(7), digest(14), digest(21))
                ),
                24.0,
            ),
        ],
    )
    def test_it_does(self, rule: Rule, facts: Facts, on: float) -> None:
        assert rule not in rules_of(facts, on - 0.01)
        assert reason(facts, on, rule).since == day(on)

    def test_what_one_side_does_not_do_is_not_silence_of_both(self) -> None:
        one_only = (pulse(14, None), pulse(14, 4, by_mentor=True))
        assert Rule.BOTH_SILENT not in rules_of(replace(busy(21), pulses=one_only), 21)

    def test_a_digest_seen_just_now_ends_a_row_of_unseen_ones(self) -> None:
        """Also if its meeting is so fresh that it would not yet count as unseen."""
        unseen = tuple(digest(each) for each in (7, 14, 21))
        back = replace(busy(28), digests=(*unseen, digest(28, seen=True)))
        assert Rule.DIGESTS_UNOPENED in rules_of(replace(back, digests=unseen), 28.5)
        assert Rule.DIGESTS_UNOPENED not in rules_of(back, 28.5)

    def test_scores_of_different_rounds_are_not_compared(self) -> None:
        pulses = (pulse(14, 5), pulse(28, 3, by_mentor=True))
        assert Rule.SCORES_APART not in rules_of(replace(busy(28), pulses=pulses), 28)

    def test_a_reflection_skipped_on_purpose_is_not_missed(self) -> None:
        skipped = Reflection("s", day(12), day(13), sent=False, missed=False)
        missed = (reflection(8, sent=False), skipped, reflection(20, sent=False))
        assert Rule.REFLECTIONS_MISSED not in rules_of(Facts(BEGAN, reflections=missed), 20)

    def test_a_meeting_just_past_waits_until_somebody_could_say_that_they_met(self) -> None:
        facts = Facts(BEGAN, planned=(day(9),), unsaid=(day(9),), alive=(day(9),))
        assert rules_of(facts, 11) == []
        assert rules_of(facts, 12) == [Rule.NO_FIRST_MEETING]
        for others in ((day(9), day(16)), (day(16),)):
            again = replace(facts, planned=others, unsaid=others)
            assert Rule.NO_FIRST_MEETING in rules_of(again, 16.5)

    def test_after_a_break_silence_begins_anew(self) -> None:
        assert rules_of(busy(28), 45)
        back = replace(busy(28), back_at=(day(44),))
        assert rules_of(back, 45) == []
        before = standing(busy(28), RULES, day(43)).reasons
        seen_to = [Handled(each.rule, each.evidence, day(43)) for each in before]
        assert {Rule.NO_CONTACT, Rule.BOTH_SILENT} <= set(rules_of(back, 60, *seen_to))


class TestTheStates:
    def test_a_new_pair_is_too_early_to_tell_and_one_that_met_is_on_track(self) -> None:
        assert state_of(Facts(BEGAN), 9) is EARLY
        assert state_of(busy(28), 30) is GOOD

    def test_one_reason_asks_for_a_check_in_and_becomes_urgent_in_two_weeks(self) -> None:
        assert state_of(Facts(BEGAN, alive=(day(9),)), 10) is NEEDS
        assert state_of(Facts(BEGAN, alive=(day(20),)), 23.9) is NEEDS
        assert state_of(Facts(BEGAN, alive=(day(20),)), 24) is URGENT

    def test_missed_reflections_alone_never_grow_urgent_and_say_once_nobody_asks(self) -> None:
        """The bot stops asking for them; what it does not ask for it cannot miss."""
        missed = tuple(reflection(each, sent=False) for each in (42, 49, 56))
        met = replace(busy(98), digests=(), pulses=(), reflections=missed)
        assert not reason(met, 56, Rule.REFLECTIONS_MISSED).stopped
        stopped = replace(met, stopped_asking_at=day(56))
        assert reason(stopped, 56, Rule.REFLECTIONS_MISSED).stopped
        assert {state_of(stopped, each) for each in (50, 56, 70, 98)} == {NEEDS}
        unread = replace(stopped, digests=tuple(digest(each) for each in (77, 84, 91)))
        assert state_of(unread, 98) is URGENT

    def test_a_low_score_and_two_kinds_of_reasons_are_urgent(self) -> None:
        assert state_of(replace(busy(28), pulses=(pulse(14, 2),)), 28) is URGENT
        fallen = replace(busy(28), pulses=(pulse(14, 5), pulse(28, 3)))
        assert state_of(fallen, 28) is NEEDS
        unread = replace(fallen, digests=tuple(digest(each) for each in (7, 14, 21)))
        assert state_of(unread, 28) is URGENT

    def test_a_low_score_that_was_seen_to_is_not_on_track_before_something_good_happens(
        self,
    ) -> None:
        both = (pulse(14, 2), pulse(14, 3, by_mentor=True))
        facts = replace(busy(14), pulses=both)
        seen = Handled(Rule.LOW_SCORE, standing(facts, RULES, day(15)).reasons[0].evidence, day(15))
        assert state_of(facts, 16, seen) is EARLY
        assert state_of(replace(facts, held=(*facts.held, day(17))), 18, seen) is GOOD

    def test_a_break_is_no_reason_but_a_low_score_stays_one(self) -> None:
        quiet = standing(Facts(BEGAN), RULES, day(30), break_now=True)
        assert (quiet.state, quiet.reasons) == (None, ())
        low = replace(busy(28), pulses=(pulse(14, 1),))
        assert standing(low, RULES, day(60), break_now=True).state is URGENT


class TestWhatWasSeenTo:
    """A reason that was seen to comes back only when something new happens."""

    CASES = (
        (
            Rule.LOW_SCORE,
            replace(busy(70), pulses=(pulse(14, 2),)),
            lambda f: replace(f, pulses=(*f.pulses, pulse(28, 2))),
        ),
        (
            Rule.REFLECTIONS_MISSED,
            Facts(BEGAN, reflections=(reflection(8, sent=False), reflection(15, sent=False))),
            lambda f: replace(f, reflections=(*f.reflections, reflection(22, sent=False))),
        ),
        (
            Rule.NO_CONTACT,
            Facts(BEGAN, held=(day(5),)),
            lambda f: replace(f, held=(*f.held, day(25))),
        ),
        (
            Rule.NO_FIRST_MEETING,
            Facts(BEGAN),
            lambda f: replace(f, planned=(day(24),), unsaid=(day(24),)),
        ),
        (
            Rule.DIGESTS_UNOPENED,
            replace(busy(70), digests=tuple(digest(each) for each in (3, 10, 16))),
            lambda f: replace(f, digests=(*f.digests, digest(26))),
        ),
    )

    @pytest.mark.parametrize(("rule", "facts", "news"), CASES)
    def test_it_does(self, rule: Rule, facts: Facts, news: Callable[[Facts], Facts]) -> None:
        evidence = reason(facts, 20, rule).evidence
        seen_to = Handled(rule, evidence, day(20))
        assert rule in rules_of(facts, 19.9, seen_to)
        assert rule not in rules_of(facts, 20, seen_to)
        assert rule not in rules_of(facts, 60, seen_to)
        assert rule in rules_of(news(facts), 60, seen_to)

    def test_nobody_is_on_track_by_that_alone(self) -> None:
        found = standing(Facts(BEGAN), RULES, day(60)).reasons
        handled = [Handled(each.rule, each.evidence, day(60)) for each in found]
        after = standing(Facts(BEGAN), RULES, day(60), handled)
        assert (after.state, after.reasons, after.handled) == (EARLY, (), found)


_DAYS = st.integers(0, 80)


@st.composite
def any_facts(draw: st.DrawFn) -> Facts:
    def some(each: st.SearchStrategy[int]) -> list[int]:
        return sorted(draw(st.lists(each, max_size=5, unique=True)))

    return Facts(
        began=BEGAN,
        back_at=tuple(day(each) for each in some(_DAYS)[:1]),
        held=tuple(day(each) for each in some(_DAYS)),
        planned=tuple(day(each) for each in some(_DAYS)),
        unsaid=tuple(day(each) for each in some(_DAYS)),
        reflections=tuple(reflection(each, sent=draw(st.booleans())) for each in some(_DAYS)),
        pulses=tuple(
            pulse(each, draw(st.one_of(st.none(), st.integers(1, 5))), by_mentor=side)
            for side in (True, False)
            for each in some(_DAYS)
        ),
        digests=tuple(digest(each, seen=draw(st.booleans())) for each in some(_DAYS)),
        alive=tuple(day(each) for each in some(_DAYS)),
        every_days=draw(st.sampled_from([0, 7, 14, 31])),
    )


def worse_or_same(before: Facts, after: Facts, at: float = 80) -> bool:
    states = [state_of(each, at) for each in (before, after)]
    first, second = (WORST_FIRST.index(state) for state in states if state is not None)
    return second <= first


NOW = 80
BAD: tuple[Callable[[Facts], Facts], ...] = (
    lambda f: replace(f, pulses=(*f.pulses, pulse(NOW, 2))),
    lambda f: replace(f, pulses=(*f.pulses, pulse(NOW, 1, by_mentor=True))),
    lambda f: replace(f, pulses=(*f.pulses, pulse(NOW, None))),
    lambda f: replace(f, reflections=(*f.reflections, reflection(NOW, sent=False))),
    lambda f: replace(f, digests=(*f.digests, digest(NOW - 3))),
)
_settings = settings(max_examples=60, deadline=None, print_blob=True)


class TestWhateverHappened:
    @_settings
    @given(facts=any_facts(), bad=st.sampled_from(BAD))
    def test_something_bad_never_makes_it_better(
        self, facts: Facts, bad: Callable[[Facts], Facts]
    ) -> None:
        assert worse_or_same(facts, bad(facts))

    @_settings
    @given(facts=any_facts(), at=st.integers(0, 100), data=st.data())
    def test_knowing_less_of_what_is_good_never_makes_it_better(
        self, facts: Facts, at: int, data: st.DataObject
    ) -> None:
        def some(of: tuple[datetime, ...]) -> tuple[datetime, ...]:
            return tuple(each for each in of if data.draw(st.booleans()))

        sent = {each.key for each in facts.reflections if each.sent}
        keep = {each for each in sent if data.draw(st.booleans())}
        less = replace(
            facts,
            held=some(facts.held),
            alive=some(facts.alive),
            back_at=some(facts.back_at),
            reflections=tuple(
                each for each in facts.reflections if each.key in keep or each.key not in sent
            ),
            digests=tuple(
                replace(each, seen=each.seen and data.draw(st.booleans())) for each in facts.digests
            ),
        )
        assert worse_or_same(facts, less, at)

    @_settings
    @given(facts=any_facts())
    def test_a_score_that_is_no_reason_is_never_better_unknown(self, facts: Facts) -> None:
        reasons = standing(facts, RULES, day(NOW)).reasons
        if Rule.SCORES_APART in {each.rule for each in reasons}:
            return
        found = {each.evidence for each in reasons}
        newest = {each.by_mentor: each for each in facts.pulses if each.number is not None}
        for each in newest.values():
            if each.key in found or (each.number or 0) <= RULES.low_score:
                continue
            unknown = replace(each, number=None)
            pulses = tuple(unknown if each is it else it for it in facts.pulses)
            assert worse_or_same(facts, replace(facts, pulses=pulses))

    @_settings
    @given(facts=any_facts(), at=st.integers(0, 100), others=st.sets(st.integers(0, 80)))
    def test_scores_that_no_rule_looks_at_change_nothing(
        self, facts: Facts, at: int, others: set[int]
    ) -> None:
        """Also if some of them are there because they counted at another moment."""
        pulses = sorted(facts.pulses, key=lambda each: each.ended_at)
        counted: set[str] = set()
        for moment in (at, *others):
            known = [each for each in pulses if each.ended_at <= day(moment)]
            counted |= scores_that_count(known)
        kept = [each for each in pulses if each.number is None or each.key in counted]
        all_of_them, fewer = (replace(facts, pulses=tuple(each)) for each in (pulses, kept))
        assert standing(all_of_them, RULES, day(at)) == standing(fewer, RULES, day(at))

    @_settings
    @given(facts=any_facts(), at=st.integers(0, 100))
    def test_nobody_is_on_track_without_something_that_shows_it(
        self, facts: Facts, at: int
    ) -> None:
        bare = replace(
            facts,
            held=(),
            reflections=tuple(each for each in facts.reflections if not each.sent),
            pulses=tuple(each for each in facts.pulses if (each.number or 0) <= RULES.low_score),
        )
        assert state_of(bare, at) is not GOOD

    @_settings
    @given(facts=any_facts(), data=st.data())
    def test_seeing_to_a_reason_takes_only_that_one_away(
        self, facts: Facts, data: st.DataObject
    ) -> None:
        before = standing(facts, RULES, day(NOW))
        if not before.reasons:
            return
        chosen = data.draw(st.sampled_from(before.reasons))
        seen_to = Handled(chosen.rule, chosen.evidence, day(NOW))
        after = standing(facts, RULES, day(NOW), [seen_to])
        assert set(after.reasons) == set(before.reasons) - {chosen}
        assert after.handled == (chosen,)

    @_settings
    @given(facts=any_facts(), at=st.integers(0, 100))
    def test_every_state_but_two_has_dated_reasons(self, facts: Facts, at: int) -> None:
        found = standing(facts, RULES, day(at))
        assert bool(found.reasons) is (found.state in (URGENT, NEEDS))
        assert all(each.since <= day(at) and each.seen_at <= day(at) for each in found.reasons)
        assert all(0 < len(each.evidence) <= 64 for each in found.reasons)
