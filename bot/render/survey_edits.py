"""That an edited message was nothing that is kept, and how an answer to a survey is changed."""

from bot.domain.ids import to_short
from bot.render.message import Button, Outgoing
from bot.render.texts import Markup, Texts, texts
from bot.services.surveys.edited import EditedView, PerhapsView, Way

_VERBS = {Way.BACK: "open", Way.CHANGE: "change"}


def edited(view: EditedView) -> Outgoing:
    """Say that nothing has changed, and for each survey it may belong to, what there is to do."""
    t = texts(view.language)
    said = [t.say("edit-nothing")]
    said += [t.say(f"edit-survey-{each.way}", title=each.title) for each in view.perhaps]
    ways = [each for each in view.perhaps if each.way in _VERBS]
    rows = tuple((_button(t, each, alone=len(ways) == 1),) for each in ways)
    return Outgoing(Markup("\n\n".join(said)), rows)


def _button(t: Texts, perhaps: PerhapsView, *, alone: bool) -> Button:
    label = t.label("waiting-which-survey", title=perhaps.title)
    if alone:
        label = t.label(f"edit-survey-button-{perhaps.way}")
    return Button(label, f"sa.{to_short(perhaps.recipient_id)}.{_VERBS[perhaps.way]}")
