"""Pausing and coming back, as people see it."""

from datetime import date, timedelta

from bot.domain.people import Role
from bot.render.dates import day
from bot.render.message import Button, Outgoing
from bot.render.texts import Markup, Texts, texts
from bot.render.waiting import with_way_back
from bot.services.people.pauses import PauseView

_CHOICES = (("pause-week", 7), ("pause-two-weeks", 14), ("pause-month", 30))


def question(view: PauseView) -> Outgoing:
    """Ask how long the pause should be; someone paused already may choose anew."""
    words = texts(view.language)
    text = words.say("pause-ask")
    if view.until is not None:
        text = words.say("pause-ask-paused", day=_day(view, view.until))
    rows = tuple(
        (Button(words.label(key), f"pz.on.{view.today + timedelta(days=days)}"),)
        for key, days in _CHOICES
    )
    other = Button(words.label("pause-other"), "pz.date")
    asked = Outgoing(text, (*rows, (other, _no(words))), asks=True)
    # A survey here would sound like a reproach; it is named when they stay after all.
    questions = view.waiting and view.waiting.without_surveys()
    return with_way_back(asked, questions, view.language)


def date_question(view: PauseView) -> Outgoing:
    """Ask for a date in words, again if the last text was none."""
    words = texts(view.language)
    key = "pause-bad-date" if view.not_a_date else "pause-ask-date"
    return Outgoing(words.say(key), ((_no(words),),), asks=True)


def confirmation(view: PauseView, until: date) -> Outgoing:
    """Say what a pause stops, before it begins."""
    words = texts(view.language)
    stops = [words.say(f"pause-stops-{role}") for role in Role if role in view.roles]
    text = words.say("pause-confirm", day=_day(view, until), stops=Markup("\n".join(stops)))
    yes = Button(words.label("pause-yes"), f"pz.yes.{until}")
    return Outgoing(text, ((yes, _no(words)),), asks=True)


def paused(view: PauseView) -> Outgoing:
    """Say that the pause has begun."""
    assert view.until is not None
    return Outgoing(texts(view.language).say("pause-done", day=_day(view, view.until)))


def left_alone(view: PauseView) -> Outgoing:
    """Say that nothing has changed."""
    words = texts(view.language)
    text = words.say("pause-kept")
    if view.until is not None:
        text = words.say("pause-still", day=_day(view, view.until))
    return with_way_back(Outgoing(text), view.waiting, view.language)


def over(language: str, roles: frozenset[Role]) -> Outgoing:
    """Say that the pause is over, and what comes next."""
    words = texts(language)
    told = [words.say(f"pause-back-{role}") for role in Role if role in roles]
    return Outgoing(Markup("\n".join([words.say("pause-over"), *told])))


def none(language: str) -> Outgoing:
    """Say that there is no pause to end."""
    return Outgoing(texts(language).say("pause-none"))


def _day(view: PauseView, which: date) -> str:
    return day(which, view.language, with_year=which.year != view.today.year)


def _no(words: Texts) -> Button:
    return Button(words.label("button-cancel"), "pz.no")
