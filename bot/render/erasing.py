"""Erasing somebody in their place: what it means, what is planned, and what others are told."""

from bot.domain.ids import to_short
from bot.render.dates import moment
from bot.render.forgetting import PREFIX as FORGETTING
from bot.render.message import Button, Outgoing
from bot.render.texts import Texts, texts
from bot.services.people.erasing_for import Erasure
from bot.services.people.erasure_notes import ErasureNote

PREFIX = "ef"


def page(view: Erasure) -> Outgoing:
    """What is planned; or what it would mean, and the first question."""
    t = texts(view.language)
    if view.at is not None:
        when = moment(view.at, view.zone, view.language, view.now)
        mine = "yes" if view.by is None else "no"
        said = t.say("erasing-planned", name=view.name, when=when, by=view.by, mine=mine)
        off = Button(t.label("erasing-call-off"), f"{PREFIX}.n.{to_short(view.person_id)}")
        return Outgoing(said, ((off,), (_back(t, view),)), asks=True)
    when = moment(view.would_be, view.zone, view.language, view.now)
    lines = [t.say("erasing-explain", name=view.name, when=when)]
    if not view.reachable:
        lines.append(t.say("erasing-not-reached", name=view.name))
    on = Button(t.label("erasing-go-on"), f"{PREFIX}.s.{to_short(view.person_id)}")
    return Outgoing("\n\n".join(lines), ((_back(t, view),), (on,)), asks=True)


def sure(view: Erasure) -> Outgoing:
    """The second question, unless it is planned by now."""
    if view.at is not None:
        return page(view)
    t = texts(view.language)
    yes = Button(t.label("erasing-yes"), f"{PREFIX}.y.{to_short(view.person_id)}")
    no = Button(t.label("erasing-no"), _card(view))
    return Outgoing(t.say("erasing-sure", name=view.name), ((yes,), (no,)), asks=True)


def called_off(view: Erasure) -> Outgoing:
    """That nothing comes of it."""
    t = texts(view.language)
    return Outgoing(t.say("erasing-off", name=view.name), ((_back(t, view),),), asks=True)


def told(note: ErasureNote) -> Outgoing:
    """Tell them that they are to be erased, and how to stay; or another coordinator."""
    t = texts(note.language)
    assert note.at is not None  # that it is planned is what is told
    when = moment(note.at, note.zone, note.language, note.now)
    if note.name is None:
        said = t.say("erasure-told", when=when, by=note.by, programme=note.programme)
        keep = Button(t.label("forget-keep"), f"{FORGETTING}.no")
        return Outgoing(said, ((keep,),))
    look = Button(t.label("erasure-news-button"), f"{PREFIX}.l.{to_short(note.person_id)}")
    said = t.say("erasure-news", name=note.name, when=when, by=note.by)
    return Outgoing(said, ((look,),))


def told_off(note: ErasureNote) -> Outgoing:
    """Tell them, or a coordinator, that nothing comes of it."""
    t = texts(note.language)
    if note.name is None:
        key = "erasure-told-off" if note.by is None else "erasure-told-off-by"
        return Outgoing(t.say(key, by=note.by))
    key = "erasure-off" if note.by is None else "erasure-off-by"
    return Outgoing(t.say(key, name=note.name, by=note.by))


def _back(t: Texts, view: Erasure) -> Button:
    return Button(t.label("button-back"), _card(view))


def _card(view: Erasure) -> str:
    return f"pe.c.{to_short(view.person_id)}.all.all.0"
