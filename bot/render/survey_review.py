"""Writing a survey: all of it at a glance, and the last question before it goes."""

from bot.domain.survey_steps import Step
from bot.render import survey_words as words
from bot.render.message import Button
from bot.render.survey_press import Page, keyed, press
from bot.render.texts import Markup, Texts
from bot.services.surveys.draft_views import WritingView

_PARTS = (
    (Step.TITLE, Step.QUESTIONS),
    (Step.NAMED, Step.AUDIENCE),
    (Step.OPENS, Step.CLOSES, Step.REPEAT),
)


def review(t: Texts, view: WritingView) -> Page:
    """All that has been said, with a way to change each part, and to send it."""
    lines = [
        words.named_line(t, view.anonymous),
        words.who_line(t, view.reach),
        *words.time_lines(
            t,
            opens_at=view.opens_at,
            closes_at=view.closes_at,
            days_open=view.days_open,
            repeat_weeks=view.repeat_weeks,
            zone=view.zone,
            now=view.now,
        ),
    ]
    parts = [
        t.say("survey-review", title=words.title_of(t, view.title)),
        f"{t.say('survey-review-questions')}\n{words.listed(t, view.questions)}",
        "\n".join(lines),
        t.say("survey-review-how"),
    ]
    return Markup("\n\n".join(parts)), (
        (keyed(t, view, "send" if view.opens_at is None else "plan", "ask"),),
        (_about(t, view, "preview", "view"), _about(t, view, "test", "try")),
        *(
            tuple(
                press(t, view, t.label(f"survey-button-part-{step}"), f"part.{step}")
                for step in row
            )
            for row in _PARTS
        ),
        (_about(t, view, "later", "later"),),
    )


def send(t: Texts, view: WritingView) -> Page:
    """With the number of people, whether it shall go."""
    title, people = words.title_of(t, view.title), view.reach.people
    if view.opens_at is None:
        text = t.say("survey-ask-send", title=title, people=people)
        label = t.label("survey-button-yes-send", people=people)
    else:
        when = words.when(view.opens_at, view.zone, view.language, view.now)
        text = t.say("survey-ask-plan", title=title, people=people, when=when)
        label = t.label("survey-button-yes-plan")
    if view.anonymous and people < view.min_answers:
        text = Markup(f"{text}\n\n{t.say('survey-few', fewest=view.min_answers)}")
    return text, ((Button(label, words.data(view.survey_id, "send")),),)


def _about(t: Texts, view: WritingView, key: str, verb: str) -> Button:
    return words.button(t, key, view.survey_id, verb)
