"""A response being filled in: one question, the review, and what comes after."""

from bot.domain.answers import Given, Problem
from bot.domain.ids import to_short
from bot.domain.questionnaires import SCALE, Question, QuestionKind
from bot.domain.responses import AnswerKind, Reader, ResponseKind
from bot.render.dates import moment
from bot.render.message import Button, Outgoing
from bot.render.split import quoted
from bot.render.texts import Markup, Texts, escape, texts
from bot.services.writing.response_views import (
    AnyView,
    Asked,
    Busy,
    Closed,
    Review,
    Sent,
    Stale,
    View,
)

_SHOWN_SO_FAR = 700
_SHOWN_IN_REVIEW = 2600
Rows = tuple[tuple[Button, ...], ...]


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


def review(view: Review) -> Outgoing:
    """All answers, with who reads each, before they are sent."""
    t = texts(view.language)
    parts = [t.say("review-title")]
    if view.unclear:
        parts.insert(0, t.say("review-unclear"))
    if view.empty:
        parts.insert(0, t.say("review-empty"))
    if view.noted:
        parts.insert(0, t.say("answer-you-said", answer=view.noted))
    if view.answered is not None:
        parts.insert(0, t.say("answer-taken-for", question=_title(view.answered, view)))
    room = _SHOWN_IN_REVIEW // len(view.lines)
    given = [line.given for line in view.lines]
    parts += [_line(t, view, index, room) for index in range(len(view.lines))]
    if any(each is not None and len(each.text) > room for each in given):
        parts.append(t.say("review-shortened"))
    if view.reading.at is not None and not view.is_mentor:
        when = moment(view.reading.at, view.zone, view.language, view.now)
        parts.append(t.say("review-reads-then", partner=view.partner, when=when))
    back = Button(t.label("button-back"), _data(view, "back", len(view.lines) + 1))
    rows: Rows = (
        (Button(t.label("review-button-send"), _data(view, "send")),),
        (
            Button(t.label("review-button-change"), _data(view, "edit")),
            Button(t.label("review-button-who"), _data(view, "who")),
        ),
        (back,),
    )
    return Outgoing("\n\n".join(parts), rows if any(given) else (rows[1][:1], rows[2]), asks=True)


def pick(view: Review) -> Outgoing:
    """Which answer is to be changed?"""
    t = texts(view.language)
    rows = tuple(
        (Button(f"{n}. {_title(line.question, view)}"[:60], _data(view, "change", n)),)
        for n, line in enumerate(view.lines, start=1)
    )
    done = Button(t.label("button-back"), _data(view, "review"))
    return Outgoing(t.say("review-pick"), (*rows, (done,)), asks=True)


def who(view: Review) -> Outgoing:
    """Who reads each answer; a tap switches between the other side and the writer alone."""
    t = texts(view.language)
    rows: list[tuple[Button, ...]] = []
    lines: list[str] = [t.say("review-who")]
    for n, line in enumerate(view.lines, start=1):
        if line.given is None or line.question.reader_fixed:
            continue
        lines.append(f"{n}. {escape(_title(line.question, view))}")
        is_other = line.reader is Reader.OTHER
        label = t.label(
            "review-who-other" if is_other else "review-who-me", number=n, partner=view.partner
        )
        rows.append((Button(label, _data(view, "share", n, "me" if is_other else "other")),))
    done = Button(t.label("review-button-done"), _data(view, "review"))
    return Outgoing("\n".join(lines), (*rows, (done,)), asks=True)


def in_words(t: Texts, question: Question, given: Given) -> str:
    """An answer as plain text: the words, the number, the option's label, or that it was spoken."""
    match given.kind:
        case AnswerKind.SCALE:
            return f"{given.number} / {SCALE[-1]}"
        case AnswerKind.CHOICE:
            return question.label(given.choice, t.language)
        case AnswerKind.VOICE:
            length = f"{given.seconds // 60}:{given.seconds % 60:02}"
            return t.label("answer-voice", length=length)
        case _:
            return given.text


def _asked(view: Asked) -> Outgoing:
    t = texts(view.language)
    parts: list[Markup] = []
    if view.problem is not None:
        parts.append(_problem(t, view))
    if view.noted:
        parts.append(t.say("answer-you-said", answer=view.noted))
    if view.answered is not None:
        parts.append(t.say("answer-taken-for", question=_title(view.answered, view)))
    # As text: formatting numbers by locale is slow, and these need none of it.
    number = t.say("answer-number", number=str(view.number), total=str(view.total))
    parts.append(Markup(f"<b>{number}</b>\n{escape(view.question.text(view.language))}"))
    if view.so_far is not None:
        said = _clip(in_words(t, view.question, view.so_far), _SHOWN_SO_FAR)
        parts.append(Markup(f"{t.say('answer-so-far')}\n{quoted(said)}"))
    parts.append(Markup(f"<i>{_reader(t, view, view.reader)}</i>"))
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
        return (tuple(Button(str(n), _data(view, "pick", view.number, str(n))) for n in SCALE),)
    return tuple(
        (Button(view.question.label(o, view.language), _data(view, "pick", view.number, o)),)
        for o in view.question.options
    )


def _moves(t: Texts, view: Asked) -> tuple[Button, ...]:
    kept = view.changing or view.so_far is not None
    onward = t.label("answer-button-keep") if kept else t.label("button-skip")
    skip = Button(onward, _data(view, "skip", view.number))
    if view.number == 1 or view.changing:
        return (skip,)
    return (Button(t.label("button-back"), _data(view, "back", view.number)), skip)


def _line(t: Texts, view: Review, index: int, room: int) -> Markup:
    line = view.lines[index]
    head = f"{index + 1}. {escape(_title(line.question, view))}"
    if line.given is None:
        return Markup(f"{head}\n<i>({t.say('review-skipped')})</i>")
    said = quoted(_clip(in_words(t, line.question, line.given), room))
    return Markup(f"{head}\n{said}\n<i>{_reader(t, view, line.reader)}</i>")


def _reader(t: Texts, view: View, reader: Reader) -> Markup:
    if reader is Reader.ME:
        return t.say("answer-reader-me")
    if view.kind is ResponseKind.ASSESSMENT:
        return t.say("answer-reader-sealed", partner=view.partner)
    return t.say("answer-reader-other", partner=view.partner)


def _sent(view: Sent) -> Outgoing:
    t = texts(view.language)
    if view.did_not_meet:
        return Outgoing(t.say("meeting-not-met"))
    if not view.shared:
        return Outgoing(t.say("sent-private-all", partner=view.partner))
    if view.kind is ResponseKind.ASSESSMENT:
        said = t.say("sent-sealed" if view.sealed else "sent-released", partner=view.partner)
    elif view.kind is ResponseKind.MEETING:
        said = t.say("sent-meeting", partner=view.partner)
    else:
        at = view.reading.at
        when = "" if at is None else moment(at, view.zone, view.language, view.now)
        said = t.say(f"sent-{view.reading.reads}", partner=view.partner, when=when)
    private = t.say("sent-private", count=view.private) if view.private else ""
    return Outgoing("\n".join(part for part in (said, private) if part))


def _busy(view: Busy) -> Outgoing:
    t = texts(view.language)
    first = Button(t.label("busy-button-continue"), f"an.{to_short(view.other_id)}.begin")
    second = Button(t.label("busy-button-begin"), _data(view, "now"))
    return Outgoing(t.say(f"busy-{view.other_kind}"), ((first,), (second,)), asks=True)


def _title(question: Question, view: View) -> str:
    return question.text(view.language).partition("\n")[0]


def _clip(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most].rstrip() + " …"


def _data(view: View, verb: str, *args: int | str) -> str:
    return ".".join(("an", to_short(view.response_id), verb, *map(str, args)))
