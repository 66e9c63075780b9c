"""The surveys of a programme: the list, the library, one survey's page, and its few questions."""

from datetime import datetime

from bot.domain.ids import to_short
from bot.domain.recurrence import local_date_of
from bot.domain.surveys import SurveyState
from bot.render import dates
from bot.render import survey_words as words
from bot.render.message import Button, Outgoing, Rows
from bot.render.paging import turns
from bot.render.texts import Markup, Texts, texts
from bot.services.surveys.library import LibraryView
from bot.services.surveys.listing import Entry, ListView, SurveyPage

# Buttons that are about no survey in particular.
NONE = "sv.-"
_HOME = f"{NONE}.list.0"
ANNOUNCE = "ac.new"


def surveys(view: ListView) -> Outgoing:
    """A page of surveys, with what can be begun; or those that can be copied."""
    t = texts(view.language)
    verb = "copies" if view.to_copy else "list"
    rows = (
        *((_entry(t, view, each),) for each in view.entries),
        *turns(t, view.number, has_more=view.has_more, data=lambda to: f"{NONE}.{verb}.{to}"),
    )
    if view.to_copy:
        text = t.say("survey-copy-which" if view.entries else "survey-copy-none")
        return Outgoing(text, (*rows, (Button(t.label("button-back"), _HOME),)))
    how = t.say("survey-list-how" if view.entries else "survey-list-empty")
    begin: Rows = (
        (Button(t.label("survey-button-new"), f"{NONE}.new"),),
        (
            Button(t.label("survey-button-library"), f"{NONE}.library"),
            Button(t.label("survey-button-copy-old"), f"{NONE}.copies.0"),
        ),
        (Button(t.label("survey-button-announce"), ANNOUNCE),),
    )
    return Outgoing(f"{t.say('survey-list')}\n{how}", (*begin, *rows))


def library(view: LibraryView) -> Outgoing:
    """What there is to begin from."""
    t = texts(view.language)
    parts = [
        t.say("survey-library"),
        *(
            t.say(
                "survey-library-one", title=each.title, about=each.about, questions=each.questions
            )
            for each in view.shelved
        ),
    ]
    rows: Rows = tuple((Button(each.title, f"{NONE}.begin.{each.key}"),) for each in view.shelved)
    return Outgoing("\n\n".join(parts), (*rows, (Button(t.label("button-back"), _HOME),)))


def page(view: SurveyPage) -> Outgoing:
    """One survey: how it is doing, and what can be done with it."""
    t = texts(view.language)
    lines = [_state(t, view), *_lines(t, view)]
    head = Markup(t.say("survey-review", title=words.title_of(t, view.title)))
    return Outgoing("\n\n".join([head, "\n".join(lines)]), _verbs(t, view))


def surely(view: SurveyPage, verb: str) -> Outgoing:
    """Whether that shall really be done: `drop`, `close`, `remind` or `once`.

    Where it can be done no more, because an old button was tapped, the page as it is now.
    """
    if not _can_still(view, verb):
        return page(view)
    t = texts(view.language)
    rate = view.rate
    text = t.say(
        f"survey-ask-{verb}",
        reached=rate.reached,
        answered=rate.answered,
        waiting=rate.silent,
        state=view.state,
        when=_when(view),
    )
    if verb == "close" and view.would_be_deleted:
        text = Markup(f"{text}\n\n{t.say('survey-close-few', fewest=view.min_answers)}")
    return Outgoing(
        text,
        (
            (words.button(t, f"yes-{verb}", view.survey_id, f"{verb}.yes"),),
            (Button(t.label("button-back"), words.data(view.survey_id, "show")),),
        ),
    )


def _can_still(view: SurveyPage, verb: str) -> bool:
    return {
        "drop": view.state is SurveyState.DRAFT,
        "close": view.state is SurveyState.OPEN,
        "remind": view.may_remind,
        "once": view.repeat_weeks is not None,
    }[verb]


def dropped(language: str) -> Outgoing:
    """That a draft has been thrown away."""
    return Outgoing(texts(language).say("survey-dropped"))


def _entry(t: Texts, view: ListView, entry: Entry) -> Button:
    day = ""
    if entry.when is not None:
        day = dates.short_day(local_date_of(entry.when, view.zone), view.language)
    label = t.label(f"survey-entry-{entry.state}", title=words.title_of(t, entry.title), day=day)
    return Button(label, words.data(entry.survey_id, "copy" if view.to_copy else "show"))


def _state(t: Texts, view: SurveyPage) -> Markup:
    return t.say(
        f"survey-state-{view.state}",
        when=_when(view),
        reached=view.rate.reached,
        answered=view.rate.answered,
    )


def _when(view: SurveyPage) -> str:
    """What comes next of it, or that came last: its opening, or its close."""
    moment = {
        SurveyState.SCHEDULED: view.opens_at,
        SurveyState.OPEN: view.closes_at,
        SurveyState.CLOSED: view.closed_at,
    }.get(view.state)
    return _at(view, moment)


def _lines(t: Texts, view: SurveyPage) -> list[Markup]:
    is_ahead = view.state in (SurveyState.DRAFT, SurveyState.SCHEDULED)
    lines = [
        t.say("survey-count-questions", questions=view.questions),
        words.named_line(t, view.anonymous),
    ]
    if is_ahead:
        lines.append(words.who_line(t, view.reach))
        lines += words.time_lines(
            t,
            opens_at=view.opens_at,
            closes_at=view.closes_at,
            days_open=view.days_open,
            repeat_weeks=view.repeat_weeks,
            zone=view.zone,
            now=view.now,
        )
    elif view.repeat_weeks is not None and view.state is SurveyState.OPEN:
        lines.append(words.repeat_line(t, view.repeat_weeks))
    if view.round > 1:
        lines.append(t.say("survey-page-round", round=view.round))
    if view.following is not None:
        when = _at(view, view.following.opens_at)
        lines.append(t.say("survey-page-next", state=view.following.state, when=when))
    if view.reminded_at is not None:
        lines.append(t.say("survey-page-reminded", when=_at(view, view.reminded_at)))
    if view.editor and view.since is not None and view.state is SurveyState.DRAFT:
        lines.append(t.say("survey-page-editor", name=view.editor, when=_at(view, view.since)))
    return lines


def _at(view: SurveyPage, moment: datetime | None) -> str:
    return "" if moment is None else words.when(moment, view.zone, view.language, view.now)


def _verbs(t: Texts, view: SurveyPage) -> Rows:
    def row(*verbs: tuple[str, str]) -> tuple[Button, ...]:
        return tuple(words.button(t, key, view.survey_id, verb) for key, verb in verbs)

    look = row(("preview", "view"), ("test", "try"))
    repeats: Rows = (row(("once", "once")),) if view.repeat_weeks is not None else ()
    at = f"sr.{to_short(view.survey_id)}"
    results = Button(t.label("survey-button-results"), at)
    rows: Rows
    match view.state:
        case SurveyState.DRAFT:
            rows = (row(("write", "write")), look, row(("drop", "drop")))
        case SurveyState.SCHEDULED:
            rows = (look, row(("unplan", "unplan")), *repeats)
        case SurveyState.OPEN:
            remind: Rows = (row(("remind", "remind")),) if view.may_remind else ()
            ends = row(("close", "close"))
            rows = ((results,), *remind, ends, look, *repeats, row(("copy", "copy")))
        case _:
            heard = Button(t.label("survey-button-heard"), f"{at}.heard")
            rows = ((results, heard), *_next(t, view), row(("copy", "copy")))
    return (*rows, (Button(t.label("survey-button-all"), _HOME),))


def _next(t: Texts, view: SurveyPage) -> Rows:
    if view.following is None:
        return ()
    at = words.data(view.following.survey_id, "show")
    return ((Button(t.label("survey-button-round"), at),),)
