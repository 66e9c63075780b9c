"""How one pair stands, as its coordinators see it, and seeing to the reasons."""

from bot.domain.ids import to_short
from bot.render.answers import clip
from bot.render.dates import moment
from bot.render.health import on, reason, state
from bot.render.message import Button, Outgoing, Rows
from bot.render.texts import Markup, Texts, texts
from bot.services.health.pair_health import PairHealth
from bot.services.health.seen_to import SeenTo

_MOST_OF_A_NOTE = 80


def page(view: PairHealth) -> Outgoing:
    """The state, all reasons, what is known, and what was seen to; or what to note about it."""
    t = texts(view.language)
    if view.asks_note:
        return _ask(t, view)
    names = {"mentor": view.mentor, "mentee": view.mentee}
    if view.own is not None:
        own = [t.say("health-own", **names), t.say(f"health-own-{view.own}")]
        return Outgoing("\n".join(own), _buttons(t, view), asks=True)
    lines: list[str] = [t.say("health-line", **names, state=state(t, view.state))]
    lines += _known(t, view)
    lines.append("")
    if view.reasons:
        lines.append(t.say("health-why"))
        shown = (reason(t, each, view.zone, view.now) for each in view.reasons)
        lines += [t.say("health-bullet", line=each) for each in shown]
    else:
        lines.append(t.say("health-no-reasons", state=view.state or "paused"))
    if view.seen_to:
        lines += ["", t.say("health-seen-to")]
        newest = next((each for each in view.seen_to if each.note), None)
        for each in view.seen_to:
            lines += _seen_by(t, view, each, whole=each is newest)
    return Outgoing("\n".join(lines), _buttons(t, view), asks=True)


def _ask(t: Texts, view: PairHealth) -> Outgoing:
    """That it is noted, and that a line can be added; or why what was sent is no such line."""
    short = to_short(view.relationship_id)
    rows: Rows = ((Button(t.label("health-button-no-note"), f"he.n.{short}"),),)
    if view.problem:
        return Outgoing(t.say(f"health-note-{view.problem}"), rows, asks=True)
    if view.just:
        data = f"he.x.{short}.{to_short(view.just[0])}"
        rows = (*rows, (Button(t.label("health-button-undo-just"), data),))
    return Outgoing(t.say("health-noted", count=len(view.just)), rows, asks=True)


def _known(t: Texts, view: PairHealth) -> list[Markup]:
    lines = [t.say("health-since", day=on(t, view.since, view.zone, view.now))]
    if view.next_meeting is None:
        lines.append(t.say("health-no-next"))
    else:
        when = moment(view.next_meeting, view.zone, view.language, view.now)
        lines.append(t.say("health-next", when=when))
    if view.last_meeting is None:
        lines.append(t.say("health-no-last-meeting"))
    else:
        last = on(t, view.last_meeting, view.zone, view.now)
        lines.append(t.say("health-last-meeting", day=last))
    if view.last_alive is not None:
        lines.append(t.say("health-last-alive", day=on(t, view.last_alive, view.zone, view.now)))
    return lines


def _seen_by(t: Texts, view: PairHealth, each: SeenTo, *, whole: bool) -> list[Markup]:
    """What was seen to; of notes but the newest only the beginning, so that all has room."""
    said = reason(t, each.reason, view.zone, view.now)
    day = on(t, each.at, view.zone, view.now)
    lines = [t.say("health-seen-by", by=each.by, day=day, line=said)]
    if each.note:
        note = each.note if whole else clip(each.note, _MOST_OF_A_NOTE)
        lines.append(t.say("health-note", note=note))
    return lines


def _buttons(t: Texts, view: PairHealth) -> Rows:
    short = to_short(view.relationship_id)
    rows = []
    for each, mark in zip(view.reasons, view.marks, strict=True):
        what = t.label(f"health-short-{each.rule}")
        rows.append((Button(t.label("health-button-seen", what=what), f"he.s.{short}.{mark}"),))
    if len(view.reasons) > 1:
        rows.append((Button(t.label("health-button-seen-all"), f"he.s.{short}.all"),))
    for done in view.seen_to:
        if done.holds:
            what = t.label(f"health-short-{done.reason.rule}")
            data = f"he.u.{short}.{to_short(done.handled_id)}"
            rows.append((Button(t.label("health-button-undo", what=what), data),))
    rows.append((Button(t.label("health-button-pair"), f"cl.{short}"),))
    return (*rows, (Button(t.label("health-button-list"), "he.l.0"),))
