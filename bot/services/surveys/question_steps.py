"""Writing the questions of a survey: taps and words at the steps that are about them."""

from bot.db.tables import SurveyQuestion
from bot.domain.ids import from_short, new_id
from bot.domain.survey_input import Problem, What, left_out_before, read_options, read_question
from bot.domain.survey_steps import Step, following
from bot.domain.surveys import HAS_OPTIONS, MOST_QUESTIONS, SurveyQuestionKind
from bot.services.surveys.draft_rows import Draft, choices_of

FEWEST_OPTIONS = 2

Problems = tuple[Problem, ...]


async def add(draft: Draft, _value: str) -> Problems:
    """Begin one more question, if there is room for it."""
    if len(draft.questions) >= MOST_QUESTIONS:
        return (Problem(What.QUESTIONS_MANY, MOST_QUESTIONS),)
    draft.go(Step.KIND)
    return ()


async def kind(draft: Draft, value: str) -> Problems:
    """Say how a question is answered: the one at hand, or a new one.

    Choices are kept where it has none any more, in case that was a slip.
    """
    try:
        chosen = SurveyQuestionKind(value)
    except ValueError:
        return ()
    question = draft.question()
    if question is None:
        if len(draft.questions) >= MOST_QUESTIONS:
            draft.go(Step.QUESTIONS)
            return (Problem(What.QUESTIONS_MANY, MOST_QUESTIONS),)
        question = SurveyQuestion(
            id=new_id(),
            survey_id=draft.survey.id,
            position=len(draft.questions) + 1,
            kind=chosen,
            words="",
            options=[],
        )
        draft.s.add(question)
        draft.questions.append(question)
    question.kind = chosen
    _go_on(draft, question, then=Step.QUESTION)
    return ()


async def words(draft: Draft, text: str) -> Problems:
    """Take the words of the question at hand."""
    question = draft.question()
    if question is None:
        draft.go(Step.QUESTIONS)
        return ()
    read = read_question(text)
    if isinstance(read, Problem):
        return (read,)
    is_new, question.words = not question.words, read
    _go_on(draft, question, then=Step.QUESTIONS if is_new else Step.QUESTION)
    return ()


async def options(draft: Draft, text: str) -> Problems:
    """Add the choices that were typed, one on each line."""
    question = draft.question()
    if question is None:
        draft.go(Step.QUESTIONS)
        return ()
    found, problems = read_options(text, question.options)
    question.options = list(found)
    return problems


async def options_again(draft: Draft, text: str) -> Problems:
    """Say what was left out of choices that this same message has added already."""
    question = draft.question()
    # The words of the question itself have led here.
    if question is None or read_question(text) == question.words:
        return ()
    return left_out_before(text, question.options)


async def take_away(draft: Draft, value: str) -> Problems:
    """Take the last choice away, or all of them."""
    question = draft.question()
    if question is not None:
        question.options = [] if value == "all" else question.options[:-1]
    return ()


async def options_done(draft: Draft, _value: str) -> Problems:
    """Go on with the choices as they are, if there are enough of them."""
    question = draft.question()
    if question is not None and len(question.options) < FEWEST_OPTIONS:
        return (Problem(What.OPTIONS_FEW, FEWEST_OPTIONS),)
    draft.go(Step.QUESTIONS)
    return ()


async def look_at(draft: Draft, value: str) -> Problems:
    """Go to one question; one that was only begun is gone on with."""
    question = draft.question(from_short(value) or 0)
    if question is not None:
        _go_on(draft, question, then=Step.QUESTION)
    return ()


async def change(draft: Draft, value: str) -> Problems:
    """From the page of a question to its words, its choices, or how it is answered."""
    step = {"words": Step.WORDS, "options": Step.OPTIONS, "kind": Step.KIND}.get(value)
    question = draft.question()
    if question is not None and step is not None:
        draft.go(step, question.id)
    return ()


async def move(draft: Draft, value: str) -> Problems:
    """Move the question at hand one place up or down."""
    question = draft.question()
    if question is not None:
        at = draft.questions.index(question)
        to = at + (-1 if value == "up" else 1)
        if 0 <= to < len(draft.questions):
            draft.questions[at], draft.questions[to] = draft.questions[to], draft.questions[at]
            _number(draft)
    return ()


async def delete(draft: Draft, _value: str) -> Problems:
    """Delete the question at hand."""
    question = draft.question()
    if question is not None:
        await drop(draft, question)
    draft.go(Step.QUESTIONS if draft.questions else Step.KIND)
    return ()


async def drop(draft: Draft, question: SurveyQuestion) -> None:
    """Delete a question, and number the others anew."""
    draft.questions.remove(question)
    await draft.s.delete(question)
    _number(draft)


async def questions_done(draft: Draft, _value: str) -> Problems:
    """Go on with the questions as they are, if there are any and each can be answered."""
    problems = incomplete(draft)
    if not problems:
        draft.go(following(Step.QUESTIONS, reviewed=draft.survey.reviewed))
    return problems


def incomplete(draft: Draft) -> Problems:
    """Return what is missing of the questions; the author then stands where it belongs."""
    if not draft.questions:
        draft.go(Step.KIND)
        return (Problem(What.QUESTIONS_NONE),)
    for question in draft.questions:
        if not question.words:
            draft.go(Step.WORDS, question.id)
            return (Problem(What.WORDS_EMPTY),)
        if question.kind in HAS_OPTIONS and len(question.options) < FEWEST_OPTIONS:
            draft.go(Step.OPTIONS, question.id)
            return (Problem(What.OPTIONS_FEW, FEWEST_OPTIONS),)
    return ()


def settle(draft: Draft) -> None:
    """Let go of choices that were kept for questions which have none, before it is sent."""
    for question in draft.questions:
        question.options = list(choices_of(question))


def _go_on(draft: Draft, question: SurveyQuestion, then: Step) -> None:
    """Ask for what the question still lacks; then go on."""
    if not question.words:
        draft.go(Step.WORDS, question.id)
    elif question.kind in HAS_OPTIONS and len(question.options) < FEWEST_OPTIONS:
        draft.go(Step.OPTIONS, question.id)
    else:
        draft.go(then, question.id if then is Step.QUESTION else None)


def _number(draft: Draft) -> None:
    for position, question in enumerate(draft.questions, start=1):
        question.position = position
