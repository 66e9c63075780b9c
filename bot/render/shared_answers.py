"""What somebody shared of a response, as its reader sees it: question by question."""

from bot.domain.responses import AnswerKind
from bot.render.message import Outgoing
from bot.render.split import Block
from bot.render.texts import Texts
from bot.services.writing.sharing import SharedAnswer, SharedResponse


def blocks_of(t: Texts, response: SharedResponse) -> list[Block]:
    """Each answer under its question."""
    return [
        # What follows the first line of a question is for the one who answers it.
        Block(t.say("side-question", question=_question(a)), _said(t, a))
        for a in response.answers
    ]


def voices_of(t: Texts, who: str, response: SharedResponse) -> list[Outgoing]:
    """The voice notes among the answers, each with who answered which question."""
    return [
        Outgoing(t.say("side-voice", who=who, question=_question(each)), voice=each.voice)
        for each in response.answers
        if each.voice
    ]


def _said(t: Texts, answer: SharedAnswer) -> str:
    if answer.kind is AnswerKind.SCALE:
        return f"{answer.number} / 5"
    if answer.kind is AnswerKind.VOICE:
        length = f"{answer.seconds // 60}:{answer.seconds % 60:02}"
        return t.label("answer-voice", length=length)
    return answer.text


def _question(answer: SharedAnswer) -> str:
    return answer.words.partition("\n")[0]
