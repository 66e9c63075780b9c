"""Making a proposal: each question with its buttons, and the review of all answers."""

from datetime import time

from bot.domain.agreements import Step
from bot.domain.ids import to_short
from bot.domain.recurrence import Cadence
from bot.domain.terms import DIGEST_HOURS, LENGTHS, WEEKS, Terms
from bot.render import dates
from bot.render.message import Button, Outgoing
from bot.render.terms import terms_lines, zone_note
from bot.render.texts import Markup, Texts, texts
from bot.services.relationships.draft_rows import DraftView, Problem

_ABOUT_TIME = (
    Step.REFLECTION_DAY,
    Step.REFLECTION_TIME,
    Step.MEETING_DAY,
    Step.MEETING_TIME,
    Step.FIRST_MEETING,
)
_REFLECTION_TIMES = tuple(time(hour) for hour in (8, 12, 17, 18, 19, 20))
_MEETING_TIMES = tuple(time(hour) for hour in (10, 12, 15, 17, 18, 19))

# Label, value, and whether it is what was chosen before.
_Option = tuple[str, str, bool]


def step(view: DraftView) -> Outgoing:
    """The question that a draft's author stands at, or the review."""
    t = texts(view.language)
    if view.step is Step.REVIEW:
        return _review(t, view)
    text: str = t.say(f"agreement-ask-{view.step}")
    note = zone_note(view.shown) if view.step in _ABOUT_TIME else None
    if note is not None:
        text += "\n\n" + note
    if view.problem is not None:
        text = _problem(t, view.step, view.problem) + "\n\n" + text
    return Outgoing(text, buttons=(*_choices(t, view), _ways_out(t, view)), asks=True)


def _review(t: Texts, view: DraftView) -> Outgoing:
    row = to_short(view.agreement_id)
    text = "\n\n".join(
        [
            *([_problem(t, view.step, view.problem)] if view.problem is not None else []),
            t.say("agreement-review", other=view.other),
            terms_lines(view.shown),
            t.say("agreement-review-how", other=view.other),
        ]
    )
    buttons = (
        (Button(t.label("agreement-button-propose"), f"ag.{row}.send"),),
        (Button(t.label("agreement-button-change-0"), f"ag.{row}.part.0"),),
        (Button(t.label("agreement-button-change-1"), f"ag.{row}.part.1"),),
        (Button(t.label("agreement-button-change-2"), f"ag.{row}.part.2"),),
        (Button(t.label("button-cancel"), f"ag.{row}.drop"),),
    )
    return Outgoing(text, buttons=buttons, asks=True)


def _problem(t: Texts, at: Step, problem: Problem) -> Markup:
    match problem:
        case Problem.TOO_LONG:
            return t.say("agreement-too-long")
        case Problem.PAST:
            return t.say("agreement-past")
        case Problem.UNREAD:
            return t.say(_UNREAD.get(at, "agreement-unread-button"))


_UNREAD = {
    Step.REFLECTION_DAY: "agreement-unread-rday",
    Step.MEETING_DAY: "agreement-unread-rday",
    Step.REFLECTION_TIME: "agreement-unread-time",
    Step.MEETING_TIME: "agreement-unread-time",
    Step.FIRST_MEETING: "agreement-unread-first",
    Step.LENGTH: "agreement-unread-length",
}


def _choices(t: Texts, view: DraftView) -> list[tuple[Button, ...]]:
    row = to_short(view.agreement_id)
    options, in_a_row = _options(t, view)
    buttons = [
        Button(
            t.label("agreement-chosen", label=label) if is_chosen else label,
            f"ag.{row}.set.{view.step}.{value}",
        )
        for label, value, is_chosen in options
    ]
    if view.step is Step.PLACE:
        buttons = [Button(t.label("agreement-button-open"), f"ag.{row}.set.{view.step}.")]
        if view.shown.terms.place:
            keep = t.label("agreement-button-keep")
            buttons.append(Button(keep, f"ag.{row}.keep.{view.step}"))
    return [tuple(buttons[n : n + in_a_row]) for n in range(0, len(buttons), in_a_row)]


def _ways_out(t: Texts, view: DraftView) -> tuple[Button, ...]:
    row = to_short(view.agreement_id)
    never_mind = Button(t.label("button-cancel"), f"ag.{row}.drop")
    if not view.has_back:
        return (never_mind,)
    return (Button(t.label("button-back"), f"ag.{row}.back.{view.step}"), never_mind)


def _options(t: Texts, view: DraftView) -> tuple[list[_Option], int]:
    """The answers on buttons, and how many stand in a row."""
    said, language = view.shown.terms, view.language
    match view.step:
        case Step.REFLECTION_DAY:
            return _weekdays(language, said.reflection_weekday), 4
        case Step.MEETING_DAY:
            return _weekdays(language, said.meeting_weekday), 4
        case Step.REFLECTION_TIME:
            return _times(language, _REFLECTION_TIMES, said.reflection_time), 3
        case Step.MEETING_TIME:
            return _times(language, _MEETING_TIMES, said.meeting_time), 3
        case Step.FIRST_MEETING:
            return [
                (dates.day(day, language), day.isoformat(), day == said.first_meeting_on)
                for day in view.first_dates
            ], 1
        case _:
            return _worded(t, view.step, said)


def _worded(t: Texts, at: Step, said: Terms) -> tuple[list[_Option], int]:
    if at is Step.CADENCE:
        return [(t.label(f"agreement-cadence-{c}"), c.value, c is said.cadence) for c in Cadence], 1
    if at is Step.MEETING_WEEK:
        return [
            (t.label("agreement-week", week=week), str(week), week == said.meeting_week)
            for week in WEEKS
        ], 3
    if at is Step.LENGTH:
        return [
            (t.label("agreement-minutes", minutes=n), str(n), n == said.minutes)
            for n in sorted({*LENGTHS, said.minutes})
        ], 2
    if at is Step.DIGEST:
        return [
            (t.label("agreement-hours", hours=n), str(n), n == said.digest_hours)
            for n in DIGEST_HOURS
        ], 3
    return [], 1


def _weekdays(language: str, now_chosen: int | None) -> list[_Option]:
    return [(dates.weekday(n, language), str(n), n == now_chosen) for n in range(7)]


def _times(language: str, offered: tuple[time, ...], now_chosen: time | None) -> list[_Option]:
    shown = offered if now_chosen is None else tuple(sorted({*offered, now_chosen}))
    return [(dates.clock_time(at, language), f"{at:%H%M}", at == now_chosen) for at in shown]
