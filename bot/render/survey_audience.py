"""Writing a survey: saying who is asked."""

from bot.domain.audiences import STATES_BY_WORD, Audience
from bot.domain.ids import to_short
from bot.domain.people import Role
from bot.domain.relationships import RelationshipKind
from bot.render import survey_words as words
from bot.render.message import Rows, rows_of
from bot.render.paging import turns
from bot.render.survey_press import Page, keyed, press, pressed
from bot.render.texts import Markup, Texts
from bot.services.audience_lists import Choosable
from bot.services.surveys.draft_views import WritingView


def audience(t: Texts, view: WritingView) -> Page:
    """Who is asked, how many that is today, and who else could be."""
    found = view.reach.audience
    now = t.say("survey-audience-none")
    if found is not None:
        who = words.who(t, view.reach)
        now = t.say("survey-audience-now", who=who, people=view.reach.people)
    text = Markup(f"{t.say('survey-ask-audience')}\n{now}")
    rows = tuple(
        tuple(keyed(t, view, key, f"for.{key}", chosen=key == _chosen(found)) for key in row)
        for row in (
            ("everyone",),
            ("mentees", "mentors"),
            ("pairs",),
            ("kinds", "groups"),
            ("people",),
        )
    )
    done: Rows = ((keyed(t, view, "use", "done"),),) if found is not None else ()
    return text, (*rows, *_states(t, view, found), *done)


def kinds(t: Texts, view: WritingView) -> Page:
    """Which kind of pair."""
    found = view.reach.audience
    one = found.kinds if found is not None and len(found.kinds) == 1 else frozenset()
    return t.say("survey-ask-kinds"), tuple(
        (keyed(t, view, kind, f"kind.{kind}", chosen=kind in one),) for kind in RelationshipKind
    )


def groups(t: Texts, view: WritingView) -> Page:
    """Which group."""
    page = view.choosable
    if page is None or not page.choices:
        return t.say("survey-no-groups"), ()
    buttons = [
        press(t, view, each.name, f"group.{to_short(each.id)}", chosen=each.chosen)
        for each in page.choices
    ]
    return t.say("survey-ask-groups"), (*rows_of(buttons, 1), *_turns(t, view, page))


# Longer names are cut off on a phone where two share a row.
_SIDE_BY_SIDE = 14


def people(t: Texts, view: WritingView) -> Page:
    """Each of the people, chosen or not."""
    page = view.choosable
    assert page is not None  # this step has one
    # What the tap leads to, not that it turns: tapped or handled twice, it is the same.
    buttons = [
        press(
            t,
            view,
            each.name,
            f"who.{to_short(each.id)}{'-' if each.chosen else '+'}",
            chosen=each.chosen,
        )
        for each in page.choices
    ]
    done: Rows = ((keyed(t, view, "use", "done"),),) if page.chosen else ()
    text = t.say("survey-ask-people", chosen=page.chosen)
    beside = all(len(each.name) <= _SIDE_BY_SIDE for each in page.choices)
    return text, (*rows_of(buttons, 2 if beside else 1), *_turns(t, view, page), *done)


def _turns(t: Texts, view: WritingView, page: Choosable) -> Rows:
    return turns(
        t,
        page.number,
        has_more=page.has_more,
        data=lambda to: pressed(view, f"turn.{to_short(to)}"),
    )


def _states(t: Texts, view: WritingView, found: Audience | None) -> Rows:
    """In which state their pair shall be, where that can be asked."""
    if found is None or found.people or found.group_id is not None:
        return ()
    if not found.kinds and not found.roles:
        return ()
    return (
        tuple(
            keyed(t, view, key, f"state.{key}", chosen=found.states == states)
            for key, states in STATES_BY_WORD.items()
        ),
    )


def _chosen(found: Audience | None) -> str:
    """Which of the buttons stands for an audience."""
    if found is None:
        return ""
    if found.people:
        return "people"
    if found.group_id is not None:
        return "groups"
    if found.kinds:
        return "kinds" if len(found.kinds) == 1 else "pairs"
    roles = {frozenset({Role.MENTEE}): "mentees", frozenset({Role.MENTOR}): "mentors"}
    return roles.get(found.roles, "") if found.roles else "everyone"
