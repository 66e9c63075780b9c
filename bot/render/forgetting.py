"""Erasing everything of somebody's: what it means, the second question, and what others are told."""

from collections.abc import Sequence
from datetime import datetime

from babel.lists import format_list

from bot.domain.ids import to_short
from bot.domain.people import PersonState, Role
from bot.domain.recurrence import local_date_of
from bot.domain.relationships import RelationshipKind
from bot.render.dates import day, locale_of
from bot.render.message import Button, Outgoing
from bot.render.talk import helpline_list
from bot.render.texts import Texts, texts
from bot.services.people.asking_to_forget import ForgetView, Forgotten, Sure
from bot.services.people.fading import FadesView
from bot.services.people.farewells import LeftPair, LeftProgramme

PREFIX = "fg"
_INSTEAD = {
    PersonState.JOINING: "forget-instead-joining",
    PersonState.WITHDRAWN: "forget-instead-withdrawn",
}


def explained(view: ForgetView) -> list[Outgoing]:
    """What goes, what stays and who is told; then what may do instead, and the first question."""
    t = texts(view.language)
    said = [t.say("forget-intro"), t.say("forget-goes")]
    if view.partners:
        said.append(t.say("forget-pairs", names=_listed(view.partners, view.language)))
    if Role.COORDINATOR in view.roles:
        said.append(t.say("forget-coordinator", programme=view.programme))
    joins = view.state is PersonState.JOINING
    said.append(t.say("forget-stays-joining" if joins else "forget-stays"))
    who = None if joins else _who_hears(view)
    if who is not None:
        said.append(t.say("forget-told", who=who))
    last = [t.say(_INSTEAD.get(view.state, "forget-instead"))]
    if view.alone:
        last.insert(0, t.say("forget-only-coordinator", programme=view.programme))
    rows = ((_keep(t),), (Button(t.label("forget-go-on"), f"{PREFIX}.ask"),))
    return [Outgoing("\n\n".join(said)), Outgoing("\n\n".join(last), rows, asks=True)]


def sure(view: Sure) -> Outgoing:
    """The second question; keeping everything stands where one taps in a hurry."""
    t = texts(view.language)
    said = [t.say("forget-too-soon")] if view.hasty else []
    text = "\n\n".join([*said, t.say("forget-sure")])
    asked = to_short(int(view.asked_at.timestamp()))
    yes = Button(t.label("forget-yes"), f"{PREFIX}.yes.{asked}")
    return Outgoing(text, ((yes,), (_keep(t),)), asks=True)


def kept(language: str) -> Outgoing:
    """That nothing has changed."""
    return Outgoing(texts(language).say("forget-kept"))


def done(view: Forgotten, language: str) -> Outgoing:
    """The last message: it is done, and whom to call, since nothing here knows them any more."""
    t = texts(language)
    if not view.helplines:
        return Outgoing(t.say("forget-done"))
    lines = t.say("forget-done-lines", helplines=helpline_list(view.helplines))
    return Outgoing("\n\n".join([t.say("forget-done"), lines]))


def stranger(language: str) -> Outgoing:
    """That there is nothing of theirs."""
    return Outgoing(texts(language).say("forget-stranger"))


def told_partner(view: LeftPair) -> Outgoing:
    """Tell the one who is still there."""
    t = texts(view.language)
    if view.began is None:
        return Outgoing(t.say("left-pair-never", known="yes" if view.known else "no"))
    said = [t.say("left-pair", since=_day(view, view.began), **{"as": _as(view)})]
    if view.others:
        said.append(t.say("left-pair-others", names=_listed(view.others, view.language)))
    return Outgoing("\n\n".join(said))


def told_coordinator(view: LeftProgramme) -> Outgoing:
    """Tell a coordinator."""
    t = texts(view.language)
    role = next(iter(view.roles)).value if len(view.roles) == 1 else "several"
    key = "left-programme-by-itself" if view.by_itself else "left-programme"
    said = [t.say(key, roles=t.label(f"left-programme-role-{role}"))]
    for kind in ("partners", "away", "asked"):
        people: tuple[str, ...] = getattr(view, kind)
        if people:
            names = _listed(people, view.language)
            said.append(t.say(f"left-programme-{kind}", names=names, count=len(people)))
    return Outgoing(" ".join(said))


def fades(view: FadesView) -> Outgoing:
    """Ask somebody who has long been gone whether they would like to stay."""
    t = texts(view.language)
    rows = ((Button(t.label("fades-stay"), f"{PREFIX}.stay"),),)
    return Outgoing(t.say("fades-ask", programme=view.programme, day=_day(view, view.at)), rows)


def stays(language: str) -> Outgoing:
    """That somebody stays."""
    return Outgoing(texts(language).say("fades-stays"))


def _who_hears(view: ForgetView) -> str | None:
    if view.partners:
        return "pairs"
    if view.alone:
        return None
    return "others" if Role.COORDINATOR in view.roles else "coordinators"


def _keep(t: Texts) -> Button:
    return Button(t.label("forget-keep"), f"{PREFIX}.no")


def _as(view: LeftPair) -> str:
    if view.kind is RelationshipKind.MENTOR_PEERS:
        return "peer"
    return "mentor" if view.i_am_mentor else "mentee"


def _day(view: LeftPair | FadesView, instant: datetime) -> str:
    on, today = (local_date_of(each, view.zone) for each in (instant, view.now))
    return day(on, view.language, with_year=on.year != today.year)


def _listed(names: Sequence[str], language: str) -> str:
    return format_list(names, locale=locale_of(language))
