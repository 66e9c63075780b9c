"""What questions and answers look like wherever they are shown."""

from bot.domain.answers import Given
from bot.domain.cutting import divide
from bot.domain.ids import to_short
from bot.domain.pulse import GOING
from bot.domain.questionnaires import SCALE, Question
from bot.domain.responses import AnswerKind, Reader, ResponseKind
from bot.render.texts import Markup, Texts
from bot.services.writing.response_views import Asked, Review, View


def in_words(t: Texts, question: Question, given: Given) -> str:
    """An answer as plain text: the words, the number, the option's label, or that it was spoken."""
    match given.kind:
        case AnswerKind.SCALE:
            return f"{given.number} / {SCALE[-1]}"
        case AnswerKind.CHOICE:
            return question.label(given.choice, t.language)
        case AnswerKind.VOICE:
            length = f"{given.seconds // 60}:{given.seconds % 60:02}"
            return t.label("answer-voice", length=length)
        case _:
            return given.text


def reader_line(t: Texts, view: View, question: Question, reader: Reader) -> Markup:
    """Who reads an answer."""
    if question.key == GOING and view.kind is ResponseKind.PULSE:
        return t.say("pulse-who", other=view.partner)
    if reader is Reader.ME:
        return t.say("answer-reader-me")
    if view.kind is ResponseKind.ASSESSMENT:
        return t.say("answer-reader-sealed", partner=view.partner)
    if view.kind is ResponseKind.CLOSING:
        return t.say("closing-reader", partner=view.partner)
    return t.say("answer-reader-other", partner=view.partner)


def title(question: Question, view: View) -> str:
    """A question by its first line."""
    return question.text(view.language).partition("\n")[0]


def clip(text: str, most: int) -> str:
    """A text, cut where words end if it is longer than `most` characters."""
    return text if len(text) <= most else divide(text, most)[0] + " …"


def remarks(t: Texts, view: Asked | Review) -> list[Markup]:
    """What became of what was just tapped or sent, where that has to be said."""
    said: list[Markup] = []
    if view.noted:
        said.append(t.say("answer-you-said", answer=view.noted))
    if view.answered is not None:
        said.append(t.say("answer-taken-for", question=title(view.answered, view)))
    if view.lengthened is not None:
        said.append(t.say("answer-goes-on", question=title(view.lengthened, view)))
    return said


def data(view: View, verb: str, *args: int | str) -> str:
    """What a button of this response says when it is tapped."""
    return ".".join(("an", to_short(view.response_id), verb, *map(str, args)))
