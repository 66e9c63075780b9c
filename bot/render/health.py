"""/health as coordinators see it: how many pairs stand how, then each of them, worst first."""

from collections.abc import Mapping
from datetime import datetime

from bot.domain.health import HealthState, Reason
from bot.domain.ids import to_short
from bot.domain.recurrence import local_date_of
from bot.render.dates import day
from bot.render.message import Button, Outgoing, Rows
from bot.render.paging import turns
from bot.render.texts import Markup, Texts, texts
from bot.services.health.overview import Line, Overview

_COUNTED = (
    ("urgent", HealthState.URGENT),
    ("needs", HealthState.NEEDS_CHECKIN),
    ("early", HealthState.TOO_EARLY),
    ("good", HealthState.ON_TRACK),
)


def page(view: Overview) -> Outgoing:
    """A page of pairs, with the numbers above it."""
    t = texts(view.language)
    lines: list[str] = [t.say("health-title", programme=view.programme)]
    if not view.lines:
        return Outgoing("\n\n".join([*lines, t.say("health-none")]), asks=True)
    lines.append(counts(t, view.counts))
    if view.paused:
        lines.append(t.say("health-paused", paused=view.paused))
    if view.pages > 1:
        lines.append(t.say("health-page", page=view.number + 1, pages=view.pages))
    for each in view.lines:
        lines += ["", *pair_lines(t, each, view.zone, view.now)]
    lines += ["", t.say("health-how")]
    has_more = view.number + 1 < view.pages
    pages = turns(t, view.number, has_more=has_more, data=lambda to: f"he.l.{to_short(to)}")
    return Outgoing("\n".join(lines), (*_pairs(t, view), *pages), asks=True)


def counts(t: Texts, found: Mapping[HealthState, int]) -> Markup:
    """How many pairs stand how, in one line."""
    return t.say("health-counts", **{name: found[state] for name, state in _COUNTED})


def pair_lines(t: Texts, line: Line, zone: str, now: datetime) -> list[Markup]:
    """A pair with its state, and its first reason."""
    names = {"mentor": line.mentor, "mentee": line.mentee}
    if line.own is not None:
        return [t.say("health-own", **names), t.say(f"health-own-{line.own}")]
    shown = [t.say("health-line", **names, state=state(t, line.state))]
    if line.reason is not None:
        shown.append(reason(t, line.reason, zone, now))
    if line.reasons > 1:
        shown.append(t.say("health-more-reasons", more=line.reasons - 1))
    return shown


def state(t: Texts, found: HealthState | None) -> str:
    """A state in words; None is a break."""
    return t.label(f"health-state-{found or 'paused'}")


def reason(t: Texts, found: Reason, zone: str, now: datetime) -> Markup:
    """A reason as a sentence with its date; never whose it is, nor what anybody wrote."""
    how = "_asked" if found.asked else "_stopped" if found.stopped else ""
    key = f"health-reason-{found.rule}{how}"
    return t.say(key, count=found.count, day=on(t, found.seen_at, zone, now))


def on(t: Texts, instant: datetime, zone: str, now: datetime) -> str:
    """The day of an instant, with its year if that is not this one."""
    its = local_date_of(instant, zone)
    return day(its, t.language, with_year=its.year != local_date_of(now, zone).year)


def _pairs(t: Texts, view: Overview) -> Rows:
    return tuple(
        (
            Button(
                t.label("health-pair", mentor=each.mentor, mentee=each.mentee),
                f"he.p.{to_short(each.relationship_id)}",
            ),
        )
        for each in view.lines
    )
