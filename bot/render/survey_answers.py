"""A survey being answered: the question, what is ready to be sent, thanks, and that it is over."""

from bot.domain.ids import to_short
from bot.render.dates import moment
from bot.render.message import Button, Outgoing
from bot.render.survey_questions import leave_as_sent, question, reminder
from bot.render.texts import Markup, Texts, texts
from bot.render.waiting import with_way_back
from bot.services.surveys.answer_views import (
    AnswerView,
    AskedView,
    HeldView,
    NotAsked,
    OverView,
    QuestionView,
    ThanksView,
)


def current(view: AnswerView) -> Outgoing:
    """What to say for a survey as it stands."""
    match view:
        case QuestionView():
            return question(view)
        case HeldView():
            return _held(view)
        case ThanksView():
            return _thanks(view)
        case OverView():
            return _over(view)


def remind(view: AskedView) -> Outgoing:
    """The one reminder, from wherever they are."""
    return reminder(view) if isinstance(view, QuestionView) else _held(view, reminds=True)


def not_asked(view: NotAsked) -> Outgoing:
    """That something typed belongs to no question."""
    told = Outgoing(texts(view.language).say("fallback-text"))
    return with_way_back(told, view.waiting, view.language)


def trial(language: str) -> str:
    """The notice that a button was only a test, as plain text."""
    return texts(language).label("asked-trial")


def _held(view: HeldView, *, reminds: bool = False) -> Outgoing:
    t = texts(view.language)
    said: list[Markup] = [t.say("asked-reminder")] if reminds else []
    if view.taken_for:
        said.append(t.say("asked-taken-for", question=view.taken_for))
    if view.added_to:
        said.append(t.say("asked-added-to", question=view.added_to))
    if view.unclear:
        said.append(t.say("asked-unclear"))
    named = "asked-held-changed" if view.changing else "asked-held-named"
    said.append(t.say("asked-held-anonymous" if view.anonymous else named))
    short = to_short(view.recipient_id)
    send = Button(t.label("asked-button-send"), f"sa.{short}.send.{view.number}")
    back = Button(t.label("button-back"), f"sa.{short}.back.{view.number}")
    leave = ((leave_as_sent(t, view.recipient_id),),) if view.changing else ()
    return Outgoing(_titled(t, view.title, said), ((send,), (back,), *leave), asks=True)


def _thanks(view: ThanksView) -> Outgoing:
    t = texts(view.language)
    if view.anonymous:
        shown = Outgoing(_titled(t, view.title, [t.say("asked-thanks-anonymous")]))
        return with_way_back(shown, view.waiting, view.language)
    said = [t.say("asked-thanks-named", programme=view.programme)]
    if view.closes_at is not None:
        when = moment(view.closes_at, view.zone, view.language, view.now)
        said.append(t.say("asked-thanks-change", when=when))
    change = Button(t.label("asked-button-change"), f"sa.{to_short(view.recipient_id)}.change")
    shown = Outgoing(_titled(t, view.title, [Markup(" ".join(said))]), ((change,),))
    return with_way_back(shown, view.waiting, view.language)


def _over(view: OverView) -> Outgoing:
    t = texts(view.language)
    sent = "asked-over-sent-anonymous" if view.anonymous else "asked-over-sent-named"
    said = t.say(sent if view.sent else "asked-over-missed", title=view.title)
    if view.lost_words:
        said = Markup(f"{said}\n\n{t.say('asked-over-words')}")
    return with_way_back(Outgoing(said), view.waiting, view.language)


def _titled(t: Texts, title: str, said: list[Markup]) -> Markup:
    return Markup("\n\n".join((t.say("asked-title", title=title), *said)))
