"""How it is going between two people: the question, and what a tapped number came to."""

from bot.domain.ids import to_short
from bot.domain.questionnaires import SCALE
from bot.render.message import Button, Outgoing
from bot.render.questions import current
from bot.render.texts import escape, texts
from bot.services.writing.pulse_answers import Tapped
from bot.services.writing.pulses import PulseView
from bot.services.writing.response_views import Closed, Sent


def ask(view: PulseView) -> Outgoing:
    """The question with its numbers, and who learns what of them."""
    t = texts(view.language)
    short = to_short(view.response_id)
    parts = [
        f"{t.say('pulse-about', other=view.other)}\n{escape(view.question.text(view.language))}",
        t.say("pulse-more", more=view.more, minutes=view.minutes)
        if view.more
        else t.say("pulse-one-tap"),
        f"<i>{t.say(f'pulse-who-{view.watch}', other=view.other)}</i>",
    ]
    numbers = tuple(Button(str(n), f"pu.{short}.{n}") for n in SCALE)
    return Outgoing("\n\n".join(parts), (numbers,))


def tapped(tap: Tapped) -> Outgoing:
    """That a number is kept, and how to add a line to it; or the question that follows."""
    view = tap.shown
    t = texts(view.language)
    if isinstance(view, Closed):
        return Outgoing(t.say("pulse-over"))
    if not isinstance(view, Sent):
        return current(view)
    said = t.say("pulse-tapped", number=tap.number) if tap.number else t.say("pulse-thanks")
    if not tap.can_add:
        return Outgoing(said)
    data = f"pu.{to_short(view.response_id)}.line"
    return Outgoing(said, ((Button(t.label("pulse-button-line"), data),),))
