"""Writing the questions of a survey: the list, one question, its words and its choices."""

from bot.domain.ids import to_short
from bot.domain.surveys import HAS_OPTIONS, LONGEST_OPTION, MOST_OPTIONS, SurveyQuestionKind
from bot.render import survey_words as words
from bot.render.message import rows_of
from bot.render.split import quoted
from bot.render.survey_press import Page, keyed, press
from bot.render.texts import Markup, Texts, escape
from bot.services.surveys.draft_views import WritingView, Written

_IN_A_ROW = 5


def questions(t: Texts, view: WritingView) -> Page:
    """All questions, each behind its number."""
    numbers = [
        press(t, view, str(number), f"q.{to_short(each.id)}")
        for number, each in enumerate(view.questions, start=1)
    ]
    text = "\n\n".join(
        [t.say("survey-questions"), words.listed(t, view.questions), t.say("survey-questions-how")]
    )
    return Markup(text), (
        *rows_of(numbers, _IN_A_ROW),
        (keyed(t, view, "add", "add"),),
        (keyed(t, view, "done", "done"),),
    )


def kind(t: Texts, view: WritingView) -> Page:
    """How a question is answered."""
    now = None if view.question is None else view.question.kind
    buttons = [
        press(t, view, t.label(f"survey-kind-{each}"), f"kind.{each}", chosen=each is now)
        for each in SurveyQuestionKind
    ]
    number = len(view.questions) + 1 if view.question is None else _number(view, view.question)
    return t.say("survey-ask-kind", number=str(number)), rows_of(buttons, 2)


def question_words(t: Texts, view: WritingView) -> Page:
    """The words of a question, to be typed."""
    at = _at(view)
    parts = [t.say("survey-ask-words", number=str(_number(view, at)), kind=_kind(t, at))]
    if t.has(f"survey-ask-words-{at.kind}"):
        parts.append(t.say(f"survey-ask-words-{at.kind}"))
    elif at.kind in HAS_OPTIONS:
        parts.append(t.say("survey-ask-words-choice"))
    text = "\n".join(parts)
    if at.words:
        text += f"\n{quoted(at.words)}"
    return Markup(text), ()


def options(t: Texts, view: WritingView) -> Page:
    """The choices of a question, to be typed."""
    at = _at(view)
    text = t.say(
        "survey-ask-options",
        number=str(_number(view, at)),
        kind=_kind(t, at),
        most=MOST_OPTIONS,
        longest=LONGEST_OPTION,
    )
    if not at.options:
        return text, ()
    so_far = f"{t.say('survey-options-so-far')}\n{_options(at)}"
    return Markup("\n\n".join([text, so_far, t.say("survey-options-add")])), (
        (keyed(t, view, "done", "done"),),
        (keyed(t, view, "less", "less.one"),),
        (keyed(t, view, "none", "less.all"),),
    )


def question(t: Texts, view: WritingView) -> Page:
    """One question, to be changed, moved or deleted."""
    at = _at(view)
    number, of = _number(view, at), len(view.questions)
    head = t.say("survey-question", number=str(number), of=str(of), kind=_kind(t, at))
    text = f"{head}\n{escape(at.words)}"
    if at.options:
        text += f"\n{_options(at)}"
    rows = [(keyed(t, view, "words", "alter.words"),)]
    if at.kind in HAS_OPTIONS:
        rows.append((keyed(t, view, "options", "alter.options"),))
    rows.append((keyed(t, view, "kind", "alter.kind"),))
    moves = [
        *([keyed(t, view, "up", "move.up")] if number > 1 else []),
        *([keyed(t, view, "down", "move.down")] if number < of else []),
    ]
    return Markup(text), (
        *rows,
        *([tuple(moves)] if moves else []),
        (keyed(t, view, "delete", "delete"),),
    )


def _at(view: WritingView) -> Written:
    assert view.question is not None  # these steps are about one
    return view.question


def _number(view: WritingView, at: Written) -> int:
    return view.questions.index(at) + 1


def _kind(t: Texts, at: Written) -> str:
    return t.label(f"survey-kind-{at.kind}")


def _options(at: Written) -> Markup:
    return Markup("\n".join(f"• {escape(option)}" for option in at.options))
