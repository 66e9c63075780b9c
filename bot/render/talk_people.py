"""A request for a person, as those see it whom it goes to."""

from bot.domain.ids import to_short
from bot.domain.names import UNREADABLE
from bot.domain.talking import Wanted
from bot.render.message import Button, Outgoing
from bot.render.split import quoted
from bot.render.talk_standing import moment_of
from bot.render.texts import Markup, Texts, texts
from bot.services.talking.receiving import RequestView
from bot.services.talking.settling import SaidSettled


def request(view: RequestView) -> Outgoing:
    """A request: with a button until somebody has seen it, and for them until it is settled."""
    words = texts(view.language)
    told = [_what(words, view)]
    is_named = view.wanted is not Wanted.CONCERN or view.seen_by_reader
    if is_named and view.name == UNREADABLE:
        told.append(words.say("people-talk-nameless"))
    if view.seen_by_reader:
        return _theirs(words, view, told)
    if view.settled:
        return _joined([*told, words.say("people-talk-over")])
    if view.seen_by is not None:
        name = view.seen_by or words.label("talk-coordinator-unnamed")
        return _joined([*told, words.say("people-talk-theirs", name=name)])
    kind = "-mentor" if view.wanted is Wanted.MENTOR else ""
    if view.again:
        told.append(words.say(f"people-talk-again{kind}"))
    if view.has_words:
        told.append(words.say(f"people-talk-has-words{kind}"))
    data = f"tk.seen.{to_short(view.request_id)}"
    return _joined(told, Button(words.label("people-talk-see"), data))


def still_open(view: RequestView) -> Outgoing | None:
    """Ask whoever has seen it whether it is settled; None if it is."""
    if not view.seen_by_reader or view.settled:
        return None
    words = texts(view.language)
    told = [_what(words, view), words.say("people-talk-still-open")]
    return _joined(told, _done(words, view))


def said_settled(view: SaidSettled) -> Outgoing:
    """That the one who asked says it is settled."""
    words = texts(view.language)
    if view.wanted is Wanted.CONCERN or not view.name:
        return Outgoing(words.say("people-talk-said-settled-concern"))
    return Outgoing(words.say("people-talk-said-settled", name=view.name))


def _theirs(words: Texts, view: RequestView, told: list[Markup]) -> Outgoing:
    if view.words is not None:
        told += [words.say("people-talk-words"), quoted(view.words)]
    elif view.has_words:
        told.append(words.say("people-talk-words-damaged"))
    if view.settled:
        return _joined([*told, words.say("people-talk-settled")])
    mine = "people-talk-mine" if view.asker_hears else "people-talk-mine-unheard"
    return _joined([*told, words.say(mine)], _done(words, view))


def _done(words: Texts, view: RequestView) -> Button:
    return Button(words.label("people-talk-done"), f"tk.done.{to_short(view.request_id)}")


def _what(words: Texts, view: RequestView) -> Markup:
    when = moment_of(view.asked_at, view.zone, view.language, view.now)
    if view.wanted is Wanted.CONCERN:
        if not view.seen_by_reader:
            return words.say("people-talk-concern", when=when)
        return words.say("people-talk-concern-open", name=view.name, mentor=view.mentor, when=when)
    if view.wanted is Wanted.MENTOR:
        return words.say("people-talk-mentor", name=view.name, when=when)
    if not view.name:
        return words.say("people-talk-joining", when=when)
    return words.say("people-talk", name=view.name, when=when)


def _joined(told: list[Markup], *buttons: Button) -> Outgoing:
    return Outgoing(Markup("\n\n".join(told)), tuple((button,) for button in buttons))
