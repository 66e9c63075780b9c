"""A schedule in plain words, its wall times as the mentee's clocks show them and as the reader's."""

from datetime import datetime, time

from bot.domain.recurrence import Cadence, next_occurrence
from bot.domain.terms import meeting_rule, seen_from
from bot.render import dates
from bot.render.texts import Markup, Texts, texts
from bot.services.relationships.terms import TermsView


def terms_lines(view: TermsView, *, with_first: bool = True) -> Markup:
    """Everything that is settled, a line each; the first meeting only `with_first`."""
    t = texts(view.language)
    said = view.terms
    lines = [
        _reflection(t, view),
        _meetings(t, view),
        _first(t, view) if with_first else None,
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


def _reflection(t: Texts, view: TermsView) -> Markup | None:
    weekday, at = view.terms.reflection_weekday, view.terms.reflection_time
    if weekday is None or at is None:
        return None
    return t.say(
        "agreement-terms-reflection",
        day=dates.weekday(weekday, view.language),
        time=dates.clock_time(at, view.language),
        here=_here(t, view, weekday, at),
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
        "here": _here(t, view, said.meeting_weekday, said.meeting_time),
    }
    if said.cadence is Cadence.MONTHLY:
        return t.say("agreement-terms-monthly", week=said.meeting_week, **values)
    if said.cadence is Cadence.FORTNIGHTLY:
        return t.say("agreement-terms-fortnightly", **values)
    return t.say("agreement-terms-weekly", **values)


def _first(t: Texts, view: TermsView) -> Markup | None:
    rule = meeting_rule(view.terms, view.zone)
    first = view.terms.first_meeting_on
    if rule is None or first is None:
        return None
    found = next_occurrence(rule, view.now)
    if found is None or found.local_date != first:
        return None
    return t.say("agreement-terms-first", when=_moment(view, found.instant))


def _moment(view: TermsView, instant: datetime) -> str:
    return dates.moment(instant, view.reader_zone, view.language, view.now)


def _here(t: Texts, view: TermsView, weekday: int, at: time) -> Markup:
    """The same time as the reader's own clocks show it; nothing where that is the same."""
    there, then = seen_from(weekday, at, view.zone, view.reader_zone, view.now)
    shown = dates.clock_time(then, view.language)
    if there != weekday:
        return t.say("agreement-here-day", day=dates.weekday(there, view.language), time=shown)
    return Markup("") if then == at else t.say("agreement-here", time=shown)
