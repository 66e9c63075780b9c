"""Short words around results: that there are some, that they are being made, that there are none."""

from bot.domain.ids import to_short
from bot.render.message import Button, Outgoing
from bot.render.texts import Markup, texts
from bot.services.surveys.results import ClosedView


def closed(view: ClosedView) -> Outgoing:
    """That a survey has closed, with the way to its results."""
    t = texts(view.language)
    key = "results-closed-notice" if view.is_enough else "results-closed-few"
    told = t.say(key, title=view.title, reached=view.rate.reached, answered=view.rate.answered)
    if view.is_enough:
        told = Markup(f"{told}\n\n{t.say('results-closed-next')}")
    see = Button(t.label("results-button-see"), f"sr.{to_short(view.survey_id)}")
    return Outgoing(told, ((see,),))


def making(language: str) -> str:
    """What pops up while a picture or a file is being made."""
    return texts(language).label("results-making")


def nothing(language: str) -> Outgoing:
    """That there is nothing to make a picture or a file of."""
    return Outgoing(texts(language).say("results-nothing"))
