"""Which taps and which words each step of writing a survey takes, and what they do."""

from collections.abc import Awaitable, Callable, Mapping

from bot.domain.survey_input import Problem, What, read_title
from bot.domain.survey_steps import IN_TURN, Stand, Step, following, preceding
from bot.services.surveys import audience_steps, question_steps, time_steps
from bot.services.surveys.draft_rows import Draft

Problems = tuple[Problem, ...]
# It takes an answer and goes on, or says what is wrong with it and stays.
Take = Callable[[Draft, str], Awaitable[Problems]]


async def title(draft: Draft, text: str) -> Problems:
    """Take a typed title."""
    read = read_title(text)
    if isinstance(read, Problem):
        return (read,)
    draft.survey.title = read
    return await keep_title(draft, "")


async def keep_title(draft: Draft, _value: str) -> Problems:
    """Go on with the title as it is, if there is one."""
    if not draft.survey.title:
        return (Problem(What.TITLE_EMPTY),)
    step = following(Step.TITLE, reviewed=draft.survey.reviewed)
    draft.go(Step.KIND if step is Step.QUESTIONS and not draft.questions else step)
    return ()


async def named(draft: Draft, value: str) -> Problems:
    """Say whether answers bear a name."""
    draft.survey.anonymous = value == "no"
    draft.go(following(Step.NAMED, reviewed=draft.survey.reviewed))
    return ()


async def part(draft: Draft, value: str) -> Problems:
    """From the review to one of its parts."""
    step = next((each for each in IN_TURN if each == value), None)
    if step is not None:
        draft.go(step)
    return ()


async def ask(draft: Draft, _value: str) -> Problems:
    """Look once more before it is sent: with all that is missing, or the number of people."""
    problems = await missing(draft)
    if not problems:
        draft.go(Step.SEND)
    return problems


async def missing(draft: Draft) -> Problems:
    """Return what keeps a draft from being sent; its author then stands where that belongs."""
    survey = draft.survey
    if not survey.title:
        draft.go(Step.TITLE)
        return (Problem(What.TITLE_EMPTY),)
    if problems := question_steps.incomplete(draft):
        return problems
    if survey.anonymous is None:
        draft.go(Step.NAMED)
        return (Problem(What.NAMED_OPEN),)
    people = await audience_steps.size(draft)
    if problems := audience_steps.nobody(draft.audience, people):
        draft.go(Step.AUDIENCE)
        return problems
    return await time_steps.wrong_times(draft)


async def back(draft: Draft) -> None:
    """Go to the step before. A question that was only begun is dropped."""
    stand, question = draft.stand, draft.question()
    if stand.step is Step.WORDS and question is not None and not question.words:
        await question_steps.drop(draft, question)
        draft.go(Step.KIND)
        return
    before = preceding(stand, reviewed=draft.survey.reviewed, has_questions=bool(draft.questions))
    found = before or stand
    if found.step is Step.QUESTIONS and not draft.questions:
        found = Stand(Step.KIND)
    draft.go(found.step, found.about)


TAPS: Mapping[tuple[Step, str], Take] = {
    (Step.TITLE, "keep"): keep_title,
    (Step.KIND, "kind"): question_steps.kind,
    (Step.QUESTIONS, "add"): question_steps.add,
    (Step.QUESTIONS, "q"): question_steps.look_at,
    (Step.QUESTIONS, "done"): question_steps.questions_done,
    (Step.QUESTION, "alter"): question_steps.change,
    (Step.QUESTION, "move"): question_steps.move,
    (Step.QUESTION, "delete"): question_steps.delete,
    (Step.OPTIONS, "less"): question_steps.take_away,
    (Step.OPTIONS, "done"): question_steps.options_done,
    (Step.NAMED, "named"): named,
    (Step.AUDIENCE, "for"): audience_steps.choose,
    (Step.AUDIENCE, "state"): audience_steps.in_state,
    (Step.AUDIENCE, "done"): audience_steps.done,
    (Step.KINDS, "kind"): audience_steps.of_kind,
    (Step.GROUPS, "group"): audience_steps.group,
    (Step.GROUPS, "turn"): audience_steps.turn,
    (Step.PEOPLE, "who"): audience_steps.person,
    (Step.PEOPLE, "turn"): audience_steps.turn,
    (Step.PEOPLE, "done"): audience_steps.done,
    (Step.OPENS, "now"): time_steps.opens_now,
    (Step.OPENS, "at"): time_steps.opens_at,
    (Step.CLOSES, "days"): time_steps.closes_after,
    (Step.REPEAT, "every"): time_steps.repeats,
    (Step.REVIEW, "part"): part,
    (Step.REVIEW, "ask"): ask,
}
WORDS: Mapping[Step, Take] = {
    Step.TITLE: title,
    Step.WORDS: question_steps.words,
    Step.OPTIONS: question_steps.options,
    Step.PEOPLE: audience_steps.look_for,
    Step.OPENS: time_steps.opens_typed,
    Step.CLOSES: time_steps.closes_typed,
    Step.REPEAT: time_steps.repeats_typed,
}
# Words that were taken in part: handled again, they say the same about what was left out.
_AGAIN: Mapping[Step, Take] = {Step.OPTIONS: question_steps.options_again}


async def tapped(draft: Draft, at: Stand, verb: str, value: str) -> Problems:
    """Take a tap on a button of `at`; it does nothing if the author stands elsewhere by now."""
    take = TAPS.get((at.step, verb)) if at == draft.stand else None
    return () if take is None else await take(draft, value)


async def typed(draft: Draft, text: str) -> Problems:
    """Take words for an answer to the present step, where it takes words."""
    take = WORDS.get(draft.stand.step)
    return (Problem(What.TAP),) if take is None else await take(draft, text)


async def typed_again(draft: Draft, text: str) -> Problems:
    """Say of words that were taken already what was said of them then; change nothing."""
    take = _AGAIN.get(draft.stand.step)
    return () if take is None else await take(draft, text)


def takes_in_part(step: Step) -> bool:
    """Whether a step keeps what it can of what was typed, and names the rest."""
    return step in _AGAIN
