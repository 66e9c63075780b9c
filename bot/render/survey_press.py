"""What the steps of writing a survey share: a page is its words and its buttons."""

from bot.render import survey_words as words
from bot.render.message import Button, Rows
from bot.render.texts import Markup, Texts
from bot.services.surveys.draft_views import WritingView

Page = tuple[Markup, Rows]


def press(t: Texts, view: WritingView, label: str, verb: str, *, chosen: bool = False) -> Button:
    """A button of the step at hand; at any other step it does nothing."""
    if chosen:
        label = t.label("survey-chosen", label=label)
    return Button(label, pressed(view, verb))


def pressed(view: WritingView, verb: str) -> str:
    """What a button of the step at hand says when it is tapped."""
    return words.data(view.survey_id, f"do.{view.stand}.{verb}")


def keyed(t: Texts, view: WritingView, key: str, verb: str, *, chosen: bool = False) -> Button:
    """A button of the step at hand, by the name of its label."""
    return press(t, view, t.label(f"survey-button-{key}"), verb, chosen=chosen)
