"""The way back to questions that somebody has begun and not finished."""

from dataclasses import replace

from bot.domain.ids import to_short
from bot.domain.responses import ResponseKind
from bot.render.message import Button, Outgoing
from bot.render.texts import Markup, texts
from bot.services.waiting import Waiting

_KEYS = {
    ResponseKind.REFLECTION: "waiting-reflection",
    ResponseKind.ASSESSMENT: "waiting-assessment",
}


def way_back(waiting: Waiting, language: str) -> Markup:
    """Say that the questions are still there, and how to go on with them."""
    return texts(language).say(_KEYS.get(waiting.kind, "waiting-other"))


def with_way_back(message: Outgoing, waiting: Waiting | None, language: str) -> Outgoing:
    """Return `message` with the way back below it, if there is anything to go back to."""
    if waiting is None:
        return message
    data = f"an.{to_short(waiting.response_id)}.begin"
    button = Button(texts(language).label("waiting-go-on"), data)
    text = Markup(f"{message.text}\n\n{way_back(waiting, language)}")
    return replace(message, text=text, buttons=(*message.buttons, (button,)))
