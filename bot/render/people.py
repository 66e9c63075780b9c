"""/people as coordinators see it: the list, what to show of it, and whom a typed name found."""

from bot.domain.ids import to_short
from bot.domain.people import Role
from bot.domain.roster import Standing, Wanted
from bot.render.message import Button, Outgoing, Rows, rows_of
from bot.render.paging import turns
from bot.render.texts import Markup, Texts, texts
from bot.services.people.roster import Found, Roster
from bot.services.people.roster_facts import Entry


def page(view: Roster) -> Outgoing:
    """A page of the list, with the numbers above it."""
    t = texts(view.language)
    lines = [*_numbers(t, view), "", _shown(t, view)]
    lines += [t.say("people-type") if view.entries else t.say("people-nobody")]
    here = _filter(view.role, view.wanted)
    buttons = (
        *_people(t, view.entries, f"{here}.{to_short(view.number)}"),
        *turns(
            t,
            view.number,
            has_more=view.number + 1 < view.pages,
            data=lambda to: f"pe.l.{here}.{to_short(to)}",
        ),
        (Button(t.label("people-button-filter"), f"pe.f.{here}"),),
    )
    return Outgoing("\n".join(lines), buttons, asks=True)


def filters(language: str, role: Role | None, wanted: Wanted) -> Outgoing:
    """Whom to show: one choice of a role, one of a state, the present ones marked."""
    t = texts(language)
    roles = [
        _choice(t, f"people-filter-role-{each or 'all'}", _filter(each, wanted), each is role)
        for each in (None, *Role)
    ]
    states = [
        _choice(t, f"people-filter-wanted-{each}", _filter(role, each), each is wanted)
        for each in Wanted
    ]
    both = [*roles, *states]
    return Outgoing(t.say("people-filter"), rows_of(both, 2), asks=True)


def found(view: Found) -> Outgoing:
    """Whom a typed name found."""
    t = texts(view.language)
    back = (Button(t.label("people-button-list"), "pe.l.all.all.0"),)
    if not view.typed.strip():
        return Outgoing(t.say("people-search-empty"), (back,), asks=True)
    if not view.entries:
        return Outgoing(t.say("people-found-nobody", typed=_short(view.typed)), (back,), asks=True)
    text: str = t.say("people-found", typed=_short(view.typed))
    if view.more:
        text += "\n" + t.say("people-found-more", more=view.more)
    return Outgoing(text, (*_people(t, view.entries, "all.all.0"), back), asks=True)


def _numbers(t: Texts, view: Roster) -> list[Markup]:
    counts = view.counts
    lines = [
        t.say("people-page", programme=view.programme, total=counts.total),
        t.say(
            "people-roles",
            mentees=counts.roles.get(Role.MENTEE, 0),
            mentors=counts.roles.get(Role.MENTOR, 0),
            coordinators=counts.roles.get(Role.COORDINATOR, 0),
        ),
        t.say(
            "people-standings",
            active=counts.standings.get(Standing.TAKING_PART, 0),
            paused=counts.standings.get(Standing.PAUSING, 0),
            unreachable=counts.standings.get(Standing.UNREACHABLE, 0),
            joining=counts.standings.get(Standing.JOINING, 0),
            withdrawn=counts.standings.get(Standing.WITHDRAWN, 0),
        ),
        t.say("people-alone", alone=counts.alone),
    ]
    return [*lines, t.say("people-links", links=counts.links)] if counts.links else lines


def _shown(t: Texts, view: Roster) -> Markup:
    return t.say(
        "people-shown",
        role=view.role or "all",
        wanted=view.wanted,
        found=view.found,
        page=view.number + 1,
        pages=view.pages,
    )


def _people(t: Texts, entries: tuple[Entry, ...], back: str) -> Rows:
    return tuple(
        (
            Button(
                t.label(
                    "people-entry",
                    name=each.name or t.label("people-no-name"),
                    standing=each.standing,
                ),
                f"pe.c.{to_short(each.person_id)}.{back}",
            ),
        )
        for each in entries
    )


def _choice(t: Texts, key: str, leads_to: str, chosen: bool) -> Button:
    label = t.label(key)
    if chosen:
        label = t.label("people-filter-chosen", choice=label)
    return Button(label, f"pe.l.{leads_to}.0")


def _filter(role: Role | None, wanted: Wanted) -> str:
    return f"{role or 'all'}.{wanted}"


def _short(typed: str) -> str:
    return typed if len(typed) <= 60 else f"{typed[:59]}…"
