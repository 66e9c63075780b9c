"""One state for each relationship, out of its reasons.

- *Urgent*: a low score; or reasons of two kinds that do not follow from each other; or one that has
  stood for two weeks and nobody has seen to it. Missed reflections do not become urgent by standing
  there: the bot soon stops asking for them, so that nothing new can be known.
- *Needs a check-in*: any other reason.
- *On track*: no reason, and something that shows it, within the window: a meeting that one of the
  two said took place, a reflection that was sent, or a score that is not low. While a score that
  was seen to is still their newest, only what came after somebody saw to it shows anything.
- *Too early to tell*: no reason and nothing that shows it. They have only just begun, or begun
  again; or a coordinator has seen to all reasons, and nothing has happened since.

Missing data never counts as good: without anything that shows it, nobody is on track.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.health import Facts, Handled, HealthState, Reason, Rule, Standing
from bot.domain.health_rules import ALL, window
from bot.domain.rules import Rules

STANDS_TOO_LONG = timedelta(days=14)
_MAY_STAND = Rule.REFLECTIONS_MISSED
# What is told in several ways is one thing: that they are silent, what they say, what is not read.
_KIND = {
    Rule.NO_FIRST_MEETING: "silence",
    Rule.NO_CONTACT: "silence",
    Rule.BOTH_SILENT: "silence",
    Rule.REFLECTIONS_MISSED: "silence",
    Rule.LOW_SCORE: "score",
    Rule.FALLEN_SCORE: "score",
    Rule.SCORES_APART: "score",
    Rule.DIGESTS_UNOPENED: "reading",
}
_SILENCE = frozenset(rule for rule, kind in _KIND.items() if kind == "silence")


def standing(
    facts: Facts,
    rules: Rules,
    now: datetime,
    handled: Collection[Handled] = (),
    *,
    break_now: bool = False,
) -> Standing:
    """The state at `now`, from what had happened by then; later facts may be there and are unseen.

    `break_now` says that one of the two takes a break: then silence is no reason.
    """
    known = until(facts, now)
    seen_to = {(each.rule, each.evidence): each.at for each in handled if each.at <= now}
    found = [reason for speaks in ALL if (reason := speaks(known, rules, now)) is not None]
    if break_now:
        found = [reason for reason in found if reason.rule not in _SILENCE]
    open_ = tuple(each for each in found if (each.rule, each.evidence) not in seen_to)
    done = tuple(each for each in found if (each.rule, each.evidence) in seen_to)
    if break_now and not open_:
        return Standing(None, open_, done)
    scores = [each for each in done if _KIND[each.rule] == "score"]
    after = max((seen_to[each.rule, each.evidence] for each in scores), default=facts.began)
    return Standing(_state(known, rules, now, open_, after), open_, done)


def until(facts: Facts, now: datetime) -> Facts:
    """What was known at an instant."""
    stopped = facts.stopped_asking_at
    return replace(
        facts,
        back_at=_by(facts.back_at, now),
        held=_by(facts.held, now),
        planned=_by(facts.planned, now),
        unsaid=_by(facts.unsaid, now),
        reflections=tuple(each for each in facts.reflections if each.ended_at <= now),
        pulses=tuple(each for each in facts.pulses if each.ended_at <= now),
        digests=tuple(each for each in facts.digests if each.meeting_at <= now),
        alive=_by(facts.alive, now),
        stopped_asking_at=stopped if stopped is not None and stopped <= now else None,
    )


def _state(
    facts: Facts, rules: Rules, now: datetime, reasons: tuple[Reason, ...], after: datetime
) -> HealthState:
    if not reasons:
        good = _shows_good(facts, rules, now, after)
        return HealthState.ON_TRACK if good else HealthState.TOO_EARLY
    low = any(each.rule is Rule.LOW_SCORE for each in reasons)
    two = len({_KIND[each.rule] for each in reasons}) > 1
    long = any(
        now - each.since >= STANDS_TOO_LONG for each in reasons if each.rule is not _MAY_STAND
    )
    return HealthState.URGENT if low or two or long else HealthState.NEEDS_CHECKIN


def _shows_good(facts: Facts, rules: Rules, now: datetime, after: datetime) -> bool:
    sent = [each.ended_at for each in facts.reflections if each.sent]
    scores = [
        each.ended_at
        for each in facts.pulses
        if each.number is not None and each.number > rules.low_score
    ]
    signs = (*facts.held, *sent, *scores)
    return any(at > after and now - at < window(facts, rules) for at in signs)


def _by(moments: tuple[datetime, ...], now: datetime) -> tuple[datetime, ...]:
    return tuple(at for at in moments if at <= now)
