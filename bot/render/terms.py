"""A schedule in plain words, its wall times as the mentee's clocks show them and as the reader's."""

from collections.abc import Iterator
from datetime import datetime, time

from bot.domain.recurrence import Cadence, to_local
from bot.domain.terms import seen_from
from bot.render import dates
from bot.render.texts import Markup, Texts, escape, texts
from bot.services.relationships.terms import TermsView


def terms_lines(view: TermsView) -> Markup:
    """Everything that is settled, a line each."""
    t = texts(view.language)
    said = view.terms
    lines = [
        _reflection(t, view),
        _meetings(t, view),
        *_meets(t, view),
        t.say("agreement-terms-length", minutes=said.minutes),
        t.say("agreement-terms-place", place=said.place) if said.place else None,
        t.say("agreement-terms-digest", hours=said.digest_hours),
        zone_note(view),
    ]
    return Markup("\n".join(line for line in lines if line is not None))


def zone_note(view: TermsView) -> Markup | None:
    """Whose local time it is, where that is not the reader's."""
    if view.zone == view.reader_zone:
        return None
    city = dates.city_name(view.zone, view.language)
    return texts(view.language).say("agreement-zone-note", mentee=view.mentee, city=city)


def on_both_clocks(view: TermsView, instant: datetime) -> Markup:
    """A moment as the mentee's clocks show it, and beside it as the reader's, if they differ."""
    there, here = to_local(instant, view.zone), to_local(instant, view.reader_zone)
    other_day = here.weekday() if here.date() != there.date() else None
    when = escape(dates.moment(instant, view.zone, view.language, view.now))
    return Markup(when + _beside(view, there.time(), other_day, here.time()))


def _reflection(t: Texts, view: TermsView) -> Markup | None:
    weekday, at = view.terms.reflection_weekday, view.terms.reflection_time
    if weekday is None or at is None:
        return None
    return t.say(
        "agreement-terms-reflection",
        day=dates.weekday(weekday, view.language),
        time=dates.clock_time(at, view.language),
        here=_here(view, weekday, at),
    )


def _meetings(t: Texts, view: TermsView) -> Markup | None:
    said = view.terms
    if said.cadence is Cadence.ARRANGEMENT:
        return t.say("agreement-terms-arrangement")
    if said.cadence is None or said.meeting_weekday is None or said.meeting_time is None:
        return None
    values = {
        "day": dates.weekday(said.meeting_weekday, view.language),
        "time": dates.clock_time(said.meeting_time, view.language),
        "here": _here(view, said.meeting_weekday, said.meeting_time),
    }
    if said.cadence is Cadence.MONTHLY:
        return t.say("agreement-terms-monthly", week=said.meeting_week, **values)
    if said.cadence is Cadence.FORTNIGHTLY:
        return t.say("agreement-terms-fortnightly", **values)
    return t.say("agreement-terms-weekly", **values)


def _meets(t: Texts, view: TermsView) -> Iterator[Markup]:
    key = "agreement-terms-next" if view.is_change else "agreement-terms-first"
    for instant in view.meets:
        yield t.say(key, when=on_both_clocks(view, instant))
        key = "agreement-terms-then"


def _here(view: TermsView, weekday: int, at: time) -> Markup:
    here, then = seen_from(weekday, at, view.zone, view.reader_zone, view.now)
    return _beside(view, at, here if here != weekday else None, then)


def _beside(view: TermsView, there: time, other_day: int | None, here: time) -> Markup:
    """The same time as the reader's own clocks show it; nothing where that is the same."""
    t = texts(view.language)
    shown = dates.clock_time(here, view.language)
    if other_day is not None:
        day = dates.weekday(other_day, view.language)
        return t.say("agreement-here-day", day=day, time=shown)
    return Markup("") if here == there else t.say("agreement-here", time=shown)
