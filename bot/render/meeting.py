"""The offer to say how a meeting went, and a mentor's list of mentees."""

from bot.domain.digest import WeekState
from bot.domain.ids import to_short
from bot.render.dates import day, moment
from bot.render.histories import read_button
from bot.render.message import Button, Outgoing
from bot.render.split import Block, split
from bot.render.texts import Markup, Texts, texts
from bot.services.meeting.after_meeting import CheckinView
from bot.services.reading.digest_views import MenteeRow, MenteesView

_MOST_ROWS = 40


def checkin(view: CheckinView) -> Outgoing:
    """How was it? With how many questions, how long it takes, and who reads the answers."""
    t = texts(view.language)
    text = t.say(
        "meeting-checkin",
        other=view.other,
        when=moment(view.meeting_at, view.zone, view.language, view.now),
        questions=view.questions,
        minutes=view.minutes,
    )
    begin = Button(t.label("meeting-button-begin"), f"an.{to_short(view.response_id)}.begin")
    return Outgoing(text, buttons=((begin,),))


def mentees(view: MenteesView) -> list[Outgoing]:
    """Each mentee with the next meeting and how the last reflection stands."""
    t = texts(view.language)
    blocks = [Block(t.say("mentees-title")), *[Block(_mentee(t, view, row)) for row in view.rows]]
    *before, last = split(blocks)
    rows = view.rows[:_MOST_ROWS]
    opened = tuple(
        (read_button(t, row.name, row.relationship_id),) for row in rows if row.has_before
    )
    buttons = (*(_buttons(t, row) for row in rows), *opened)
    return [*[Outgoing(text) for text in before], Outgoing(last, buttons=buttons)]


def _mentee(t: Texts, view: MenteesView, row: MenteeRow) -> Markup:
    if row.meeting_at is None:
        meeting = t.say("mentees-no-meeting")
    else:
        when = moment(row.meeting_at, view.zone, view.language, view.now)
        meeting = t.say("mentees-meeting", when=when)
    name = t.say("mentees-name", mentee=row.name)
    return Markup("\n".join((name, meeting, _last(t, view.language, row))))


def _last(t: Texts, language: str, row: MenteeRow) -> Markup:
    if row.last_on is None:
        return t.say("mentees-never")
    on = day(row.last_on, language)
    if row.last_state is WeekState.SENT:
        return t.say("mentees-sent", on=on)
    if row.last_state is WeekState.WAITING:
        return t.say("mentees-waiting", on=on)
    return t.say("mentees-none", on=on)


def _buttons(t: Texts, row: MenteeRow) -> tuple[Button, ...]:
    rel = to_short(row.relationship_id)
    return (
        Button(t.label("mentees-button-digest", mentee=row.name), f"dg.{rel}.show"),
        Button(t.label("mentees-button-assess", mentee=row.name), f"rf.{rel}.assess"),
    )
