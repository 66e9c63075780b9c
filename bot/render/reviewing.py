"""The review: all answers before they are sent, which one to change, and who reads what."""

from bot.domain.ids import to_short
from bot.domain.responses import Reader, ResponseKind
from bot.render.answers import clip, data, in_words, reader_line, remarks, title
from bot.render.dates import moment
from bot.render.message import Button, Outgoing, Rows
from bot.render.split import quoted
from bot.render.texts import Markup, Texts, escape, texts
from bot.services.writing.response_views import Review, ReviewLine

_SHOWN = 2600
_LABEL = 58


def review(view: Review) -> Outgoing:
    """All answers, with who reads each, before they are sent."""
    t = texts(view.language)
    parts = remarks(t, view)
    if view.unclear:
        parts.append(t.say("review-unclear"))
    given = [line for line in view.lines if line.given is not None]
    if not given:
        parts.append(t.say("review-all-skipped"))
        return Outgoing("\n\n".join(parts), _ways_out(t, view), asks=True)
    room = _SHOWN // len(view.lines)
    parts += [t.say("review-title"), *(_line(t, view, line, room) for line in view.lines)]
    if any(line.given is not None and len(line.given.text) > room for line in given):
        parts.append(t.say("review-shortened"))
    is_read = any(line.reader is Reader.OTHER for line in given)
    is_for_digest = view.kind in (ResponseKind.REFLECTION, ResponseKind.MEETING)
    if view.reading.at is not None and is_for_digest and not view.is_mentor and is_read:
        when = moment(view.reading.at, view.zone, view.language, view.now)
        parts.append(t.say("review-reads-then", partner=view.partner, when=when))
    return Outgoing("\n\n".join(parts), _ways_on(t, view, given), asks=True)


def _ways_on(t: Texts, view: Review, given: list[ReviewLine]) -> Rows:
    send = Button(t.label("review-button-send"), data(view, "send"))
    turns = [Button(t.label("review-button-change"), data(view, "edit"))]
    if any(not line.question.reader_fixed for line in given):
        turns.append(Button(t.label("review-button-who"), data(view, "who")))
    return ((send,), tuple(turns), (_back(t, view),))


def _ways_out(t: Texts, view: Review) -> Rows:
    """Where there is nothing to send."""
    change = Button(t.label("review-button-change"), data(view, "edit"))
    rows: Rows = ((change,), (_back(t, view),))
    if not view.can_skip:
        return rows
    skip = Button(t.label("reflect-button-skip"), f"rf.{to_short(view.response_id)}.skip")
    return ((skip,), *rows)


def _back(t: Texts, view: Review) -> Button:
    return Button(t.label("button-back"), data(view, "back", view.total + 1))


def pick(view: Review) -> Outgoing:
    """Which answer is to be changed?"""
    t = texts(view.language)
    rows = tuple(
        (Button(clip(f"{line.number}. {title(line.question, view)}", _LABEL), _change(view, line)),)
        for line in view.lines
    )
    done = Button(t.label("button-back"), data(view, "review"))
    return Outgoing(t.say("review-pick"), (*rows, (done,)), asks=True)


def who(view: Review) -> Outgoing:
    """Who reads each answer; a tap switches between the other side and the writer alone."""
    t = texts(view.language)
    rows: list[tuple[Button, ...]] = []
    lines: list[str] = [t.say("review-who")]
    for line in view.lines:
        n = line.number
        if line.given is None or line.question.reader_fixed:
            continue
        lines.append(f"{n}. {escape(title(line.question, view))}")
        is_other = line.reader is Reader.OTHER
        label = t.label(
            "review-who-other" if is_other else "review-who-me", number=n, partner=view.partner
        )
        rows.append((Button(label, data(view, "share", n, "me" if is_other else "other")),))
    done = Button(t.label("review-button-done"), data(view, "review"))
    return Outgoing("\n".join(lines), (*rows, (done,)), asks=True)


def _change(view: Review, line: ReviewLine) -> str:
    return data(view, "change", line.number)


def _line(t: Texts, view: Review, line: ReviewLine, room: int) -> Markup:
    head = f"{line.number}. {escape(title(line.question, view))}"
    if line.given is None:
        return Markup(f"{head}\n<i>({t.say('review-skipped')})</i>")
    said = quoted(clip(in_words(t, line.question, line.given), room))
    return Markup(f"{head}\n{said}\n<i>{reader_line(t, view, line.question, line.reader)}</i>")
