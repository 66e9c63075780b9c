"""/audit as coordinators see it: a page of sentences by day, what to show of them, and whose."""

from datetime import date

from bot.domain.deeds import Kind
from bot.domain.ids import to_short
from bot.domain.recurrence import local_date_of, to_local
from bot.render.audit_words import sentence
from bot.render.dates import clock_time, day
from bot.render.message import Button, Outgoing, Rows, rows_of
from bot.render.paging import turns
from bot.render.texts import Markup, Texts, texts
from bot.services.audit_pages import AuditPage, WhoseAudit

EVERYTHING = "all"


def page(view: AuditPage) -> Outgoing:
    """A page of what was done, newest first."""
    t = texts(view.language)
    lines: list[str] = [_heading(t, view)]
    on: date | None = None
    for entry in view.entries:
        here = to_local(entry.at, view.zone)
        if here.date() != on:
            on = here.date()
            with_year = on.year != local_date_of(view.now, view.zone).year
            lines += ["", f"<b>{day(on, view.language, with_year=with_year)}</b>"]
        at = clock_time(here.time(), view.language)
        lines.append(t.say("audit-line", at=at, told=sentence(t, entry)))
    if not view.entries:
        lines += ["", t.say("audit-nothing")]
    return Outgoing("\n".join(lines), _buttons(t, view), asks=True)


def kinds(language: str, person_id: int | None) -> Outgoing:
    """Of which kind entries are to be."""
    t = texts(language)
    buttons = [
        Button(t.label(f"audit-kind-{each or EVERYTHING}"), data(each, person_id, 0))
        for each in (None, *Kind)
    ]
    return Outgoing(t.say("audit-choose-kind"), rows_of(buttons, 2), asks=True)


def whose(view: WhoseAudit) -> Outgoing:
    """Whose entries are to be shown."""
    t = texts(view.language)
    rows: Rows = ((Button(t.label("audit-anybody"), data(view.kind, None, 0)),),)
    rows += tuple(
        (Button(each.name or t.label("people-no-name"), data(view.kind, each.person_id, 0)),)
        for each in view.people
    )
    rows += turns(
        t,
        view.number,
        has_more=view.has_more,
        data=lambda to: f"au.p.{view.kind or EVERYTHING}.{to_short(to)}",
    )
    return Outgoing(t.say("audit-choose-person"), rows, asks=True)


def data(kind: Kind | None, person_id: int | None, number: int) -> str:
    """What the button to a page says when it is tapped."""
    return f"au.l.{kind or EVERYTHING}.{to_short(person_id or 0)}.{to_short(number)}"


def _heading(t: Texts, view: AuditPage) -> Markup:
    parts = [t.say("audit-heading")]
    if view.kind is not None:
        parts.append(t.say("audit-only-kind", kind=t.label(f"audit-kind-{view.kind}")))
    if view.person is not None:
        parts.append(t.say("audit-only-person", name=view.person or t.label("audit-unnamed")))
    if view.pages > 1:
        parts.append(t.say("audit-page", page=view.number + 1, pages=view.pages))
    return Markup("\n".join(parts))


def _buttons(t: Texts, view: AuditPage) -> Rows:
    turning = []
    for label, to in (("newer", view.number - 1), ("older", view.number + 1)):
        if 0 <= to < view.pages:
            button = t.label(f"audit-button-{label}")
            turning.append(Button(button, data(view.kind, view.person_id, to)))
    kind, person = view.kind or EVERYTHING, to_short(view.person_id or 0)
    narrowing = (
        Button(t.label("audit-button-kind"), f"au.k.{person}"),
        Button(t.label("audit-button-person"), f"au.p.{kind}.0"),
    )
    first = (tuple(turning),) if turning else ()
    return (*first, narrowing, (Button(t.label("audit-button-file"), "au.f"),))
