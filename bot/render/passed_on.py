"""What one side shared of how it is going, or when looking back, as the other reads it once."""

from bot.domain.responses import ResponseKind
from bot.render.message import Outgoing
from bot.render.shared_answers import blocks_of, voices_of
from bot.render.split import Block, split
from bot.render.texts import texts
from bot.services.writing.passing_on import PassedOn


def passed_on(view: PassedOn) -> list[Outgoing]:
    """What was shared; voice notes follow."""
    t = texts(view.language)
    key = "closing-shared" if view.response.kind is ResponseKind.CLOSING else "pulse-shared"
    blocks = [Block(t.say(key, who=view.writer)), *blocks_of(t, view.response)]
    voices = voices_of(t, view.writer, view.response)
    return [*(Outgoing(text) for text in split(blocks)), *voices]
