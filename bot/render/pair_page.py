"""A pair as its coordinator sees it, with what can be done about it; each is asked once more."""

from datetime import datetime

from bot.domain.ids import to_short
from bot.domain.recurrence import local_date_of
from bot.domain.relationships import RelationshipKind, RelationshipState
from bot.render.dates import day, moment
from bot.render.message import Button, Outgoing
from bot.render.texts import Markup, Texts, texts
from bot.services.relationships.pair_notes import EndedNote
from bot.services.relationships.pair_page import PairPage

_KINDS = {
    RelationshipKind.MENTORING: "pair-page-mentoring",
    RelationshipKind.MENTOR_PEERS: "pair-page-mentor-peers",
    RelationshipKind.MENTOR_SUPPORT: "pair-page-mentor-support",
}
_DOES = {
    RelationshipState.PROPOSED: ("again", "back"),
    RelationshipState.ACTIVE: ("pause", "end"),
    RelationshipState.PAUSED: ("go", "end"),
}
_NEEDS_BOTH = ("go", "again")
_AGREE = (RelationshipState.ACTIVE, RelationshipState.PAUSED)
_DONE = {
    RelationshipState.PROPOSED: "pair-done-again",
    RelationshipState.DECLINED: "pair-done-back",
}


def page(view: PairPage) -> Outgoing:
    """Who they are and how they stand, what follows if that has just been changed, and buttons."""
    t = texts(view.language)
    names = {"mentor": view.mentor, "mentee": view.mentee}
    lines: list[str] = [
        t.say("pair-page-title", **names),
        t.say(_KINDS[view.kind], **names),
        _since(t, view),
    ]
    if view.state in _AGREE:
        lines.append(t.say("pair-page-agreed" if view.agreed else "pair-page-not-agreed"))
    if view.state is RelationshipState.ACTIVE:
        lines.append(_next(t, view))
    if view.rests and view.state is RelationshipState.PROPOSED:
        lines.append(t.say("pair-page-away"))
    if view.done:
        done = _DONE.get(view.state, "pair-done-rests" if view.rests else "pair-done")
        lines += ["", t.say(done, kind=view.kind)]
    return Outgoing("\n".join(lines), tuple((_ask(t, view, what),) for what in _does(view)))


def ask(view: PairPage, what: str) -> Outgoing:
    """Whether to do what was tapped; the page where that is settled by now."""
    if what not in _does(view):
        return page(view)
    t = texts(view.language)
    short = to_short(view.relationship_id)
    rows = (
        (Button(t.label(f"pair-button-{what}-yes"), f"cl.{short}.{what}yes"),),
        (Button(t.label("pair-button-keep"), f"cl.{short}.keep"),),
    )
    rests = "yes" if view.rests else "no"
    names = {"mentor": view.mentor, "mentee": view.mentee}
    text = t.say(f"pair-ask-{what}", **names, kind=view.kind, rests=rests)
    return Outgoing(text, rows)


def told_ended(note: EndedNote) -> Outgoing:
    """Tell a coordinator that one of two has ended their pair."""
    t = texts(note.language)
    show = Button(t.label("pair-button-show"), f"cl.{to_short(note.relationship_id)}")
    hears = "back" if note.away else "reached" if note.unreachable else "now"
    return Outgoing(t.say("pair-told-ended", by=note.by, other=note.other, hears=hears), ((show,),))


def _does(view: PairPage) -> tuple[str, ...]:
    found = _DOES.get(view.state, ())
    return tuple(each for each in found if each not in _NEEDS_BOTH) if view.rests else found


def _ask(t: Texts, view: PairPage, what: str) -> Button:
    return Button(t.label(f"pair-button-{what}"), f"cl.{to_short(view.relationship_id)}.{what}")


def _since(t: Texts, view: PairPage) -> Markup:
    since = _day(view, view.since)
    if view.rests and view.state is RelationshipState.PAUSED:
        return t.say("pair-page-rests-on-a-break" if view.paused else "pair-page-rests", day=since)
    if view.state is RelationshipState.ENDED and view.ended_at is not None:
        end = _day(view, view.ended_at)
        return t.say("pair-page-ended", day=since, end=end)
    return t.say(f"pair-page-{view.state}", day=since, end="")


def _day(view: PairPage, instant: datetime) -> str:
    on, today = (local_date_of(each, view.zone) for each in (instant, view.now))
    return day(on, view.language, with_year=on.year != today.year)


def _next(t: Texts, view: PairPage) -> Markup:
    if view.next_meeting is None:
        return t.say("pair-page-no-next")
    when = moment(view.next_meeting, view.zone, view.language, view.now)
    return t.say("pair-page-next", when=when)
