"""What is a reason to look after a relationship. Each rule is a function of facts, rules and now.

A meeting counts as held only if one of the two said so: what nobody spoke of is not known to have
happened. After a break all that is about silence begins anew. Of scores the newest of each side
counts, however old it is, until there is a better one.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from bot.domain.health import Facts, Pulse, Reason, Rule
from bot.domain.rules import Rules

# For so long after a meeting people are asked whether they met.
TIME_TO_SAY = timedelta(days=3)
# Both sides are asked on the same day or the next; rounds are at least a week apart.
_ONE_ROUND = timedelta(days=3)

Speaks = Callable[[Facts, Rules, datetime], Reason | None]


def window(facts: Facts, rules: Rules) -> timedelta:
    """How long nothing may happen: twice the time between two meetings, if that is longer."""
    return timedelta(days=max(rules.no_contact_days, 2 * facts.every_days))


def fresh(facts: Facts) -> datetime:
    """From when silence counts: the beginning, or the end of the last break."""
    return max(facts.began, *facts.back_at) if facts.back_at else facts.began


def scores_that_count(pulses: Sequence[Pulse]) -> set[str]:
    """The keys of the answers that rules look at, whatever their numbers are."""
    newest = [each for side in (True, False) for each in _answered(pulses, by_mentor=side)[-2:]]
    return {each.key for each in (*newest, *_last_round(pulses))}


def no_first_meeting(facts: Facts, rules: Rules, now: datetime) -> Reason | None:
    """They should have met by now; after a first one in time somebody gets the time to say so."""
    since = fresh(facts) + timedelta(days=rules.first_meeting_by_day)
    first = next((at for at in facts.unsaid if fresh(facts) <= at <= since), None)
    just_past = first is not None and first + TIME_TO_SAY > now
    if facts.held or now < since or just_past:
        return None
    last = max(facts.planned, default=facts.began)
    key = f"{last.date()}" if facts.planned else "none"
    return Reason(Rule.NO_FIRST_MEETING, key, since, facts.began, rules.first_meeting_by_day)


def no_contact(facts: Facts, rules: Rules, now: datetime) -> Reason | None:
    """No meeting was held and no reflection sent for as long as the window is."""
    sent = [each.ended_at for each in facts.reflections if each.sent]
    last = max((*facts.held, *sent), default=facts.began)
    return _silent(Rule.NO_CONTACT, facts, rules, now, last)


def both_silent(facts: Facts, rules: Rules, now: datetime) -> Reason | None:
    """Both let their last pulse go by, or neither did anything for as long as the window is."""
    last = max(facts.alive, default=facts.began)
    silent = _silent(Rule.BOTH_SILENT, facts, rules, now, last)
    streaks = [_unanswered(facts, by_mentor=side) for side in (True, False)]
    if not all(streaks):
        return silent
    since = max(streak[0].ended_at for streak in streaks)
    if silent is not None:
        since = min(since, silent.since)
    newest = max((streak[-1] for streak in streaks), key=lambda each: each.ended_at)
    times = min(len(streak) for streak in streaks)
    return Reason(Rule.BOTH_SILENT, newest.key, since, newest.offered_at, times, asked=True)


def reflections_missed(facts: Facts, rules: Rules, now: datetime) -> Reason | None:
    """So many reflections in a row went by without an answer; one skipped on purpose is none."""
    row = []
    for each in reversed(facts.reflections):
        if not each.missed or each.offered_at < fresh(facts):
            break
        row.append(each)
    if len(row) < rules.reflections_missed:
        return None
    since = row[-rules.reflections_missed].ended_at
    stopped = facts.stopped_asking_at is not None
    last = row[0]
    return Reason(
        Rule.REFLECTIONS_MISSED, last.key, since, last.ended_at, len(row), stopped=stopped
    )


def low_score(facts: Facts, rules: Rules, now: datetime) -> Reason | None:
    """The newest score of one side is low."""
    newest = [each for each in _newest(facts) if _number(each) <= rules.low_score]
    return _of_score(Rule.LOW_SCORE, newest, rules.low_score)


def fallen_score(facts: Facts, rules: Rules, now: datetime) -> Reason | None:
    """The newest score of one side is far below the one before."""
    fallen = []
    for side in (True, False):
        last = _answered(facts.pulses, by_mentor=side)[-2:]
        if len(last) == 2 and _number(last[0]) - _number(last[1]) >= rules.score_fall:
            fallen.append(last[1])
    return _of_score(Rule.FALLEN_SCORE, fallen, rules.score_fall)


def scores_apart(facts: Facts, rules: Rules, now: datetime) -> Reason | None:
    """In the last round that both answered, their scores lie far apart."""
    found = _last_round(facts.pulses)
    if not found or abs(_number(found[0]) - _number(found[1])) < rules.score_gap:
        return None
    return _of_score(Rule.SCORES_APART, found, rules.score_gap)


def digests_unopened(facts: Facts, rules: Rules, now: datetime) -> Reason | None:
    """So many meetings in a row without a sign that their digest was seen."""
    row = []
    for each in reversed(facts.digests):
        # Also one before a meeting just past: who has seen that reads them again.
        if each.seen:
            break
        if each.meeting_at + TIME_TO_SAY <= now:
            row.append(each)
    if len(row) < rules.unopened_digests:
        return None
    since = row[-rules.unopened_digests].meeting_at + TIME_TO_SAY
    return Reason(Rule.DIGESTS_UNOPENED, row[0].key, since, row[0].meeting_at, len(row))


# In the order in which a coordinator reads them: what is most pressing first.
ALL: Sequence[Speaks] = (
    low_score,
    both_silent,
    no_contact,
    no_first_meeting,
    reflections_missed,
    fallen_score,
    scores_apart,
    digests_unopened,
)


def _silent(rule: Rule, facts: Facts, rules: Rules, now: datetime, last: datetime) -> Reason | None:
    begins = max(last, fresh(facts))
    since = begins + window(facts, rules)
    if now < since:
        return None
    return Reason(rule, f"{begins:%Y-%m-%dT%H:%M}", since, last, (now - last).days)


def _unanswered(facts: Facts, *, by_mentor: bool) -> list[Pulse]:
    """The last pulses of one side that went by without an answer, since the last break."""
    row: list[Pulse] = []
    for each in reversed([each for each in facts.pulses if each.by_mentor is by_mentor]):
        if each.number is not None or each.offered_at < fresh(facts):
            break
        row.insert(0, each)
    return row


def _answered(pulses: Sequence[Pulse], *, by_mentor: bool) -> list[Pulse]:
    mine = [each for each in pulses if each.by_mentor is by_mentor]
    return [each for each in mine if each.number is not None]


def _last_round(pulses: Sequence[Pulse]) -> list[Pulse]:
    """The answers of the mentor and of the mentee in the last round that both answered."""
    theirs = _answered(pulses, by_mentor=False)
    for mine in reversed(_answered(pulses, by_mentor=True)):
        for other in reversed(theirs):
            if _same_round(mine.on, other.on):
                return [mine, other]
    return []


def _newest(facts: Facts) -> list[Pulse]:
    sides = [_answered(facts.pulses, by_mentor=side) for side in (True, False)]
    return [side[-1] for side in sides if side]


def _number(pulse: Pulse) -> int:
    assert pulse.number is not None  # only those that were answered are asked
    return pulse.number


def _same_round(one: date, other: date) -> bool:
    return abs(one - other) <= _ONE_ROUND


def _of_score(rule: Rule, pulses: list[Pulse], limit: int) -> Reason | None:
    """One reason, dated by the newest of these; which side it was is not said."""
    if not pulses:
        return None
    newest = max(pulses, key=lambda each: (each.ended_at, each.key))
    oldest = min(each.ended_at for each in pulses)
    since = newest.ended_at if rule is Rule.SCORES_APART else oldest
    return Reason(rule, newest.key, since, newest.ended_at, limit)
