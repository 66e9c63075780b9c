"""A survey as people will see it, for the coordinator who writes it. Nothing of it is stored.

The preview shows each question with the buttons that only say that this was a test. In the test
itself every button leads on, just as it will for people.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.surveys import SurveyQuestionKind
from bot.render import survey_words as words
from bot.render.message import Button, Outgoing
from bot.render.survey_questions import question
from bot.render.texts import texts
from bot.services.surveys.answer_views import QuestionView


def preview(survey_id: int, views: Sequence[QuestionView], number: int) -> Outgoing:
    """Question `number`, from 1, as people see it, with a way to the next."""
    view = views[max(1, min(number, len(views))) - 1]
    t = texts(view.language)
    shown = question(view, trial=True)
    head = t.say("survey-preview", number=str(view.number), of=str(view.of))
    turns = []
    if view.number > 1:
        turns.append(
            Button(
                t.label("survey-button-before"), words.data(survey_id, f"turn.{view.number - 1}")
            )
        )
    if view.number < view.of:
        turns.append(
            Button(t.label("survey-button-next"), words.data(survey_id, f"turn.{view.number + 1}"))
        )
    rows = (tuple(turns),) if turns else ()
    return Outgoing(f"<i>{head}</i>\n\n{shown.text}", (*shown.buttons, *rows))


def trial(survey_id: int, views: Sequence[QuestionView], number: int, ticked: str = "") -> Outgoing:
    """Question `number`, from 1, to be tried; after the last, that this was the test.

    `ticked` are the places of what is ticked of several choices.
    """
    first = views[0]
    t = texts(first.language)
    if not 1 <= number <= len(views):
        return Outgoing(t.say("survey-test-over"))
    view = views[number - 1]
    if view.kind is SurveyQuestionKind.CHOICES:
        places = {int(each) for each in ticked if each.isdecimal()}
        view = replace(view, chosen=tuple(sorted(places & set(range(len(view.options))))))
    shown = question(view, trial=True)
    rows = tuple(
        tuple(Button(each.label, _leads_on(survey_id, number, each)) for each in row)
        for row in shown.buttons
    )
    head = t.say("survey-test")
    text = f"<i>{head}</i>\n\n{shown.text}"
    if view.kind is SurveyQuestionKind.TEXT:
        text += f"\n\n<i>{t.say('survey-test-text')}</i>"
    return Outgoing(text, rows)


def _leads_on(survey_id: int, number: int, button: Button) -> str:
    """Where a button of a question leads in a test; see `survey_questions` for what it says."""
    _, _, verb, _, *args = button.data.split(".")
    if verb == "tick":
        return words.data(survey_id, f"try.{number}.{args[0]}")
    return words.data(survey_id, f"try.{number - 1 if verb == 'back' else number + 1}")
