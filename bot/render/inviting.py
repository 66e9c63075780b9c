"""/invite as coordinators see it: whom, how many, into which group, and the links themselves."""

from bot.domain.ids import to_short
from bot.domain.people import Role
from bot.domain.recurrence import local_date_of
from bot.render.dates import day
from bot.render.message import Button, Document, Outgoing
from bot.render.paging import turns
from bot.render.texts import Texts, texts
from bot.services.people.invites import Made, NewInvite
from bot.services.people.invites_taken_back import TakenBack
from bot.services.people.many_invites import Offer

AS_MESSAGES, AS_FILE = "m", "f"
_COUNTS = (5, 10, 20)
_MOST_MESSAGES = 20
_RULE = "\n\n" + "-" * 40 + "\n\n"


def question(language: str) -> Outgoing:
    """Ask which role an invite is for."""
    words = texts(language)
    rows = tuple((Button(words.label(f"invite-role-{role}"), f"iv.{role}"),) for role in Role)
    return Outgoing(words.say("invite-ask"), rows, asks=True)


def offer(view: Offer) -> Outgoing:
    """Ask what is still open: how many, which group, or in which form."""
    if view.count is None:
        return _how_many(view)
    if view.groups:
        return _which_group(view)
    return how(view.language, view.role, 0, view.count, view.made)


def how(language: str, role: Role, group_id: int, count: int, made: int) -> Outgoing:
    """Ask whether many links shall come as messages or as one file; `made` have been made before."""
    words = texts(language)
    as_messages = "invite-as-messages" if count > 1 else "invite-make"
    forms = [(AS_MESSAGES, as_messages)] if count <= _MOST_MESSAGES else []
    if count > 1:
        forms.append((AS_FILE, "invite-as-file"))
    rows = [
        (Button(words.label(key), _go(role, group_id, count, form, made)),) for form, key in forms
    ]
    text = words.say("invite-how", count=count)
    return Outgoing(text, (*rows, _never_mind(words)), asks=True)


def made(view: Made) -> Outgoing:
    """Tell the coordinator what the next messages are."""
    first, count = view.invites[0], len(view.invites)
    words = texts(first.language)
    until = day(local_date_of(first.expires_at, first.zone), first.language)
    if count == 1:
        back = Button(words.label("invite-take-back"), f"iv.x.{to_short(first.invite_id)}")
        return Outgoing(words.say(f"invite-made-{first.role}", day=until), ((back,),))
    back = Button(words.label("invite-take-all-back"), f"iv.xx.{to_short(view.update_id)}")
    text = words.say("invite-made-several", count=count, role=first.role, day=until)
    return Outgoing(text, ((back,),))


def to_forward(invite: NewInvite, bot_username: str) -> Outgoing:
    """The message to pass on, with the link."""
    words = texts(invite.language)
    link = link_of(invite.token, bot_username)
    return Outgoing(words.say("invite-forward", programme=invite.programme, link=link))


def as_file(view: Made, bot_username: str) -> Outgoing:
    """One file with a text to pass on for each link."""
    words = texts(view.invites[0].language)
    each = [
        words.label("invite-forward", programme=it.programme, link=link_of(it.token, bot_username))
        for it in view.invites
    ]
    content = _RULE.join(each) + "\n"
    file = Document("invitations.txt", content.encode())
    return Outgoing(words.say("invite-file", count=len(each)), document=file)


def link_of(token: str, bot_username: str) -> str:
    """The address that an invite is opened with."""
    return f"https://t.me/{bot_username}?start={token}"


def taken_back(language: str) -> Outgoing:
    """Say that a link works no longer."""
    return Outgoing(texts(language).say("invite-taken-back"))


def all_taken_back(view: TakenBack) -> Outgoing:
    """Say that many links work no longer, and that some had been used before."""
    words = texts(view.language)
    return Outgoing(words.say("invite-all-taken-back", count=view.unused, used=view.used))


def dropped(language: str) -> Outgoing:
    """Say that nobody is invited."""
    return Outgoing(texts(language).say("invite-dropped"))


def _how_many(view: Offer) -> Outgoing:
    words = texts(view.language)
    if view.wrong:
        return Outgoing(words.say("invite-count-wrong"), (_never_mind(words),), asks=True)
    one = Button(words.label("invite-one"), _counted(view, 1))
    more = tuple(Button(str(count), _counted(view, count)) for count in _COUNTS)
    text = words.say("invite-how-many", role=view.role)
    return Outgoing(text, ((one,), more, _never_mind(words)), asks=True)


def _counted(view: Offer, count: int) -> str:
    if not view.groups and count == 1:
        return _go(view.role, 0, count, AS_MESSAGES, view.made)
    return f"iv.n.{view.role}.{to_short(count)}.0" if view.groups else _how_data(view, 0, count)


def _which_group(view: Offer) -> Outgoing:
    words, count = texts(view.language), view.count or 1
    rows = [(Button(words.label("invite-no-group"), _into(view, 0, count)),)]
    rows += [(Button(each.name, _into(view, each.group_id, count)),) for each in view.groups]
    turn = f"iv.n.{view.role}.{to_short(count)}"
    pages = turns(
        words, view.number, has_more=view.has_more, data=lambda to: f"{turn}.{to_short(to)}"
    )
    text = words.say("invite-group", count=count)
    return Outgoing(text, (*rows, *pages, _never_mind(words)), asks=True)


def _into(view: Offer, group_id: int, count: int) -> str:
    if count == 1:
        return _go(view.role, group_id, count, AS_MESSAGES, view.made)
    return _how_data(view, group_id, count)


def _how_data(view: Offer, group_id: int, count: int) -> str:
    return f"iv.h.{view.role}.{to_short(group_id)}.{to_short(count)}"


def _go(role: Role, group_id: int, count: int, form: str, made: int) -> str:
    numbers = f"{to_short(group_id)}.{to_short(count)}"
    return f"iv.go.{role}.{numbers}.{form}.{to_short(made)}"


def _never_mind(words: Texts) -> tuple[Button, ...]:
    return (Button(words.label("button-cancel"), "iv.no"),)
