"""Moving, adding and calling off single meetings: the questions, and telling both sides."""

from datetime import date, datetime, time

from bot.domain.ids import to_short
from bot.domain.recurrence import to_instant, to_local
from bot.render import dates
from bot.render.calendar_file import calendar_file
from bot.render.message import Button, Outgoing
from bot.render.texts import Markup, Texts, texts
from bot.services.meeting.choice_rows import ChoiceView, Problem
from bot.services.meeting.meeting_changes import Change, ChangeView
from bot.services.meeting.meeting_views import MeetingView

_TIMES = tuple(time(hour) for hour in (9, 10, 12, 15, 17, 18, 19, 20))
_MOST_BUTTONS_IN_A_ROW = 4


def choice(view: ChoiceView) -> Outgoing:
    """The next question on the way to a time: the day, the time, or whether it is right."""
    t = texts(view.language)
    if view.instant is not None:
        return _confirm(t, view, view.instant)
    if view.day is None:
        text, buttons = _ask_day(t, view), _days(view)
    else:
        buttons = _times(view, view.day)
        key = "schedule-ask-time" if buttons else "schedule-ask-late-time"
        text = t.say(key, day=dates.day(view.day, view.language))
    if view.problem is not None:
        text = _with_problem(t, view, view.problem, text)
    row = to_short(view.draft_id)
    never_mind = Button(t.label("button-cancel"), f"mt.{row}.drop")
    if view.day is None:
        return Outgoing(text, buttons=(*buttons, (never_mind,)), asks=True)
    back = Button(t.label("button-back"), f"mt.{row}.again")
    return Outgoing(text, buttons=(*buttons, (back, never_mind)), asks=True)


def ask_call_off(view: MeetingView) -> Outgoing:
    """Whether a meeting shall really be called off."""
    t = texts(view.language)
    row = to_short(view.meeting_id)
    buttons = (
        Button(t.label("schedule-button-off-yes"), f"mt.{row}.offyes"),
        Button(t.label("schedule-button-keep"), f"mt.{row}.keep"),
    )
    text = t.say("schedule-off-confirm", other=view.other, when=_when(view, view.starts_at))
    return Outgoing(text, buttons=(buttons,), asks=True)


def kept(language: str) -> Outgoing:
    """That nothing was changed."""
    return Outgoing(texts(language).say("schedule-kept"))


def choice_gone(language: str) -> Outgoing:
    """That there is nothing to which a typed time could belong."""
    return Outgoing(texts(language).say("schedule-choice-gone"))


def done(view: ChangeView) -> list[Outgoing]:
    """What one has changed oneself, with the calendar file."""
    t, meeting = texts(view.meeting.language), view.meeting
    key = {
        Change.ADDED: "schedule-added",
        Change.CALLED_OFF: "schedule-called-off",
    }.get(view.change, "schedule-moved")
    text = t.say(key, other=meeting.other, when=_when(meeting, meeting.starts_at))
    return [Outgoing(text), calendar_file(meeting)]


def told(view: ChangeView) -> list[Outgoing]:
    """What the other side has changed, with the calendar file."""
    t, meeting = texts(view.meeting.language), view.meeting
    was = _when(meeting, view.was or meeting.starts_at)
    when = _when(meeting, meeting.starts_at)
    match view.change:
        case Change.MOVED:
            said = t.say("schedule-told-moved", other=meeting.other, was=was, when=when)
        case Change.ADDED:
            said = t.say("schedule-told-added", other=meeting.other, when=when)
        case Change.CALLED_OFF:
            said = t.say("schedule-told-called-off", other=meeting.other, when=when)
        case Change.ZONE:
            said = t.say("schedule-told-zone", other=meeting.other, was=was, when=when)
    parts: list[str] = [said]
    if meeting.place and not meeting.called_off:
        parts.append(t.say("schedule-place", place=meeting.place))
    if not meeting.called_off:
        parts.append(t.say("schedule-told-how"))
    return [Outgoing("\n".join(parts)), calendar_file(meeting)]


def _ask_day(t: Texts, view: ChoiceView) -> Markup:
    if view.meeting is None:
        return t.say("schedule-add-day", other=view.other)
    when = _when(view.meeting, view.meeting.starts_at)
    return t.say("schedule-move-day", other=view.other, when=when)


def _confirm(t: Texts, view: ChoiceView, instant: datetime) -> Outgoing:
    when = dates.moment(instant, view.zone, view.language, view.now)
    if view.meeting is None:
        text: str = t.say("schedule-add-confirm", other=view.other, when=when)
        yes = t.label("schedule-button-add-yes")
    else:
        was = _when(view.meeting, view.meeting.starts_at)
        text = t.say("schedule-move-confirm", other=view.other, was=was, when=when)
        yes = t.label("schedule-button-move-yes")
    if not _same_clock(instant, view.zone, view.other_zone):
        theirs = dates.moment(instant, view.other_zone, view.language, view.now)
        text += "\n" + t.say("schedule-theirs", other=view.other, when=theirs)
    row = to_short(view.draft_id)
    buttons = (
        (Button(yes, f"mt.{row}.go"),),
        (
            Button(t.label("schedule-button-again"), f"mt.{row}.again"),
            Button(t.label("button-cancel"), f"mt.{row}.drop"),
        ),
    )
    return Outgoing(text, buttons=buttons, asks=True)


def _with_problem(t: Texts, view: ChoiceView, problem: Problem, text: Markup) -> Markup:
    if problem is Problem.THERE_ALREADY and view.meeting is not None:
        when = _when(view.meeting, view.meeting.starts_at)
        said = t.say("schedule-there-already", other=view.other, when=when)
    else:
        said = t.say(f"schedule-{problem}")
    return Markup(said + "\n\n" + text)


def _days(view: ChoiceView) -> list[tuple[Button, ...]]:
    row = to_short(view.draft_id)
    return [
        (Button(dates.day(day, view.language), f"mt.{row}.day.{day.isoformat()}"),)
        for day in view.days
        if _ahead(view, day)
    ]


def _times(view: ChoiceView, day: date) -> list[tuple[Button, ...]]:
    row = to_short(view.draft_id)
    buttons = [
        Button(dates.clock_time(at, view.language), f"mt.{row}.at.{at:%H%M}")
        for at in _ahead(view, day)
    ]
    width = _MOST_BUTTONS_IN_A_ROW
    return [tuple(buttons[n : n + width]) for n in range(0, len(buttons), width)]


def _ahead(view: ChoiceView, day: date) -> list[time]:
    """The times to offer on a day: those that have not gone by, but for where the meeting is."""
    present = None if view.meeting is None else view.meeting.starts_at
    offered = set(_TIMES)
    if present is not None:
        offered.add(to_local(present, view.zone).time())
    instants = {at: to_instant(day, at, view.zone) for at in sorted(offered)}
    return [at for at, instant in instants.items() if instant > view.now and instant != present]


def _same_clock(instant: datetime, zone: str, other_zone: str) -> bool:
    here, there = to_local(instant, zone), to_local(instant, other_zone)
    return here.utcoffset() == there.utcoffset()


def _when(view: MeetingView, instant: datetime) -> str:
    return dates.moment(instant, view.zone, view.language, view.now)
