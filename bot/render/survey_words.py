"""Words about surveys that several pages share: what is wrong, for whom, when, and the questions."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.audiences import Audience
from bot.domain.ids import to_short
from bot.domain.people import Role
from bot.domain.relationships import RelationshipState
from bot.domain.survey_input import Problem, shorten
from bot.render import dates
from bot.render.message import Button
from bot.render.texts import Markup, Texts
from bot.services.audience import Reach
from bot.services.surveys.draft_views import Written

_SHOWN = 110
_BY_ROLE = {
    Role.MENTEE: "survey-who-mentees",
    Role.MENTOR: "survey-who-mentors",
    Role.COORDINATOR: "survey-who-coordinators",
}


def button(t: Texts, key: str, survey_id: int, verb: str, *, chosen: bool = False) -> Button:
    """A button about one survey; `key` is what follows `survey-button-`."""
    label = t.label(f"survey-button-{key}")
    if chosen:
        label = t.label("survey-chosen", label=label)
    return Button(label, data(survey_id, verb))


def data(survey_id: int, verb: str) -> str:
    """What a button about one survey says when it is tapped."""
    return f"sv.{to_short(survey_id)}.{verb}"


def problem(t: Texts, what: Problem) -> Markup:
    """One kind sentence about something that will not do."""
    return t.say(
        f"survey-problem-{what.what}", limit=what.limit, count=what.count, words=what.words
    )


def title_of(t: Texts, title: str | None) -> str:
    """The title of a survey, or that it has none yet."""
    return title or t.label("survey-untitled")


def who(t: Texts, found: Reach) -> str:
    """In plain words whom a survey is for; empty if that has not been said."""
    audience = found.audience
    if audience is None:
        return ""
    said = _whole(t, audience, found.group)
    if len(audience.states) == 1:
        (state,) = audience.states
        if state in (RelationshipState.ACTIVE, RelationshipState.PAUSED):
            key = f"survey-who-{state}-only" if audience.kinds else f"survey-who-{state}"
            return t.label(key, who=said)
    return said


def _whole(t: Texts, audience: Audience, group: str | None) -> str:
    if audience.people:
        return t.label("survey-who-people")
    if audience.group_id is not None:
        return t.label("survey-who-group", group=group or "?")
    if len(audience.kinds) == 1:
        (kind,) = audience.kinds
        return t.label(f"survey-who-{kind}")
    if audience.kinds:
        return t.label("survey-who-pairs")
    if audience.roles:
        return ", ".join(t.label(_BY_ROLE[role]) for role in Role if role in audience.roles)
    return t.label("survey-who-everyone")


def when(instant: datetime, zone: str, language: str, now: datetime) -> str:
    """An instant as the coordinator's clocks show it."""
    return dates.moment(instant, zone, language, now)


def listed(t: Texts, questions: Sequence[Written]) -> Markup:
    """The questions, one on each line, shortened so that all of them fit."""
    if not questions:
        return t.say("survey-questions-none")
    return Markup(
        "\n".join(
            t.say(
                "survey-question-line",
                number=str(number),
                words=shorten(each.words, _SHOWN) or t.label("survey-question-begun"),
                kind=t.label(f"survey-kind-{each.kind}"),
            )
            for number, each in enumerate(questions, start=1)
        )
    )


def time_lines(
    t: Texts,
    *,
    opens_at: datetime | None,
    closes_at: datetime | None,
    days_open: int | None,
    repeat_weeks: int | None,
    zone: str,
    now: datetime,
) -> list[Markup]:
    """When it goes out, when it closes, and whether it comes again, before it has gone out."""

    def at(instant: datetime) -> str:
        return when(instant, zone, t.language, now)

    lines = [t.say("survey-line-opens-now")]
    if opens_at is not None:
        lines = [t.say("survey-line-opens", when=at(opens_at))]
    if days_open is not None:
        lines.append(t.say("survey-line-closes-days", days=t.label("survey-days", days=days_open)))
    elif closes_at is not None:
        lines.append(t.say("survey-line-closes", when=at(closes_at)))
    else:
        lines.append(t.say("survey-line-closes-open"))
    lines.append(repeat_line(t, repeat_weeks))
    return lines


def repeat_line(t: Texts, weeks: int | None) -> Markup:
    """Whether a survey comes again."""
    if weeks is None:
        return t.say("survey-line-once")
    return t.say("survey-line-repeat", weeks=t.label("survey-weeks", weeks=weeks).lower())


def named_line(t: Texts, anonymous: bool | None) -> Markup:
    """Whether answers bear a name."""
    if anonymous is None:
        return t.say("survey-line-named-open")
    return t.say("survey-line-anonymous" if anonymous else "survey-line-named")


def who_line(t: Texts, found: Reach) -> Markup:
    """Whom it is for, and how many people that is today."""
    if found.audience is None:
        return t.say("survey-line-who-open")
    return t.say("survey-line-who", who=who(t, found), people=found.people)
