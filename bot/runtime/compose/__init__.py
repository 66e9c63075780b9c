"""Composing messages at the moment they are sent, by kind."""

from bot.domain.queues import MessageKind
from bot.runtime.compose import (
    agreeing,
    announcing,
    coordinating,
    health,
    meeting,
    mydata,
    pairing,
    programmes,
    reflecting,
    relating,
    results,
    survey_writing,
    surveys,
    talking,
)
from bot.runtime.compose.base import Compose, Letter

COMPOSERS: dict[MessageKind, Compose] = {
    **agreeing.COMPOSERS,
    **pairing.COMPOSERS,
    **reflecting.COMPOSERS,
    **meeting.COMPOSERS,
    **coordinating.COMPOSERS,
    **relating.COMPOSERS,
    **programmes.COMPOSERS,
    **surveys.COMPOSERS,
    **survey_writing.COMPOSERS,
    **results.COMPOSERS,
    **announcing.COMPOSERS,
    **health.COMPOSERS,
    **mydata.COMPOSERS,
    **talking.COMPOSERS,
}

__all__ = ["COMPOSERS", "Compose", "Letter"]
