"""Pairing: lists for the coordinator, the question to both, and what came of it."""

from bot.domain.ids import to_short
from bot.domain.relationships import RelationshipKind
from bot.render.histories import with_offer
from bot.render.message import Button, Outgoing, Rows
from bot.render.paging import turns
from bot.render.texts import Texts, texts
from bot.services.people.directory import Page
from bot.services.relationships.pair_answers import Answered, Ask, Result, Standing
from bot.services.relationships.pair_choices import Choice
from bot.services.relationships.pairing import Suggestion


def mentors(view: Choice) -> Outgoing:
    """A page of mentors to pick from."""
    t = texts(view.language)
    if not view.page.entries:
        return Outgoing(t.say("pairing-no-mentors"))
    return Outgoing(
        t.say("pairing-pick-mentor"), buttons=_list(t, view.page, "pr.with", "pr.list"), asks=True
    )


def mentees(view: Choice) -> Outgoing:
    """A page of mentees to pick from for one mentor."""
    t = texts(view.language)
    if not view.page.entries:
        return Outgoing(t.say("pairing-no-mentees", mentor=view.mentor))
    mentor = to_short(view.mentor_id or 0)
    return Outgoing(
        t.say("pairing-pick-mentee", mentor=view.mentor),
        buttons=_list(t, view.page, f"pr.ask.{mentor}", f"pr.with.{mentor}"),
        asks=True,
    )


def mentors_for(view: Choice) -> Outgoing:
    """A page of mentors to pick from for one mentee."""
    t = texts(view.language)
    if not view.page.entries:
        return Outgoing(t.say("pairing-no-mentors"))
    mentee = to_short(view.mentee_id or 0)
    return Outgoing(
        t.say("pairing-pick-mentor-for", mentee=view.mentee),
        buttons=_list(t, view.page, "pr.ask", f"pr.for.{mentee}", f".{mentee}"),
        asks=True,
    )


def suggestion(view: Suggestion) -> Outgoing:
    """What is about to be asked; or, once it is, that it has been."""
    t = texts(view.language)
    if view.asked:
        return Outgoing(t.say("pairing-asked", mentor=view.mentor, mentee=view.mentee))
    text: str = t.say("pairing-confirm", mentor=view.mentor, mentee=view.mentee)
    if view.has_mentors:
        names = ", ".join(view.has_mentors)
        text += "\n\n" + t.say("pairing-has-mentors", mentee=view.mentee, mentors=names)
        ask = t.label("pairing-button-ask-anyway")
    else:
        ask = t.label("pairing-button-ask")
    both = f"{to_short(view.mentor_id)}.{to_short(view.mentee_id)}"
    known = f"{to_short(len(view.has_mentors))}.{to_short(view.times_asked)}"
    buttons = (
        (Button(ask, f"pr.go.{both}.{known}"),),
        (Button(t.label("button-cancel"), "pr.drop"),),
    )
    return Outgoing(text, buttons=buttons, asks=True)


def dropped(language: str) -> Outgoing:
    """That nobody has been asked."""
    return Outgoing(texts(language).say("pairing-dropped"))


def ask(view: Ask) -> Outgoing:
    """The question to one side."""
    t = texts(view.language)
    key = "pairing-ask-mentor" if view.as_mentor else "pairing-ask-mentee"
    if view.kind is RelationshipKind.MENTOR_PEERS:
        key = "pairing-ask-peer"
    elif view.kind is RelationshipKind.MENTOR_SUPPORT:
        key = "pairing-ask-supporter" if view.as_mentor else "pairing-ask-supported"
    row = to_short(view.relationship_id)
    return Outgoing(
        t.say(key, coordinator=view.coordinator, other=view.other),
        buttons=(
            (
                Button(t.label("pairing-button-yes"), f"pr.yes.{row}"),
                Button(t.label("pairing-button-no"), f"pr.no.{row}"),
            ),
        ),
    )


def answered(view: Answered) -> Outgoing:
    """What one's own answer came to."""
    t = texts(view.language)
    match view.standing:
        case Standing.WAITING:
            return Outgoing(t.say("pairing-waiting", other=view.other))
        case Standing.ACTIVE:
            return with_offer(t, t.say("pairing-active", other=view.other), view.before)
        case Standing.DECLINED:
            return Outgoing(t.say("pairing-declined"))


def result(view: Result) -> Outgoing:
    """What the pairing came to, for the other side; or that it came to nothing, for the coordinator."""
    t = texts(view.language)
    active = view.standing is Standing.ACTIVE
    if view.other:
        key = "pairing-active" if active else "pairing-declined-other"
        return with_offer(t, t.say(key, other=view.other), view.before)
    return Outgoing(
        t.say(
            "pairing-result-declined",
            name=view.answered_by,
            mentor=view.mentor,
            mentee=view.mentee,
        )
    )


def _list(t: Texts, page: Page, pick: str, turn: str, after: str = "") -> Rows:
    rows = [
        (
            Button(
                t.label("pairing-button-person", name=entry.name, pairs=entry.pairs),
                f"{pick}.{to_short(entry.person_id)}{after}",
            ),
        )
        for entry in page.entries
    ]
    return (
        *rows,
        *turns(t, page.number, has_more=page.has_more, data=lambda to: f"{turn}.{to_short(to)}"),
        (Button(t.label("button-cancel"), "pr.drop"),),
    )
