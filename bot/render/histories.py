"""What was shared before, with an earlier mentor: the mentee's choice, and a later mentor's reading."""

from bot.domain.ids import to_short
from bot.render.dates import day
from bot.render.message import Button, Outgoing, Rows
from bot.render.paging import turns
from bot.render.shared_answers import blocks_of, voices_of
from bot.render.split import Block, split
from bot.render.texts import Markup, Texts, texts
from bot.services.reading.history_views import (
    Choice,
    ChoiceView,
    Entry,
    HistoryView,
    OpenedView,
)


def with_offer(t: Texts, said: Markup, before: tuple[Choice, ...]) -> Outgoing:
    """What is said to a mentee, and that what was before stays closed unless they open it."""
    if not before:
        return Outgoing(said)
    offer = t.say("history-offer", later=before[0].later_mentor)
    return Outgoing(Markup(f"{said}\n\n{offer}"), buttons=choice_buttons(t, before))


def choice_buttons(t: Texts, choices: tuple[Choice, ...]) -> Rows:
    """A button for each choice, which leads to what it means."""
    return tuple(
        (Button(t.label(f"history-button-{_how(each)}", **_names(t, each)), _data(each, "ask")),)
        for each in choices
    )


def ask(view: ChoiceView) -> Outgoing:
    """What it would open, or has opened, and the choice."""
    t, choice = texts(view.language), view.choice
    names = _names(t, choice)
    yes = Button(t.label("history-button-open", **names), _data(choice, "open"))
    no = Button(t.label(f"history-button-leave-{_how(choice)}", **names), _data(choice, "close"))
    rows: Rows = ((no,),) if choice.opened else ((yes,), (no,))
    return Outgoing(t.say(f"history-ask-{_how(choice)}", **names), buttons=rows)


def settled(view: ChoiceView) -> Outgoing:
    """What has come of it."""
    t = texts(view.language)
    return Outgoing(t.say(f"history-settled-{_how(view.choice)}", **_names(t, view.choice)))


def line(t: Texts, choice: Choice) -> Markup:
    """How it stands, in one line."""
    how = "opened-on-a-break" if choice.opened and choice.on_a_break else _how(choice)
    return t.say(f"history-line-{how}", **_names(t, choice))


def opened(view: OpenedView) -> Outgoing:
    """That a mentee lets their mentor read what was before."""
    t = texts(view.language)
    button = read_button(t, view.mentee, view.relationship_id)
    return Outgoing(t.say("history-opened", mentee=view.mentee), buttons=((button,),))


def read_button(t: Texts, mentee: str, relationship_id: int) -> Button:
    """The button by which a mentor reads it."""
    data = f"hi.{to_short(relationship_id)}.{to_short(0)}.read"
    return Button(t.label("history-button-read", mentee=mentee), data)


def history(view: HistoryView) -> list[Outgoing]:
    """A page of the time before, newest first; voice notes follow."""
    t = texts(view.language)
    title = "history-title" if view.number == 0 else "history-title-more"
    blocks = [Block(t.say(title, mentee=view.mentee))]
    for entry in view.entries:
        blocks += _blocks(t, view, entry)
    row = to_short(view.relationship_id)
    pages = turns(
        t,
        view.number,
        has_more=view.number + 1 < view.pages,
        data=lambda to: f"hi.{row}.{to_short(to)}.read",
    )
    *before, last = split(blocks)
    voices = [
        voice
        for entry in view.entries
        if entry.response is not None
        for voice in voices_of(t, view.mentee, entry.response)
    ]
    return [*(Outgoing(text) for text in before), Outgoing(last, buttons=pages), *voices]


def _blocks(t: Texts, view: HistoryView, entry: Entry) -> list[Block]:
    on = day(entry.on, view.language)
    if entry.response is not None:
        return [Block(t.say("history-week", on=on)), *blocks_of(t, entry.response)]
    first = Block(t.say("history-list", on=on), entry.items[0])
    return [first, *(Block(said=item) for item in entry.items[1:])]


def _how(choice: Choice) -> str:
    return "opened" if choice.opened else "closed"


def _names(t: Texts, choice: Choice) -> dict[str, str]:
    earlier = choice.earlier_mentor or t.label("history-somebody")
    return {"earlier": earlier, "later": choice.later_mentor}


def _data(choice: Choice, verb: str) -> str:
    return f"hi.{to_short(choice.earlier_id)}.{to_short(choice.later_id)}.{verb}"
