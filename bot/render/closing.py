"""What each side of a pair is told when it pauses, goes on or ends, and the offer to look back."""

from bot.domain.ids import to_short
from bot.domain.recurrence import local_date_of
from bot.render.calendar_file import calendar_file
from bot.render.dates import day, moment
from bot.render.message import Button, Outgoing
from bot.render.texts import Markup, texts
from bot.services.relationships.closing import ClosingView
from bot.services.relationships.ending import AskView
from bot.services.relationships.pair_notes import GoesOn


def told(view: ClosingView) -> list[Outgoing]:
    """That it has ended, or pauses, with the offer to look back; then files for their calendar."""
    t = texts(view.language)
    how = "ended" if view.ended else "paused"
    known, away = ("yes" if each else "no" for each in (view.known, view.away))
    key = f"closing-{how}-{view.by}"
    parts: list[Markup] = [t.say(key, other=view.other, known=known, away=away)]
    if view.called_off:
        parts.append(t.say("closing-off", count=len(view.called_off)))
    files = [calendar_file(each) for each in view.called_off]
    if view.response_id is None or view.closes_at is None:
        return [Outgoing("\n\n".join(parts)), *files]
    key = "closing-look-back" if view.ended else "closing-look-back-for-now"
    parts.append(t.say(key, questions=view.questions, minutes=view.minutes))
    until = day(local_date_of(view.closes_at, view.zone), view.language)
    parts.append(t.say("closing-who", other=view.other, day=until))
    begin = Button(t.label("closing-button-begin"), f"an.{to_short(view.response_id)}.begin")
    return [Outgoing("\n\n".join(parts), ((begin,),)), *files]


def goes_on(view: GoesOn) -> list[Outgoing]:
    """That a pair goes on, when they meet next, and files for their calendar."""
    t = texts(view.language)
    parts: list[Markup] = [t.say("pair-goes-on", other=view.other)]
    if view.meetings:
        when = moment(view.meetings[0].starts_at, view.zone, view.language, view.meetings[0].now)
        parts.append(t.say("pair-goes-on-next", when=when))
    else:
        parts.append(t.say("pair-goes-on-unplanned"))
    return [Outgoing("\n\n".join(parts)), *[calendar_file(each) for each in view.meetings]]


def ask_mine(view: AskView) -> Outgoing:
    """Whether somebody really wants to end their own pair."""
    t = texts(view.language)
    short = to_short(view.relationship_id)
    rows = (
        (Button(t.label("pair-button-end-yes"), f"cl.{short}.mineyes"),),
        (Button(t.label("pair-button-keep"), f"cl.{short}.minekeep"),),
    )
    away = "yes" if view.away else "no"
    return Outgoing(t.say("pair-mine-ask", other=view.other, away=away), rows)


def kept(language: str) -> Outgoing:
    """That nothing has changed."""
    return Outgoing(texts(language).say("pair-mine-kept"))
