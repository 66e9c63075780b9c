"""Asking for a person: what would go to whom, that it has gone, and how it stands later."""

from bot.domain.ids import to_short
from bot.domain.talking import Wanted, gives_up_after
from bot.render.message import Button, Outgoing, Rows
from bot.render.split import quoted
from bot.render.talk import where_to_turn
from bot.render.talk_standing import end_button, how_it_stands, listed
from bot.render.texts import Markup, Texts, texts
from bot.services.talking.asking_views import Asking, Nobody
from bot.services.talking.rows import Standing
from bot.services.talking.settling import News, Settled


def asking(view: Asking) -> Outgoing:
    """Wherever somebody is with asking for a person; the helplines stand below."""
    words = texts(view.language)
    if view.which:
        return _which(words, view)
    if view.nobody is not None:
        return _told(words, view, [_nobody(words, view.nobody, view.mentor)])
    if view.standing is not None:
        return _stands(words, view, view.standing)
    return _draft(words, view)


def news(view: News) -> Outgoing | None:
    """That nobody has seen it yet, and who has been told; None if somebody has by now."""
    words, standing = texts(view.language), view.standing
    if standing.seen_by is not None:
        return None
    if standing.wanted is Wanted.MENTOR and not standing.told:
        first = words.say("talk-unseen-mentor-away", mentor=standing.mentor)
    elif view.over:
        days = gives_up_after(standing.wanted).days
        first = words.say("talk-unseen-over", days=days)
    elif not standing.told:
        first = words.say("talk-unseen-nobody")
    else:
        kind = "-mentor" if standing.wanted is Wanted.MENTOR else ""
        key = "talk-unseen-anew" if view.anew else f"talk-unseen{kind}"
        first = words.say(key, names=listed(standing.told, view.language))
    told = [first, words.say("talk-do-not-wait"), *where_to_turn(words, view.helplines)]
    rows = () if view.over else ((end_button(standing, view.language),),)
    return Outgoing(Markup("\n\n".join(told)), rows)


def has_seen(view: News) -> Outgoing | None:
    """Tell the one who asked that somebody has seen it; None if nobody looks after it any more."""
    words, standing = texts(view.language), view.standing
    if standing.seen_by is None:
        return None
    rows = () if view.over else ((end_button(standing, view.language),),)
    if not standing.seen_by:
        return Outgoing(words.say("talk-seen-unnamed"), rows)
    key = "talk-seen-concern" if standing.wanted is Wanted.CONCERN else "talk-seen"
    return Outgoing(words.say(key, name=standing.seen_by), rows)


def noted_settled(view: News) -> Outgoing | None:
    """Tell the one who asked that whoever had seen it has noted it as settled."""
    if not view.over or view.standing.seen_by is None:
        return None
    name = view.standing.seen_by
    return Outgoing(texts(view.language).say("talk-noted-settled", name=name))


def ended(view: Settled) -> Outgoing:
    """That it is taken back, or settled; the helplines stay."""
    words = texts(view.language)
    if view.seen_by is None:
        first = words.say("talk-taken-back")
    elif view.seen_by and view.told:
        first = words.say("talk-settled", name=view.seen_by)
    else:
        first = words.say("talk-settled-unnamed")
    return Outgoing(Markup("\n\n".join([first, *where_to_turn(words, view.helplines)])))


def _draft(words: Texts, view: Asking) -> Outgoing:
    assert view.request_id is not None  # a draft
    told = [words.say("talk-draft", first=view.told[0], message=_message(words, view))]
    if view.words is not None:
        told += [words.say("talk-draft-words", wanted=view.wanted), quoted(view.words)]
    others = view.told[1:]
    if others:
        kind = "-more" if others[1:] else ""
        told.append(words.say(f"talk-draft-others{kind}", name=others[0]))
    if view.wanted is Wanted.CONCERN:
        told.append(words.say("talk-draft-concern", mentor=view.mentor))
    if view.problem is not None:
        told.append(words.say(f"talk-draft-{view.problem}"))
    elif view.takes_words:
        told.append(words.say("talk-draft-type" if view.words is None else "talk-draft-type-more"))
    return _told(words, view, told, _choices(words, view))


def _choices(words: Texts, view: Asking) -> Rows:
    me = to_short(view.request_id or 0)
    send = (Button(words.label("talk-send"), f"tk.go.{me}"),)
    never_mind = (Button(words.label("button-cancel"), "tk.no"),)
    if view.words is None:
        return (send, never_mind)
    return (send, (Button(words.label("talk-leave-out"), f"tk.out.{me}"),), never_mind)


def _message(words: Texts, view: Asking) -> Markup:
    if view.wanted is Wanted.CONCERN:
        return words.say("talk-draft-message-concern", name=view.name, mentor=view.mentor)
    if not view.name:
        return words.say("talk-draft-message-joining")
    return words.say("talk-draft-message", name=view.name)


def _stands(words: Texts, view: Asking, standing: Standing) -> Outgoing:
    if view.sent and standing.told and standing.seen_by is None:
        key = "talk-sent-mentor" if view.wanted is Wanted.MENTOR else "talk-sent"
        first = words.say(key, first=standing.told[0])
    else:
        first = how_it_stands(standing, view.language)
    return _told(words, view, [first], ((end_button(standing, view.language),),))


def _which(words: Texts, view: Asking) -> Outgoing:
    ask, leads_to = "talk-which-mentor", "tk.c"
    if view.wanted is Wanted.MENTOR:
        ask, leads_to = "talk-which-to-ask", "tk.m"
    rows = tuple(
        (Button(each.name, f"{leads_to}.{to_short(each.person_id)}"),) for each in view.which
    )
    return Outgoing(words.say(ask), (*rows, (Button(words.label("button-cancel"), "tk.no"),)))


def _nobody(words: Texts, why: Nobody, mentor: str) -> Markup:
    return words.say(f"talk-nobody-{why}", mentor=mentor)


def _told(words: Texts, view: Asking, first: list[Markup], rows: Rows = ()) -> Outgoing:
    told = list(first)
    if view.nobody is None:
        told.append(words.say("talk-do-not-wait"))
    told += where_to_turn(words, view.helplines)
    return Outgoing(Markup("\n\n".join(told)), rows, at_once=True)
