"""The review: all answers before they are sent, which one to change, and who reads what."""

from bot.domain.responses import Reader
from bot.render.answers import Rows, clip, data, in_words, reader_line, title
from bot.render.dates import moment
from bot.render.message import Button, Outgoing
from bot.render.split import quoted
from bot.render.texts import Markup, Texts, escape, texts
from bot.services.writing.response_views import Review

_SHOWN = 2600


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
        parts.insert(0, t.say("answer-taken-for", question=title(view.answered, view)))
    room = _SHOWN // len(view.lines)
    given = [line.given for line in view.lines]
    parts += [_line(t, view, index, room) for index in range(len(view.lines))]
    if any(each is not None and len(each.text) > room for each in given):
        parts.append(t.say("review-shortened"))
    if view.reading.at is not None and not view.is_mentor:
        when = moment(view.reading.at, view.zone, view.language, view.now)
        parts.append(t.say("review-reads-then", partner=view.partner, when=when))
    back = Button(t.label("button-back"), data(view, "back", len(view.lines) + 1))
    rows: Rows = (
        (Button(t.label("review-button-send"), data(view, "send")),),
        (
            Button(t.label("review-button-change"), data(view, "edit")),
            Button(t.label("review-button-who"), data(view, "who")),
        ),
        (back,),
    )
    return Outgoing("\n\n".join(parts), rows if any(given) else (rows[1][:1], rows[2]), asks=True)


def pick(view: Review) -> Outgoing:
    """Which answer is to be changed?"""
    t = texts(view.language)
    rows = tuple(
        (Button(f"{n}. {title(line.question, view)}"[:60], data(view, "change", n)),)
        for n, line in enumerate(view.lines, start=1)
    )
    done = Button(t.label("button-back"), data(view, "review"))
    return Outgoing(t.say("review-pick"), (*rows, (done,)), asks=True)


def who(view: Review) -> Outgoing:
    """Who reads each answer; a tap switches between the other side and the writer alone."""
    t = texts(view.language)
    rows: list[tuple[Button, ...]] = []
    lines: list[str] = [t.say("review-who")]
    for n, line in enumerate(view.lines, start=1):
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


def _line(t: Texts, view: Review, index: int, room: int) -> Markup:
    line = view.lines[index]
    head = f"{index + 1}. {escape(title(line.question, view))}"
    if line.given is None:
        return Markup(f"{head}\n<i>({t.say('review-skipped')})</i>")
    said = quoted(clip(in_words(t, line.question, line.given), room))
    return Markup(f"{head}\n{said}\n<i>{reader_line(t, view, line.reader)}</i>")
