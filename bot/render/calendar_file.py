"""A meeting as a message with its calendar file."""

from bot.domain.ids import to_short
from bot.render import dates
from bot.render.calendar import meeting_ics
from bot.render.message import Document, Outgoing
from bot.render.texts import texts
from bot.services.meeting.meeting_views import MeetingView


def calendar_file(view: MeetingView) -> Outgoing:
    """The file that puts a meeting into a calendar, changes it there, or takes it out."""
    t = texts(view.language)
    content = meeting_ics(
        f"{to_short(view.meeting_id)}@plumbline",
        view.starts_at,
        view.minutes,
        t.label("schedule-file-title", other=view.other),
        view.place or None,
        sequence=view.sequence,
        cancelled=view.called_off,
        stamp=view.now,
    )
    when = dates.moment(view.starts_at, view.zone, view.language, view.now)
    caption = t.say("schedule-file-off" if view.called_off else "schedule-file", when=when)
    return Outgoing(caption, document=Document("meeting.ics", content))
