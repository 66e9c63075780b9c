"""Somebody to talk to: what the one who needs it sees."""

from collections.abc import Sequence

from bot.domain.ids import to_short
from bot.domain.people import Focus
from bot.domain.talking import Wanted
from bot.render.message import Button, Outgoing, Rows
from bot.render.talk_standing import end_button, how_it_stands, their_mentor
from bot.render.texts import Markup, Texts, escape, texts
from bot.render.waiting import with_way_back
from bot.services.people.programmes import Line
from bot.services.talking.rows import Standing
from bot.services.talking.showing import TalkView


def helplines(view: TalkView) -> Outgoing:
    """Where to turn, at once; and the offer to ask somebody to get in touch."""
    return _with_offer(view, texts(view.language).say("talk-lines"))


def nothing_sent(view: TalkView) -> Outgoing:
    """That a button of something put away meanwhile has sent nothing; the offer again."""
    return _with_offer(view, texts(view.language).say("talk-nothing-sent"))


def not_passed_on(view: TalkView) -> Outgoing:
    """That nobody reads what was typed, and where to turn; the offer again."""
    return _with_offer(view, texts(view.language).say("talk-not-passed-on"))


def typed_button(view: TalkView, text: str) -> str | None:
    """Return the data of the button whose label somebody typed in place of tapping it.

    Also of the one that asks for a coordinator, where one is asked already: then that is said.
    """
    if view.can_ask and is_label(text, view.language, "talk-ask"):
        return "tk.ask"
    for (button,) in _rows(texts(view.language), view):
        if _plain(text) == _plain(button.label):
            return button.data
    return None


def is_label(text: str, language: str, key: str) -> bool:
    """Whether somebody typed what stands on a button."""
    return _plain(text) == _plain(texts(language).label(key))


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(".!").casefold()


def offer(view: TalkView, *, also_not_used: bool = False) -> Outgoing:
    """Where to turn, for somebody who has not asked; it stays, whatever is tapped or typed later.

    `also_not_used` is for words that answered nothing: that nothing was done with them.
    """
    words = texts(view.language)
    if not view.helplines and not view.is_known:
        return Outgoing(words.say("talk-stranger"))
    told = [words.say("distress-no-lines")]
    if view.helplines:
        told = [words.say("distress-lines"), helpline_list(view.helplines)]
    last = words.say("distress-can-ask" if view.can_ask else "distress-again")
    kept = words.say("distress-kept-nowhere" if also_not_used else "distress-kept")
    told += [words.say("talk-danger"), Markup(f"{last} {kept}")]
    if also_not_used and view.joining:
        told.append(words.say("talk-joining"))
    button = Button(words.label("menu-talk"), "tk.open")
    return Outgoing(Markup("\n\n".join(told)), ((button,),), at_once=True)


def numbers(view: TalkView) -> Outgoing:
    """Only the helplines."""
    words = texts(view.language)
    if not view.helplines:
        return Outgoing(words.say("talk-no-lines" if view.is_known else "talk-stranger"))
    told = [words.say("talk-numbers-only"), *where_to_turn(words, view.helplines)]
    return Outgoing(Markup("\n\n".join(told)), at_once=True)


def only_numbers(view: TalkView, *, asked: bool = False) -> Outgoing:
    """The helplines, where the rest failed; and the way to somebody, who may be there all the same.

    `asked` says that it failed while they were asking for somebody.
    """
    words = texts(view.language)
    if not view.helplines and not view.is_known:
        return Outgoing(words.say("talk-stranger"))
    told = [words.say("talk-failed-asking" if asked else "talk-failed")]
    told.append(words.say("talk-lines" if view.helplines else "talk-no-lines"))
    told += where_to_turn(words, view.helplines)
    button = Button(words.label("talk-ask"), "tk.ask")
    rows = ((button,),) if view.is_known else ()
    return Outgoing(Markup("\n\n".join(told)), rows, at_once=True)


def where_to_turn(words: Texts, lines: Sequence[Line]) -> list[Markup]:
    """The helplines, and what to do in danger."""
    return [*([helpline_list(lines)] if lines else []), words.say("talk-danger")]


def helpline_list(lines: Sequence[Line]) -> Markup:
    """Helplines as everybody sees them."""
    return Markup(
        "\n".join(f"<b>{escape(line.label)}</b>\n{escape(line.contact)}" for line in lines)
    )


def _with_offer(view: TalkView, first: Markup) -> Outgoing:
    words = texts(view.language)
    if not view.helplines and not view.is_known:
        return Outgoing(words.say("talk-stranger"))
    who = [first, helpline_list(view.helplines)] if view.helplines else [words.say("talk-no-lines")]
    told = [*who, words.say("talk-danger")]
    told += [how_it_stands(each, view.language) for each in view.standing]
    rows = _rows(words, view)
    if view.is_known:
        told += _whom(words, view)
    if view.joining:
        told.append(words.say("talk-joining"))
    elif view.waiting is None and view.was not in (None, Focus.TALK, Focus.TALK_WORDS):
        told.append(words.say("talk-nothing-moves"))
    shown = Outgoing(Markup("\n\n".join(told)), rows, at_once=True)
    return with_way_back(shown, view.waiting, view.language)


def _whom(words: Texts, view: TalkView) -> list[Markup]:
    """What can be done besides calling, and who is not there."""
    can = [words.say("talk-can-ask")] if view.can_ask or view.mentors else []
    if view.can_ask:
        return can
    missing = "talk-only-you" if view.coordinates else "talk-no-coordinator"
    return [words.say(missing), *can]


def _waits(standing: Standing) -> bool:
    """Whether a coordinator is asked for already, and nobody has seen it."""
    return standing.wanted is Wanted.COORDINATOR and standing.seen_by is None


def _rows(words: Texts, view: TalkView) -> Rows:
    found = [end_button(each, view.language) for each in view.standing]
    if view.can_ask and not any(_waits(each) for each in view.standing):
        found.append(Button(words.label("talk-ask"), "tk.ask"))
    found += [
        Button(
            words.label("talk-ask-mentor", name=their_mentor(each.name, words)),
            f"tk.m.{to_short(each.person_id)}",
        )
        for each in view.mentors
    ]
    if view.had_mentor:
        found.append(Button(words.label("talk-concern"), "tk.c"))
    if found:
        found.append(Button(words.label("talk-numbers"), "tk.lines"))
    return tuple((button,) for button in found)
