"""What we heard, what we changed: writing it, looking at it, and what people are told."""

from collections.abc import Iterator

from bot.domain.ids import to_short
from bot.render import survey_words as words
from bot.render.message import Button, Outgoing, Rows
from bot.render.texts import Markup, texts
from bot.services.surveys.heard import LONGEST, HeardView
from bot.services.surveys.heard_drafts import Words
from bot.services.surveys.telling_back import ToldView


def writing(view: HeardView) -> list[Outgoing]:
    """What is written so far, by whom, and how to go on; or that it has gone."""
    t = texts(view.language)
    parts: list[str] = []
    if view.wrong is not None:
        parts.append(t.say(f"heard-wrong-{view.wrong}", count=view.count, most=LONGEST))
    if view.sent_at is not None:
        when = words.when(view.sent_at, view.zone, view.language, view.now)
        parts.append(t.say("heard-sent", when=when, title=view.title, words=view.sent or ""))
        back = Button(t.label("heard-button-results"), f"sr.{to_short(view.survey_id)}")
        return [Outgoing("\n\n".join(parts), ((back,),))]
    if view.mine is not None:
        parts.append(t.say("heard-preview", words=view.mine.text))
    elif not parts:
        parts.append(t.say("heard-ask", title=view.title))
    if view.others:
        parts.append(t.say("heard-one-of-them"))
    rows = (*_send(view, view.mine), _later(view))
    return [*_others(view), Outgoing("\n\n".join(parts), rows, asks=True)]


def left(language: str, survey_id: int) -> Outgoing:
    """That it waits."""
    t = texts(language)
    back = Button(t.label("heard-button-results"), f"sr.{to_short(survey_id)}")
    return Outgoing(t.say("heard-left"), ((back,),))


def told(view: ToldView) -> Outgoing:
    """What came of a survey, for somebody who was asked."""
    t = texts(view.language)
    said = t.say("heard-told", programme=view.programme, title=view.title, words=view.words)
    return Outgoing(Markup(said))


def _others(view: HeardView) -> Iterator[Outgoing]:
    """What other coordinators have written, each as a message, since two may not fit into one."""
    t = texts(view.language)
    for each in view.others:
        said = t.say("heard-other", author=each.author, words=each.text)
        yield Outgoing(said, _send(view, each))


def _send(view: HeardView, said: Words | None) -> Rows:
    if said is None or not view.people:
        return ()
    label = texts(view.language).label("heard-button-send", people=view.people)
    return ((Button(label, f"sr.{to_short(view.survey_id)}.tell.{said.mark}"),),)


def _later(view: HeardView) -> tuple[Button, ...]:
    t = texts(view.language)
    return (Button(t.label("heard-button-later"), f"sr.{to_short(view.survey_id)}.later"),)
