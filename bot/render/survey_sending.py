"""What comes of writing a survey: it is on its way, it waits, or somebody else writes it."""

from datetime import datetime

from bot.domain.surveys import SurveyState
from bot.render import survey_words as words
from bot.render.message import Button, Outgoing
from bot.render.split import Block, split
from bot.render.texts import texts
from bot.services.surveys.draft_views import TakenView
from bot.services.surveys.notices import UnsentView
from bot.services.surveys.sending import SentView


def sent(view: SentView) -> Outgoing:
    """That a survey is on its way, or waits for its day."""
    t = texts(view.language)

    def at(moment: datetime | None) -> str:
        return "" if moment is None else words.when(moment, view.zone, view.language, view.now)

    if view.opens_at is not None:
        return Outgoing(t.say("survey-planned", title=view.title, when=at(view.opens_at)))
    return Outgoing(
        t.say("survey-sent", title=view.title, people=view.people, closes=at(view.closes_at))
    )


def taken(view: TakenView) -> list[Outgoing]:
    """Who writes a survey now, and what was not put into it."""
    t = texts(view.language)
    is_draft = view.state is SurveyState.DRAFT
    back = Button(t.label("button-back"), words.data(view.survey_id, "show"))
    over = words.button(t, "take-over", view.survey_id, "take")
    rows = ((over, back),) if is_draft else ((back,),)
    if view.typed is None:
        when = ""
        if view.since is not None:
            when = words.when(view.since, view.zone, view.language, view.now)
        return [Outgoing(t.say("survey-taken", name=view.editor, when=when), rows)]
    key = "survey-taken-typed" if is_draft else "survey-taken-sent"
    *before, last = split([Block(t.say(key, name=view.editor), view.typed)])
    return [*(Outgoing(each) for each in before), Outgoing(last, rows)]


def gone(language: str) -> Outgoing:
    """That what was typed belongs to no survey any more."""
    return Outgoing(texts(language).say("survey-gone"))


def unsent(view: UnsentView) -> Outgoing:
    """That a survey could not go out on its day."""
    t = texts(view.language)
    return Outgoing(t.say("survey-unsent", title=words.title_of(t, view.title)))
