"""What `/schedule` shows: one message for each pair."""

from bot.domain.ids import to_short
from bot.domain.recurrence import local_date_of
from bot.render import agreement, dates
from bot.render.message import Button, Outgoing
from bot.render.terms import terms_lines
from bot.render.texts import Texts, texts
from bot.services.meeting.meeting_views import MeetingView
from bot.services.relationships.schedule import PairSchedule, ScheduleView


def show(view: ScheduleView) -> list[Outgoing]:
    """What is agreed, the next meetings and what waits, with what can be done about it."""
    t = texts(view.language)
    if view.none is not None:
        return [Outgoing(t.say(f"refused-{view.none}"))]
    shown: list[Outgoing] = []
    for pair in view.pairs:
        shown.append(_pair(t, pair))
        if pair.waiting is not None and not pair.waiting.mine:
            shown.append(agreement.proposal(pair.waiting))
    return shown


def _pair(t: Texts, pair: PairSchedule) -> Outgoing:
    parts: list[str] = [t.say("schedule-title", other=pair.other)]
    if pair.agreed is None:
        parts.append(t.say("schedule-none"))
    else:
        parts.append(terms_lines(pair.agreed))
    if pair.meetings:
        # The schedule above is shown as the mentee's clocks show it, and these as the reader's.
        mixed = pair.agreed is not None and pair.agreed.zone != pair.agreed.reader_zone
        head = t.say("schedule-next-here" if mixed else "schedule-next")
        lines = [head, *[meeting_line(t, meeting) for meeting in pair.meetings]]
        parts.append("\n".join(lines))
    elif pair.agreed is not None:
        parts.append(t.say("schedule-no-meetings"))
    if pair.waiting is not None:
        key = "schedule-waiting-mine" if pair.waiting.mine else "schedule-waiting-theirs"
        parts.append(t.say(key, other=pair.other))
    if pair.has_draft:
        parts.append(t.say("schedule-draft"))
    return Outgoing("\n\n".join(parts), buttons=_buttons(t, pair))


def meeting_line(t: Texts, view: MeetingView) -> str:
    """When a meeting is and how long, in the reader's own time."""
    when = dates.moment(view.starts_at, view.zone, view.language, view.now)
    return t.say("schedule-meeting", when=when, minutes=view.minutes)


def _buttons(t: Texts, pair: PairSchedule) -> tuple[tuple[Button, ...], ...]:
    row = to_short(pair.relationship_id)
    rows = [_meeting_buttons(t, meeting) for meeting in pair.meetings[:3]]
    if pair.meetings:
        soonest = to_short(pair.meetings[0].meeting_id)
        rows.append((Button(t.label("schedule-button-file"), f"mt.{soonest}.ics"),))
    rows.append((Button(t.label("schedule-button-add"), f"mt.{row}.add"),))
    return ((_proposing(t, pair),), *rows)


def _proposing(t: Texts, pair: PairSchedule) -> Button:
    row = to_short(pair.relationship_id)
    if pair.has_draft:
        return Button(t.label("schedule-button-draft"), f"ag.{row}.new")
    if pair.agreed is None and pair.waiting is None:
        return Button(t.label("schedule-button-propose"), f"ag.{row}.first")
    return Button(t.label("schedule-button-change"), f"ag.{row}.new")


def _meeting_buttons(t: Texts, view: MeetingView) -> tuple[Button, ...]:
    when = dates.short_day(local_date_of(view.starts_at, view.zone), view.language)
    row = to_short(view.meeting_id)
    return (
        Button(t.label("schedule-button-move", when=when), f"mt.{row}.move"),
        Button(t.label("schedule-button-off", when=when), f"mt.{row}.off"),
    )
