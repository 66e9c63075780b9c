"""The questions that both bots ask, and what the crowd answers."""

from bot.domain.questionnaires import QuestionKind
from bot.library.questionnaires import Library

QUESTIONNAIRE = "general.weekly"
_WEEKLY = Library().get(QUESTIONNAIRE)
KEYS = tuple(question.key for question in _WEEKLY.questions)
QUESTIONS = tuple(question.text("en") for question in _WEEKLY.questions)
SCALES = frozenset(
    number
    for number, question in enumerate(_WEEKLY.questions)
    if question.kind is QuestionKind.SCALE
)


def answer_of(user_id: int, number: int) -> str:
    """What this person answers to question `number`: unlike anyone else's, but on a scale."""
    return str(user_id % 5 + 1) if number in SCALES else f"Answer {number} of person {user_id}"
