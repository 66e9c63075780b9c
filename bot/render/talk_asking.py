"""Asking for a person: what would go to whom, that it has gone, and how it stands later."""

from bot.domain.ids import to_short
from bot.domain.names import UNREADABLE
from bot.domain.talking import Wanted, gives_up_after
from bot.render.message import Button, Outgoing, Rows
from bot.render.split import quoted
from bot.render.talk import where_to_turn
from bot.render.talk_standing import (
    end_button,
    how_it_stands,
    listed,
    their_mentor,
    who_saw_it,
)
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
        return _nobody(words, view, view.nobody)
    if view.standing is not None:
        return _stands(words, view, view.standing)
    return _draft(words, view)


def news(view: News) -> Outgoing | None:
    """That nobody has seen it yet, and who has been told; None if somebody has by now."""
    words, standing = texts(view.language), view.standing
    if standing.seen_by is not None:
        return None
    told = [_unseen(words, view)]
    if view.can_ask:
        told.append(words.say("talk-unseen-ask-coordinator"))
    told += [words.say("talk-do-not-wait"), *where_to_turn(words, view.helplines)]
    rows = () if view.over else ((end_button(standing, view.language),),)
    if view.can_ask:
        rows = (_ask_coordinator(words), *rows)
    return Outgoing(Markup("\n\n".join(told)), rows)


def has_seen(view: News) -> Outgoing | None:
    """Tell the one who asked that somebody has seen it; None if nobody looks after it any more."""
    words, standing = texts(view.language), view.standing
    if standing.seen_by is None:
        return None
    rows = () if view.over else ((end_button(standing, view.language),),)
    key = "talk-seen-concern" if standing.wanted is Wanted.CONCERN else "talk-seen"
    return Outgoing(words.say(key, name=who_saw_it(standing, words)), rows)


def noted_settled(view: News) -> Outgoing | None:
    """Tell the one who asked that whoever had seen it has noted it as settled."""
    if not view.over or view.standing.seen_by is None:
        return None
    words = texts(view.language)
    return Outgoing(words.say("talk-noted-settled", name=who_saw_it(view.standing, words)))


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


def _unseen(words: Texts, view: News) -> Markup:
    """How it stands with what nobody has seen, or nobody looks after any more."""
    standing = view.standing
    asked_mentor = standing.wanted is Wanted.MENTOR
    mentor = their_mentor(standing.mentor, words)
    if view.mentor_gone:
        return words.say("talk-unseen-mentor-gone", mentor=mentor)
    if view.over:
        return words.say("talk-unseen-over", days=gives_up_after(standing.wanted).days)
    if not standing.told:
        away = "talk-unseen-mentor-away" if asked_mentor else "talk-unseen-nobody"
        return words.say(away, mentor=mentor)
    if asked_mentor:
        return words.say("talk-unseen-mentor", mentor=mentor)
    key = "talk-unseen-anew" if view.anew else "talk-unseen"
    return words.say(key, names=listed(standing.told, view.language))


def _draft(words: Texts, view: Asking) -> Outgoing:
    assert view.request_id is not None  # a draft
    first = view.told[0]
    if view.wanted is Wanted.MENTOR:
        first = their_mentor(first, words)
    told = [words.say("talk-draft", first=first, message=_message(words, view))]
    if view.words is not None:
        told += [words.say("talk-draft-words", wanted=view.wanted), quoted(view.words)]
    others = view.told[1:]
    if others:
        kind = "-more" if others[1:] else ""
        told.append(words.say(f"talk-draft-others{kind}", name=others[0]))
    if view.wanted is Wanted.CONCERN:
        told.append(words.say("talk-draft-concern", mentor=their_mentor(view.mentor, words)))
    if view.name == UNREADABLE:
        told.append(words.say("talk-draft-nameless"))
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
    asked_mentor = view.wanted is Wanted.MENTOR
    if view.sent and standing.told and standing.seen_by is None:
        key = "talk-sent-mentor" if asked_mentor else "talk-sent"
        told = standing.told[0]
        first = words.say(key, first=their_mentor(told, words) if asked_mentor else told)
    else:
        first = how_it_stands(standing, view.language)
    return _told(words, view, [first], ((end_button(standing, view.language),),))


def _which(words: Texts, view: Asking) -> Outgoing:
    ask, leads_to = "talk-which-mentor", "tk.c"
    if view.wanted is Wanted.MENTOR:
        ask, leads_to = "talk-which-to-ask", "tk.m"
    rows = tuple(
        (
            Button(
                words.label("talk-which", name=each.name), f"{leads_to}.{to_short(each.person_id)}"
            ),
        )
        for each in view.which
    )
    return Outgoing(words.say(ask), (*rows, (Button(words.label("button-cancel"), "tk.no"),)))


def _nobody(words: Texts, view: Asking, why: Nobody) -> Outgoing:
    told = [words.say(f"talk-nobody-{why}", mentor=their_mentor(view.mentor, words))]
    if view.can_ask:
        told += [words.say("talk-unseen-ask-coordinator"), words.say("talk-do-not-wait")]
        return _told(words, view, told, (_ask_coordinator(words),))
    if why is Nobody.MENTOR_AWAY:
        told.append(words.say("talk-turn-to-these"))
    return _told(words, view, told)


def _ask_coordinator(words: Texts) -> tuple[Button, ...]:
    return (Button(words.label("talk-ask"), "tk.ask"),)


def _told(words: Texts, view: Asking, first: list[Markup], rows: Rows = ()) -> Outgoing:
    told = list(first)
    if view.nobody is None:
        told.append(words.say("talk-do-not-wait"))
    told += where_to_turn(words, view.helplines)
    return Outgoing(Markup("\n\n".join(told)), rows, at_once=True)
