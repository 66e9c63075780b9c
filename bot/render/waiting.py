"""The way back to questions that somebody has begun and not finished."""

from dataclasses import replace

from bot.domain.ids import to_short
from bot.render.dates import short_day
from bot.render.message import Button, Outgoing
from bot.render.texts import Markup, texts
from bot.services.waiting import Begun, Waiting


def with_way_back(message: Outgoing, waiting: Waiting | None, language: str) -> Outgoing:
    """Return `message` with the way back below it, a button for each that waits, if any does."""
    if waiting is None:
        return message
    words = texts(language)
    latest, *others = waiting.begun
    told = words.say("waiting-several" if others else f"waiting-{latest.kind}")
    buttons = [_which(each, language) for each in waiting.begun]
    if not others:
        buttons = [go_on(latest, language)]
    text = Markup(f"{message.text}\n\n{told}")
    rows = tuple((button,) for button in buttons)
    return replace(message, text=text, buttons=(*message.buttons, *rows))


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


def _data(begun: Begun) -> str:
    return f"an.{to_short(begun.response_id)}.begin"
