"""The mentee's list for the next meeting, as they see it themselves."""

from bot.domain.cutting import divide
from bot.domain.ids import to_short
from bot.domain.plain import clean
from bot.render.dates import moment
from bot.render.message import Button, Outgoing
from bot.render.split import Block, split
from bot.render.texts import Markup, Texts, texts
from bot.services.reading.agenda_views import AgendaView, SetAside, WhoseAgenda

_LABEL = 40
# Telegram takes a hundred buttons; one is the way back.
_MOST_LINES = 99


def the_list(view: AgendaView) -> list[Outgoing]:
    """The whole list, who reads it, and how to add to it. Buttons are on the last message."""
    t = texts(view.language)
    blocks = [
        Block(t.say("agenda-title")),
        Block(_who_reads(t, view)),
        *[Block(said=line.text) for line in view.lines],
        *([] if view.lines else [Block(t.say("agenda-empty"))]),
        Block(t.say("agenda-how")),
    ]
    *before, last = split(blocks)
    return [
        *[Outgoing(message) for message in before],
        Outgoing(last, buttons=(_buttons(t, view),), asks=True),
    ]


def added(view: AgendaView) -> Outgoing:
    """That an item is on the list now."""
    t = texts(view.language)
    rel = to_short(view.relationship_id)
    buttons = (
        Button(t.label("agenda-button-list"), f"ad.{rel}.list"),
        Button(t.label("agenda-button-done"), f"ad.{rel}.done"),
    )
    return Outgoing(t.say("agenda-added", count=len(view.lines)), buttons=(buttons,), asks=True)


def changed(view: AgendaView) -> Outgoing:
    """That an edited message has changed its item."""
    return Outgoing(texts(view.language).say("agenda-changed", mentor=view.mentor))


def pick(view: AgendaView) -> Outgoing:
    """Which item to take off the list; a long one is named by how it begins."""
    t = texts(view.language)
    rows = [
        (Button(_label(line.text), f"ad.{to_short(line.item_id)}.rm"),)
        for line in view.lines[-_MOST_LINES:]
    ]
    back = Button(t.label("agenda-button-back"), f"ad.{to_short(view.relationship_id)}.list")
    return Outgoing(t.say("agenda-pick"), buttons=(*rows, (back,)), asks=True)


def closed(view: AgendaView) -> Outgoing:
    """That the mentee is done with the list for now."""
    t = texts(view.language)
    said = [t.say("agenda-done", count=len(view.lines), mentor=view.mentor)]
    if view.unfinished:
        said.append(t.say("agenda-unfinished"))
    return Outgoing("\n\n".join(said))


def set_aside(view: SetAside) -> Outgoing:
    """That what came out of the blue is not on the list, and the offer to put it there."""
    t = texts(view.language)
    button = Button(t.label("agenda-button-put"), f"ad.{to_short(view.item_id)}.put")
    return Outgoing(t.say("agenda-set-aside", mentor=view.mentor), buttons=((button,),))


def not_open(language: str) -> Outgoing:
    """That what was typed is not on the list, and how to open it."""
    return Outgoing(texts(language).say("agenda-closed"))


def only_words(language: str) -> Outgoing:
    """That the list takes words only."""
    return Outgoing(texts(language).say("agenda-only-words"))


def whose(view: WhoseAgenda) -> Outgoing:
    """Which mentor the list is for."""
    rows = tuple(
        (Button(_label(name), f"ad.{to_short(relationship_id)}.list"),)
        for relationship_id, name in view.mentors
    )
    return Outgoing(texts(view.language).say("agenda-which"), buttons=rows, asks=True)


def _who_reads(t: Texts, view: AgendaView) -> Markup:
    if not view.reachable:
        return t.say("agenda-read-unreachable", mentor=view.mentor)
    if view.meeting_at is None:
        return t.say("agenda-read-unplanned", mentor=view.mentor)
    when = moment(view.meeting_at, view.zone, view.language, view.now)
    return t.say("agenda-read-then", mentor=view.mentor, when=when)


def _buttons(t: Texts, view: AgendaView) -> tuple[Button, ...]:
    rel = to_short(view.relationship_id)
    done = Button(t.label("agenda-button-done"), f"ad.{rel}.done")
    if not view.lines:
        return (done,)
    return (Button(t.label("agenda-button-remove"), f"ad.{rel}.cut"), done)


def _label(text: str) -> str:
    first, rest = divide(" ".join(clean(text).split()), _LABEL)
    return f"{first} …" if rest else first or "…"
