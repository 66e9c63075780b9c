"""One person's card, and the groups that they belong to, as coordinators see them."""

from datetime import date

from bot.domain.ids import to_short
from bot.domain.people import Focus, Role
from bot.domain.recurrence import local_date_of
from bot.domain.relationships import LIVING, RelationshipKind
from bot.domain.roster import Standing
from bot.render.choosing import language_name
from bot.render.cities import zone_label
from bot.render.dates import day
from bot.render.message import Button, Outgoing, Rows
from bot.render.paging import turns
from bot.render.texts import Markup, Texts, texts
from bot.services.people.card import Card, PairLine
from bot.services.people.groups import Groups


def card(view: Card, back: str) -> Outgoing:
    """What is known about somebody; `back` is the data of the button that leads to the list."""
    t = texts(view.language)
    name = view.name or t.say("people-no-name")
    roles = ", ".join(t.say(f"card-role-{role}") for role in Role if role in view.roles)
    lines = [
        Markup(f"<b>{t.say('people-entry', name=name, standing='active')}</b>"),
        roles,
        *_standing(t, view),
        *_erasing(t, view),
        t.say("card-zone", zone=zone_label(view.zone, view.language, view.now)),
        t.say("card-language", language=language_name(view.speaks)),
        t.say("card-since", day=_day(view.since, view)),
        t.say("card-did", day=_day(view.did_on, view), did=view.did),
    ]
    if view.groups:
        lines.append(t.say("card-groups", groups=", ".join(view.groups)))
    if pairs := _pairs(t, view):
        lines += ["", *pairs]
    return Outgoing("\n".join(lines), _buttons(t, view, back), asks=True)


def groups(view: Groups) -> Outgoing:
    """The groups somebody may be put into or taken out of; or what the new one is called."""
    t = texts(view.language)
    person = to_short(view.person_id)
    back = (Button(t.label("button-back"), f"pe.c.{person}.all.all.0"),)
    if view.problem is not None:
        return Outgoing(t.say(f"groups-name-{view.problem}"), (back,), asks=True)
    if view.focus is Focus.GROUP_NAME:
        return Outgoing(t.say("groups-ask", name=view.name), (back,), asks=True)
    new = (Button(t.label("groups-button-new"), f"pe.gn.{person}"),)
    text = t.say("groups-page", name=view.name) if view.lines else t.say("groups-none")
    return Outgoing(text, (*_groups(t, view, person), new, back), asks=True)


def _groups(t: Texts, view: Groups, person: str) -> Rows:
    here = to_short(view.number)
    rows = []
    for line in view.lines:
        key, verb = ("groups-in", "gr") if line.is_in else ("groups-out", "ga")
        data = f"pe.{verb}.{person}.{to_short(line.group_id)}.{here}"
        rows.append((Button(t.label(key, group=line.name), data),))
    return (
        *rows,
        *turns(
            t,
            view.number,
            has_more=view.has_more,
            data=lambda to: f"pe.g.{person}.{to_short(to)}",
        ),
    )


def _standing(t: Texts, view: Card) -> list[Markup]:
    match view.standing:
        case Standing.WITHDRAWN:
            return [t.say("card-withdrawn")]
        case Standing.JOINING:
            return [t.say("card-joining")]
        case Standing.UNREACHABLE if view.unreachable_since:
            return [t.say("card-unreachable", day=_day(view.unreachable_since, view))]
        case Standing.PAUSING if view.paused_until:
            return [t.say("card-paused", day=_day(view.paused_until, view))]
        case _:
            return []


def _erasing(t: Texts, view: Card) -> list[Markup]:
    if view.erased_on is None:
        return []
    return [t.say("card-erased-on", day=_day(view.erased_on, view))]


def _pairs(t: Texts, view: Card) -> list[Markup]:
    if not view.pairs:
        return [t.say("card-no-pairs")] if view.roles & {Role.MENTEE, Role.MENTOR} else []
    return [line for pair in view.pairs for line in _pair(t, view, pair)]


def _pair(t: Texts, view: Card, pair: PairLine) -> list[Markup]:
    shown = t.say(
        "card-pair",
        other=pair.other,
        how=_how(pair),
        state=pair.state,
        day=_day(pair.since, view),
    )
    if pair.next_meeting is None or pair.state not in LIVING:
        return [shown]
    return [shown, t.say("card-next", day=_day(pair.next_meeting, view))]


def _how(pair: PairLine) -> str:
    """What the other one is to them."""
    match pair.kind:
        case RelationshipKind.MENTORING:
            return "mentee" if pair.as_mentor else "mentor"
        case RelationshipKind.MENTOR_PEERS:
            return "peer"
        case RelationshipKind.MENTOR_SUPPORT:
            return "supported" if pair.as_mentor else "supporter"


def _buttons(t: Texts, view: Card, back: str) -> tuple[tuple[Button, ...], ...]:
    person = to_short(view.person_id)
    rows = [
        (
            Button(
                t.label("card-button-pair", name=pair.other),
                f"cl.{to_short(pair.relationship_id)}",
            ),
        )
        for pair in view.pairs
        if pair.state in LIVING
    ]
    if view.standing not in (Standing.JOINING, Standing.WITHDRAWN):
        if Role.MENTEE in view.roles:
            rows.append((Button(t.label("card-button-mentor"), f"pr.for.{person}"),))
        if Role.MENTOR in view.roles:
            rows.append((Button(t.label("card-button-mentee"), f"pr.with.{person}"),))
    rows.append((Button(t.label("card-button-groups"), f"pe.g.{person}"),))
    if view.can_be_erased:
        key = "card-button-erase" if view.erased_on is None else "card-button-erasing"
        rows.append((Button(t.label(key), f"ef.a.{person}"),))
    return (*rows, (Button(t.label("people-button-list"), back),))


def _day(d: date, view: Card) -> str:
    this_year = local_date_of(view.now, view.zone).year
    return day(d, view.language, with_year=d.year != this_year)
