"""Coming in, as people see it."""

from dataclasses import dataclass

from bot.domain.consent import CONSENT_VERSION
from bot.domain.ids import to_short
from bot.domain.names import NameProblem, tidy_name
from bot.domain.people import Focus, Role
from bot.render.agreeing import text_again, what_is_agreed_to
from bot.render.choosing import language_rows, zone_rows
from bot.render.cities import Place, find_places, likely_zones
from bot.render.message import Button, Outgoing
from bot.render.texts import Markup, Texts, languages, texts
from bot.render.waiting import with_way_back
from bot.services.people.agreeing import AgreeView
from bot.services.people.joining_views import (
    Agreed,
    Goodbye,
    Joined,
    Link,
    Member,
    RoleAdded,
    RoleOffer,
    Start,
    Step,
    Welcome,
)


@dataclass(frozen=True)
class Hints:
    """What Telegram tells about somebody, only ever used to suggest: first name and language."""

    first_name: str
    language_code: str


def start(view: Start | Agreed | AgreeView, hints: Hints) -> Outgoing:
    """What `/start`, or agreeing, comes to."""
    words = texts(view.language)
    if isinstance(view, AgreeView):
        return text_again(view)
    if isinstance(view, Step):
        return question(view, hints)
    if isinstance(view, Welcome | RoleOffer):
        return _welcome(view, words)
    if isinstance(view, RoleAdded):
        return Outgoing(_lines(words, words.say("join-added"), view.role))
    if isinstance(view, Member):
        return with_way_back(Outgoing(_member(view, words)), view.waiting, view.language)
    return Outgoing(words.say("join-dead-link" if view.had_link else "join-no-link"))


def goodbye(view: Goodbye) -> Outgoing:
    """The answer to "not now"."""
    key = "join-goodbye-member" if view.is_member else "join-goodbye"
    return Outgoing(texts(view.language).say(key))


def question(step: Step, hints: Hints) -> Outgoing:
    """The question that is next between agreeing and taking part."""
    words = texts(step.language)
    if step.focus is Focus.JOIN_NAME:
        return _name(step, words, hints)
    if step.focus is Focus.JOIN_LANGUAGE:
        text = words.say("join-language")
        return Outgoing(text, language_rows("jn.lang", languages()), asks=True)
    likely = _likely(step, hints)
    text = words.say("join-zone", name=step.name)
    return Outgoing(text, zone_rows("jn.zone", likely, step.language, step.now), asks=True)


def cities(step: Step, typed: str, hints: Hints) -> Outgoing:
    """The zones that a typed place may mean; the likely ones again if it means none."""
    words = texts(step.language)
    found = find_places(typed, step.language)
    key = "join-zone-pick" if found else "join-zone-unknown"
    rows = zone_rows("jn.zone", found or _likely(step, hints), step.language, step.now)
    return Outgoing(words.say(key), rows, asks=True)


def joined(view: Joined) -> Outgoing:
    """The short welcome to somebody who is in, by role."""
    words = texts(view.language)
    first = words.say("join-done", name=view.name)
    own = [role for role in Role if role in view.roles]
    return Outgoing(_lines(words, first, *own))


def _welcome(view: Welcome | RoleOffer, words: Texts) -> Outgoing:
    key = "join-welcome" if isinstance(view, Welcome) else "join-role-offer"
    offer = words.say(f"join-as-{view.role}")
    invite = f"{to_short(view.invite_id)}.{view.shown}"
    agreed = view.version if isinstance(view, Welcome) else CONSENT_VERSION
    agree = Button(words.label("join-agree"), f"jn.yes.{invite}.{agreed}")
    not_now = Button(words.label("join-not-now"), f"jn.no.{invite}")
    text = words.say(key, programme=view.programme, offer=offer)
    if isinstance(view, Welcome):
        text = Markup("\n\n".join([text, *what_is_agreed_to(words)]))
    return Outgoing(text, ((agree, not_now),), asks=True)


def _likely(step: Step, hints: Hints) -> list[Place]:
    return [Place(zone) for zone in likely_zones(hints.language_code, step.zone)]


def _name(step: Step, words: Texts, hints: Hints) -> Outgoing:
    key = f"join-name-{step.problem}" if step.problem else "join-name"
    suggestion = tidy_name(hints.first_name)
    rows: tuple[tuple[Button, ...], ...] = ()
    if not isinstance(suggestion, NameProblem):
        rows = ((Button(suggestion, "jn.name"),),)
    return Outgoing(words.say(key), rows, asks=True)


def _lines(words: Texts, first: Markup, *roles: Role) -> Markup:
    told = [first, *(words.say(f"join-next-{role}") for role in roles), words.say("join-always")]
    return Markup("\n\n".join(told))


def _member(view: Member, words: Texts) -> Markup:
    key = "join-member" if view.link is Link.NONE else f"join-member-{view.link}"
    return words.say(key, name=view.name)
