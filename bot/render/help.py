"""Help and stopping, as people see them."""

from bot.domain.people import Focus, Role
from bot.render.message import Outgoing
from bot.render.texts import Markup, texts
from bot.render.waiting import go_on, with_way_back
from bot.services.errors import Reason
from bot.services.focusing import LetGo
from bot.services.people.menu import Menu
from bot.services.people.reach import BackView
from bot.services.people.stopping import Stopped
from bot.services.surveys.unfinished import Stage

_STOPPED: dict[Focus, str] = {
    Focus.ANSWERING: "cancel-answering",
    Focus.REVIEWING: "cancel-answering",
    Focus.AGENDA: "cancel-agenda",
    Focus.AGREEMENT: "cancel-schedule",
    Focus.MEETING_MOVE: "cancel-schedule",
    Focus.SURVEY_WRITING: "cancel-survey",
    Focus.SURVEY_ANSWER: "cancel-survey-answer",
    Focus.ANNOUNCEMENT: "cancel-announcement",
    Focus.SURVEY_HEARD: "cancel-survey-heard",
}
_TAKES_UP: dict[Focus, str] = {
    Focus.SETTINGS_NAME: "late-settings",
    Focus.SETTINGS_ZONE: "late-settings",
    Focus.PAUSE: "late-pause",
    Focus.AGREEMENT: "late-schedule",
    Focus.MEETING_MOVE: "late-schedule",
    Focus.PEOPLE_SEARCH: "late-people",
    Focus.GROUP_NAME: "late-people",
    Focus.INVITE_COUNT: "late-invite",
    Focus.SURVEY_WRITING: "late-survey",
    Focus.PROGRAMME: "late-programme",
    Focus.SURVEY_ANSWER: "late-survey-answer",
    Focus.ANNOUNCEMENT: "late-announcement",
    Focus.SURVEY_HEARD: "late-survey-heard",
    Focus.HEALTH_NOTE: "late-health",
}
_JOINING = (Focus.JOIN_NAME, Focus.JOIN_ZONE, Focus.JOIN_LANGUAGE)


def help_page(menu: Menu) -> Outgoing:
    """What somebody can do here, by role."""
    words = texts(menu.language)
    if not menu.is_member:
        return Outgoing(words.say("help-stranger"))
    if not menu.agrees:
        return Outgoing(words.say("help-withdrawn" if menu.withdrawn else "help-agree-first"))
    if menu.joining:
        return Outgoing(words.say("help-joining"))
    own = [words.say(f"help-{role}") for role in Role if role in menu.roles]
    return Outgoing(Markup("\n\n".join([*own, words.say("help-everyone")])))


def stopped(view: Stopped) -> Outgoing:
    """Say that a dialogue was stopped, and how to take it up again."""
    words = texts(view.language)
    if view.was is None:
        return with_way_back(Outgoing(words.say("cancel-nothing")), view.waiting, view.language)
    if view.was in _JOINING:
        return Outgoing(words.say("cancel-joining"))
    if view.begun is not None:
        kind = "lapsed" if view.begun.lapsed else view.begun.kind
        button = go_on(view.begun, view.language)
        return Outgoing(words.say(f"cancel-{kind}"), ((button,),))
    changing = view.survey is not None and view.survey.stage is Stage.CHANGING
    key = "cancel-survey-change" if changing else _STOPPED.get(view.was, "cancel-other")
    told = Outgoing(words.say(key))
    return with_way_back(told, view.waiting, view.language)


def refused(language: str, reason: Reason) -> Outgoing:
    """Why somebody cannot have what they asked for."""
    return Outgoing(texts(language).say(f"refused-{reason}"))


def let_go(view: LetGo) -> Outgoing:
    """That a text was not taken for the answer to a question asked long before."""
    words = texts(view.language)
    told = [words.say("late-text")]
    closed = view.was is Focus.SURVEY_ANSWER and not (view.waiting and view.waiting.surveys)
    if not closed:
        told.append(words.say(_TAKES_UP[view.was]))
    return with_way_back(Outgoing(Markup(" ".join(told))), view.waiting, view.language)


def welcome_back(view: BackView) -> Outgoing:
    """Greet somebody who had blocked the bot."""
    words = texts(view.language)
    if view.joining:
        return Outgoing(words.say("reach-back-joining"))
    welcome = Outgoing(words.say("reach-back", name=view.name))
    return with_way_back(welcome, view.waiting, view.language)
