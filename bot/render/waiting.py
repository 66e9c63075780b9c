"""The way back to questions that somebody has begun and not finished, and to open surveys."""

from dataclasses import replace

from bot.domain.ids import to_short
from bot.render.dates import short_day
from bot.render.message import Button, Outgoing
from bot.render.texts import Markup, texts
from bot.services.surveys.unfinished import OpenSurvey
from bot.services.waiting import Begun, Waiting


def with_way_back(message: Outgoing, waiting: Waiting | None, language: str) -> Outgoing:
    """Return `message` with the way back below it, a button for each that waits, if any does."""
    if waiting is None:
        return message
    begun = [_which(each, language) for each in waiting.begun]
    surveys = [_survey(each, language) for each in waiting.surveys]
    if len(begun) + len(surveys) == 1:
        begun = [go_on(each, language) for each in waiting.begun]
        surveys = [_answer(each, language) for each in waiting.surveys]
    text = Markup(f"{message.text}\n\n{_told(waiting, language)}")
    rows = tuple((button,) for button in (*begun, *surveys))
    return replace(message, text=text, buttons=(*message.buttons, *rows))


def _told(waiting: Waiting, language: str) -> Markup:
    words, begun, surveys = texts(language), waiting.begun, waiting.surveys
    if begun and surveys:
        return words.say("waiting-all")
    if surveys:
        first = surveys[0]
        key = "waiting-surveys" if surveys[1:] else f"waiting-survey-{first.stage}"
        return words.say(key, title=first.title)
    return words.say("waiting-several" if begun[1:] else f"waiting-{begun[0].kind}")


def go_on(begun: Begun, language: str) -> Button:
    """The button that goes on where somebody stopped."""
    return Button(texts(language).label("waiting-go-on"), _data(begun))


def _which(begun: Begun, language: str) -> Button:
    """The same, where there are several to choose from."""
    label = texts(language).label(
        f"begun-{begun.kind}",
        name=begun.partner,
        day=short_day(begun.day, language),
    )
    return Button(label, _data(begun))


def _answer(survey: OpenSurvey, language: str) -> Button:
    """The button that leads to the one survey there is."""
    return Button(texts(language).label(f"waiting-answer-{survey.stage}"), _survey_data(survey))


def _survey(survey: OpenSurvey, language: str) -> Button:
    """The same, where there are several to choose from."""
    label = texts(language).label("waiting-which-survey", title=survey.title)
    return Button(label, _survey_data(survey))


def _survey_data(survey: OpenSurvey) -> str:
    return f"sa.{to_short(survey.recipient_id)}.open"


def _data(begun: Begun) -> str:
    return f"an.{to_short(begun.response_id)}.begin"
