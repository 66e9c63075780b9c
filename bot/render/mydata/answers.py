"""What somebody wrote, as the page shows it: the question, their words, when, and who can read it."""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.surveys import SurveyQuestionKind
from bot.domain.viewers import Viewer
from bot.render.mydata.records import record
from bot.render.mydata.values import enum_word, moment, said, value, words
from bot.render.texts import Markup, Texts, escape
from bot.services.mydata.taking_part import Answered, Asked, Filled, Listed, Said
from bot.services.mydata.unreadable import Unreadable, Words


def filled(t: Texts, zone: str, found: Filled, others: dict[str, Words]) -> Markup:
    """A questionnaire with its answers; `others` are the names of the other ones by pair."""
    other = others.get(found.pair_id, "")
    key = "mydata-filled-with" if other else "mydata-filled"
    head = t.say(key, kind=enum_word(t, found.kind), other=words(t, other))
    facts = record(t, zone, found, level=4, without=("answers", "kind", "occasion"))
    answers = "".join(_answered(t, zone, each) for each in found.answers)
    return Markup(f"<article><h3>{head}</h3>{facts}{answers}</article>")


def listed(t: Texts, zone: str, found: Listed) -> Markup:
    """Something on the list for a meeting."""
    removed = (
        ""
        if found.removed_at is None
        else f" {t.say('mydata-removed', when=moment(t, zone, found.removed_at))}"
    )
    return Markup(
        f"<article><p>{words(t, found.wording)}</p>"
        f"<p class=note>{_dated(t, zone, found.noted_at, found.edited_at)}{removed} "
        f"{_readers(t, found.read_by)}</p></article>"
    )


def asked(t: Texts, zone: str, found: Asked) -> Markup:
    """A survey that they were asked, and what they answered with their name."""
    head = said(found.title or "")
    facts = record(t, zone, found, level=4, without=("title", "answers", "begun"))
    answers = "".join(_said(t, zone, each) for each in (*found.answers, *found.begun))
    return Markup(f"<article><h3>{head}</h3>{facts}{answers}</article>")


def _answered(t: Texts, zone: str, found: Answered) -> Markup:
    if found.voice is not None:
        seconds = found.seconds or 0
        answer = t.say("mydata-voice", length=f"{seconds // 60}:{seconds % 60:02}")
    elif found.number is not None:
        answer = t.say("mydata-number", number=str(found.number))
    else:
        answer = words(t, found.said)
    note = f"{_dated(t, zone, found.answered_at, found.edited_at)} {_readers(t, found.read_by)}"
    return _answer(escape(found.wording), answer, note)


def _said(t: Texts, zone: str, found: Said) -> Markup:
    if isinstance(found.said, Unreadable):
        answer = words(t, found.said)
    elif found.kind is SurveyQuestionKind.YES_NO:
        answer = t.say("mydata-yes") if found.number else t.say("mydata-no")
    elif found.number is not None:
        answer = Markup(found.number)
    else:
        answer = value(t, zone, "choices", found.choices) if found.choices else words(t, found.said)
    if found.answered_at is None:
        return _answer(escape(found.wording), answer, t.say("mydata-not-sent"))
    note = f"{_dated(t, zone, found.answered_at, None)} {_readers(t, found.read_by)}"
    return _answer(escape(found.wording), answer, note)


def _answer(question: Markup, answer: Markup, note: str) -> Markup:
    return Markup(
        f'<div class=in><p class=asked dir="auto">{question}</p><p>{answer}</p>'
        f"<p class=note>{note}</p></div>"
    )


def _dated(t: Texts, zone: str, at: datetime, edited_at: datetime | None) -> Markup:
    when = moment(t, zone, at)
    if edited_at is None:
        return t.say("mydata-written", when=when)
    return t.say("mydata-written-changed", when=when, changed=moment(t, zone, edited_at))


def _readers(t: Texts, readers: Iterable[Viewer]) -> Markup:
    names = ", ".join(enum_word(t, each) for each in readers)
    return t.say("mydata-read-by", who=Markup(names)) if names else t.say("mydata-read-by-nobody")
