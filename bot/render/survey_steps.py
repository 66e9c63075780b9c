"""Writing a survey: what each step asks, with its buttons."""

from collections.abc import Callable

from bot.domain.ids import to_short
from bot.domain.survey_steps import Step
from bot.domain.survey_times import LENGTHS, REPEATS, offered_openings
from bot.domain.surveys import LONGEST_TITLE
from bot.render import survey_words as words
from bot.render.message import Button, Outgoing, rows_of
from bot.render.survey_audience import audience, groups, kinds, people
from bot.render.survey_press import Page, keyed, press
from bot.render.survey_question_steps import kind, options, question, question_words, questions
from bot.render.survey_review import review, send
from bot.render.texts import Markup, Texts, texts
from bot.services.surveys.draft_views import WritingView


def step(view: WritingView) -> Outgoing:
    """Where the author of a draft stands, headed by what was wrong with what they sent last."""
    t = texts(view.language)
    text, rows = _PAGES[view.stand.step](t, view)
    problems = [words.problem(t, each) for each in view.problems]
    if view.has_back:
        verb = f"back.{view.stand}"
        rows = (*rows, (Button(t.label("button-back"), words.data(view.survey_id, verb)),))
    return Outgoing("\n\n".join([*problems, text]), buttons=rows, asks=True)


def _title(t: Texts, view: WritingView) -> Page:
    text = t.say("survey-ask-title", most=LONGEST_TITLE)
    if view.title:
        text = Markup(f"{text}\n\n{t.say('survey-now', words=view.title)}")
        return text, ((keyed(t, view, "keep", "keep"),),)
    if view.questions:
        return text, ()
    never_mind = Button(t.label("button-cancel"), words.data(view.survey_id, "drop.yes"))
    return text, ((never_mind,),)


def _named(t: Texts, view: WritingView) -> Page:
    said = view.anonymous
    return t.say("survey-ask-named", fewest=view.min_answers), (
        (keyed(t, view, "anonymous", "named.no", chosen=said is True),),
        (keyed(t, view, "named", "named.yes", chosen=said is False),),
    )


def _opens(t: Texts, view: WritingView) -> Page:
    moments = offered_openings(view.now, view.zone)
    if view.opens_at is not None and view.opens_at not in moments and view.opens_at > view.now:
        moments = (*moments, view.opens_at)
    now = view.reviewed and view.opens_at is None
    return t.say("survey-ask-opens"), (
        (keyed(t, view, "now", "now", chosen=now),),
        *(
            (
                press(
                    t,
                    view,
                    words.when(each, view.zone, view.language, view.now),
                    f"at.{to_short(int(each.timestamp()) // 60)}",
                    chosen=each == view.opens_at,
                ),
            )
            for each in moments
        ),
    )


def _closes(t: Texts, view: WritingView) -> Page:
    text = t.say("survey-ask-closes")
    if view.closes_at is not None:
        until = words.when(view.closes_at, view.zone, view.language, view.now)
        text = Markup(f"{text}\n\n{t.say('survey-now', words=until)}")
    lengths = sorted({*LENGTHS, view.days_open or LENGTHS[0]})
    buttons = [
        press(
            t,
            view,
            t.label("survey-days", days=days),
            f"days.{to_short(days)}",
            chosen=days == view.days_open,
        )
        for days in lengths
    ]
    return text, rows_of(buttons, 3)


def _repeat(t: Texts, view: WritingView) -> Page:
    once = view.reviewed and view.repeat_weeks is None
    buttons = [
        press(
            t,
            view,
            t.label("survey-weeks", weeks=weeks),
            f"every.{to_short(weeks)}",
            chosen=weeks == view.repeat_weeks,
        )
        for weeks in sorted({*REPEATS, view.repeat_weeks or REPEATS[0]})
    ]
    no = keyed(t, view, "no-repeat", "every.0", chosen=once)
    return t.say("survey-ask-repeat"), ((no,), *rows_of(buttons, 2))


_PAGES: dict[Step, Callable[[Texts, WritingView], Page]] = {
    Step.TITLE: _title,
    Step.QUESTIONS: questions,
    Step.KIND: kind,
    Step.WORDS: question_words,
    Step.OPTIONS: options,
    Step.QUESTION: question,
    Step.NAMED: _named,
    Step.AUDIENCE: audience,
    Step.KINDS: kinds,
    Step.GROUPS: groups,
    Step.PEOPLE: people,
    Step.OPENS: _opens,
    Step.CLOSES: _closes,
    Step.REPEAT: _repeat,
    Step.REVIEW: review,
    Step.SEND: send,
}
