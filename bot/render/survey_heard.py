"""What we heard, what we changed: writing it, looking at it, and what people are told."""

from bot.domain.ids import to_short
from bot.render import survey_words as words
from bot.render.message import Button, Outgoing
from bot.render.texts import Markup, texts
from bot.services.surveys.heard import LONGEST, HeardView
from bot.services.surveys.telling_back import ToldView


def writing(view: HeardView) -> Outgoing:
    """What is written so far and how to go on; or that it has gone."""
    t = texts(view.language)
    back = Button(t.label("heard-button-results"), f"sr.{to_short(view.survey_id)}")
    parts: list[str] = []
    if view.wrong is not None:
        parts.append(t.say(f"heard-wrong-{view.wrong}", count=view.count, most=LONGEST))
    if view.sent_at is not None:
        when = words.when(view.sent_at, view.zone, view.language, view.now)
        parts.append(t.say("heard-sent", when=when, title=view.title, words=view.words or ""))
        return Outgoing("\n\n".join(parts), ((back,),))
    if view.words is None:
        if not parts:
            parts.append(t.say("heard-ask", title=view.title))
        return Outgoing("\n\n".join(parts), (_later(view),), asks=True)
    parts.append(t.say("heard-preview", title=view.title, words=view.words))
    send = Button(
        t.label("heard-button-send", people=view.people),
        f"sr.{to_short(view.survey_id)}.tell.{view.mark}",
    )
    rows = ((send,), _later(view)) if view.people else (_later(view),)
    return Outgoing("\n\n".join(parts), rows, asks=True)


def left(language: str, survey_id: int) -> Outgoing:
    """That it waits."""
    t = texts(language)
    back = Button(t.label("heard-button-results"), f"sr.{to_short(survey_id)}")
    return Outgoing(t.say("heard-left"), ((back,),))


def gone(language: str) -> Outgoing:
    """That what was typed belongs to no survey any more."""
    return Outgoing(texts(language).say("survey-gone"))


def told(view: ToldView) -> Outgoing:
    """What came of a survey, for somebody who was asked."""
    t = texts(view.language)
    said = t.say("heard-told", programme=view.programme, title=view.title, words=view.words)
    return Outgoing(Markup(said))


def _later(view: HeardView) -> tuple[Button, ...]:
    t = texts(view.language)
    return (Button(t.label("heard-button-later"), f"sr.{to_short(view.survey_id)}.later"),)
