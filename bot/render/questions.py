"""A response being filled in: one question, the review, and what comes after."""

from bot.domain.answers import Problem
from bot.domain.ids import to_short
from bot.domain.questionnaires import SCALE, QuestionKind
from bot.domain.responses import ResponseKind
from bot.render.answers import clip, data, in_words, reader_line, remarks
from bot.render.dates import day, moment
from bot.render.message import Button, Outgoing, Rows
from bot.render.reviewing import review
from bot.render.split import quoted
from bot.render.texts import Markup, Texts, escape, texts
from bot.services.writing.response_views import (
    AnyView,
    Asked,
    Busy,
    Closed,
    NextWeek,
    Review,
    Sent,
    Stale,
)

_SHOWN_SO_FAR = 700


def current(view: AnyView) -> Outgoing:
    """What to say for a response as it stands."""
    match view:
        case Asked():
            return _asked(view)
        case Review():
            return review(view)
        case Sent():
            return _sent(view)
        case Busy():
            return _busy(view)
        case NextWeek():
            return _next_week(view)
        case Stale():
            return Outgoing(stale(view.language))
        case Closed():
            return Outgoing(texts(view.language).say("answer-over"))


def stale(language: str) -> str:
    """The notice that a button has had its time, as plain text."""
    return texts(language).label("answer-stale")


def closed(language: str) -> Outgoing:
    """That something typed belongs to no question."""
    return Outgoing(texts(language).say("answer-closed"))


def _asked(view: Asked) -> Outgoing:
    t = texts(view.language)
    parts: list[Markup] = []
    if view.problem is not None:
        parts.append(_problem(t, view))
    parts += remarks(t, view)
    # As text: formatting numbers by locale is slow, and these need none of it.
    place = {"number": str(view.number), "total": str(view.total)}
    number = t.say("answer-number", **place)
    if view.kind is ResponseKind.ASSESSMENT:
        number = t.say("answer-number-about", mentee=view.partner, **place)
    parts.append(Markup(f"<b>{number}</b>\n{escape(view.question.text(view.language))}"))
    if view.so_far is not None:
        said = clip(in_words(t, view.question, view.so_far), _SHOWN_SO_FAR)
        parts.append(Markup(f"{t.say('answer-so-far')}\n{quoted(said)}"))
    parts.append(Markup(f"<i>{reader_line(t, view, view.question, view.reader)}</i>"))
    return Outgoing("\n\n".join(parts), (*_choices(view), _moves(t, view)), asks=True)


def _problem(t: Texts, view: Asked) -> Markup:
    if view.question.kind is QuestionKind.SCALE:
        return t.say("answer-problem-not-a-number")
    if view.question.kind is QuestionKind.CHOICE:
        return t.say("answer-problem-not-an-option")
    empty = view.problem is Problem.EMPTY
    return t.say("answer-problem-empty" if empty else "answer-problem-not-words")


def _choices(view: Asked) -> Rows:
    if view.question.kind is QuestionKind.SCALE:
        return (tuple(Button(str(n), data(view, "pick", view.number, str(n))) for n in SCALE),)
    return tuple(
        (Button(view.question.label(o, view.language), data(view, "pick", view.number, o)),)
        for o in view.question.options
    )


def _moves(t: Texts, view: Asked) -> tuple[Button, ...]:
    kept = view.changing or view.so_far is not None
    onward = t.label("answer-button-keep") if kept else t.label("button-skip")
    skip = Button(onward, data(view, "skip", view.number))
    if view.number == 1 or view.changing:
        return (skip,)
    return (Button(t.label("button-back"), data(view, "back", view.number)), skip)


def _sent(view: Sent) -> Outgoing:
    t = texts(view.language)
    if view.did_not_meet:
        return Outgoing(t.say("meeting-not-met"))
    if view.kind is ResponseKind.PULSE:
        key = "pulse-thanks-shared" if view.shared else "pulse-thanks"
        return Outgoing(t.say(key, partner=view.partner))
    if not view.shared:
        return Outgoing(t.say("sent-private-all", partner=view.partner))
    if view.kind is ResponseKind.ASSESSMENT:
        said = t.say("sent-sealed" if view.sealed else "sent-released", partner=view.partner)
    elif view.kind is ResponseKind.MEETING:
        said = t.say("sent-meeting", partner=view.partner)
    elif view.kind is ResponseKind.CLOSING:
        said = t.say("closing-sent", partner=view.partner)
    else:
        at = view.reading.at
        when = "" if at is None else moment(at, view.zone, view.language, view.now)
        said = t.say(f"sent-{view.reading.reads}", partner=view.partner, when=when)
    private = t.say("sent-private", count=view.private) if view.private else ""
    return Outgoing("\n".join(part for part in (said, private) if part))


def _busy(view: Busy) -> Outgoing:
    t = texts(view.language)
    go_on, begin = t.label("busy-button-continue"), t.label("busy-button-begin")
    said = t.say(f"busy-{view.other_kind}")
    if view.week is not None and view.other_week is not None:
        week, other = day(view.week, view.language), day(view.other_week, view.language)
        go_on, begin = (t.label("busy-button-week", on=on) for on in (other, week))
        said = t.say("busy-week", on=other)
    first = Button(go_on, f"an.{to_short(view.other_id)}.begin")
    second = Button(begin, data(view, "now"))
    return Outgoing(said, ((first,), (second,)), asks=True)


def _next_week(view: NextWeek) -> Outgoing:
    t = texts(view.language)
    said = t.say("reflect-next-week", on=day(view.on, view.language))
    return Outgoing(
        said, ((Button(t.label("reflect-button-begin"), data(view, "begin")),),), asks=True
    )
