"""Somebody to talk to: what the one who needs it sees, and what their coordinator sees."""

from collections.abc import Sequence

from bot.domain.ids import to_short
from bot.domain.people import Focus
from bot.domain.recurrence import local_date_of, to_local
from bot.render.dates import clock_time, moment
from bot.render.message import Button, Outgoing
from bot.render.texts import Markup, escape, texts
from bot.render.waiting import with_way_back
from bot.services.people.programmes import Line
from bot.services.people.talk import AskedView, TalkView
from bot.services.people.talk_requests import RequestView, SeenView


def helplines(view: TalkView) -> Outgoing:
    """Where to turn, at once; and the offer to tell a coordinator."""
    return _with_offer(view, texts(view.language).say("talk-lines"))


def not_passed_on(view: TalkView) -> Outgoing:
    """That nobody reads what was typed, and where to turn; the offer again."""
    return _with_offer(view, texts(view.language).say("talk-not-passed-on"))


def is_request(view: TalkView, text: str) -> bool:
    """Whether somebody typed the button that asks for a coordinator, in place of tapping it."""
    typed = " ".join(text.split()).strip(".!").casefold()
    return view.can_ask and typed == texts(view.language).label("talk-ask").casefold()


def _with_offer(view: TalkView, first: Markup) -> Outgoing:
    words = texts(view.language)
    if not view.helplines and not view.is_known:
        return Outgoing(words.say("talk-stranger"))
    who = [first, helpline_list(view.helplines)] if view.helplines else [words.say("talk-no-lines")]
    told = [*who, words.say("talk-danger")]
    rows: tuple[tuple[Button, ...], ...] = ()
    if view.can_ask:
        told.append(words.say("talk-can-ask"))
        ask = Button(words.label("talk-ask"), "tk.ask")
        rows = ((ask,), (Button(words.label("talk-numbers"), "tk.lines"),))
    if view.joining:
        told.append(words.say("talk-joining"))
    elif view.waiting is None and view.was not in (None, Focus.TALK):
        told.append(words.say("talk-nothing-moves"))
    shown = Outgoing(Markup("\n\n".join(told)), rows)
    return with_way_back(shown, view.waiting, view.language)


def offer(view: TalkView) -> Outgoing:
    """Where to turn, for somebody who has not asked; it stays, whatever is tapped or typed later."""
    words = texts(view.language)
    if not view.helplines and not view.is_known:
        return Outgoing(words.say("talk-stranger"))
    told = [words.say("distress-no-lines")]
    if view.helplines:
        told = [words.say("distress-lines"), helpline_list(view.helplines)]
    last = words.say("distress-can-ask" if view.can_ask else "distress-again")
    told += [words.say("talk-danger"), last]
    button = Button(words.label("menu-talk"), "tk.open")
    return Outgoing(Markup("\n\n".join(told)), ((button,),))


def numbers(view: TalkView) -> Outgoing:
    """Only the helplines."""
    words = texts(view.language)
    if not view.helplines:
        return Outgoing(words.say("talk-stranger"))
    shown = helpline_list(view.helplines)
    told = [words.say("talk-numbers-only"), shown, words.say("talk-danger")]
    return Outgoing(Markup("\n\n".join(told)))


def asked(view: AskedView) -> Outgoing:
    """What came of asking, truthfully, with the helplines again."""
    words = texts(view.language)
    if view.already:
        first = words.say("talk-asked-already")
    else:
        first = words.say("talk-asked" if view.reached else "talk-nobody")
    told = [first, helpline_list(view.helplines), words.say("talk-danger")]
    return Outgoing(Markup("\n\n".join(told)))


def request(view: RequestView) -> Outgoing:
    """A request, as a coordinator gets it: with a button until somebody has seen it."""
    words = texts(view.language)
    if view.seen_by is None:
        data = f"tk.seen.{to_short(view.request_id)}"
        return Outgoing(_request(view), ((Button(words.label("people-talk-see"), data),),))
    end = words.say("people-talk-theirs", name=view.seen_by)
    if view.seen_by_reader:
        end = words.say("people-talk-mine")
    return Outgoing(Markup(f"{_request(view)}\n\n{end}"))


def has_seen(view: SeenView) -> Outgoing:
    """Tell the one who asked that somebody has seen it."""
    words = texts(view.language)
    if not view.seen_by:
        return Outgoing(words.say("talk-seen-unnamed"))
    return Outgoing(words.say("talk-seen", name=view.seen_by))


def _request(view: RequestView) -> Markup:
    words = texts(view.language)
    when = moment(view.asked_at, view.zone, view.language, view.now)
    if local_date_of(view.asked_at, view.zone) == local_date_of(view.now, view.zone):
        when = clock_time(to_local(view.asked_at, view.zone).time(), view.language)
    if not view.name:
        return words.say("people-talk-joining", when=when)
    return words.say("people-talk", name=view.name, when=when)


def helpline_list(lines: Sequence[Line]) -> Markup:
    """Helplines as everybody sees them."""
    return Markup(
        "\n".join(f"<b>{escape(line.label)}</b>\n{escape(line.contact)}" for line in lines)
    )
