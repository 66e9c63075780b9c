"""What coordinators are shown, and what one side of a pair hears about the other."""

from bot.domain.ids import to_short
from bot.domain.people import Role
from bot.domain.recurrence import local_date_of
from bot.render.dates import day
from bot.render.message import Button, Outgoing
from bot.render.texts import texts
from bot.services.people.invites import NewInvite
from bot.services.people.notes import PauseNote, PersonNote


def invite_question(language: str) -> Outgoing:
    """Ask which role an invite is for."""
    words = texts(language)
    rows = tuple((Button(words.label(f"invite-role-{role}"), f"iv.{role}"),) for role in Role)
    return Outgoing(words.say("invite-ask"), rows, asks=True)


def invite_made(invite: NewInvite) -> Outgoing:
    """Tell the coordinator what the next message is."""
    words = texts(invite.language)
    until = day(local_date_of(invite.expires_at, invite.zone), invite.language)
    back = Button(words.label("invite-take-back"), f"iv.x.{to_short(invite.invite_id)}")
    return Outgoing(words.say(f"invite-made-{invite.role}", day=until), ((back,),))


def invite_to_forward(invite: NewInvite, bot_username: str) -> Outgoing:
    """The message to pass on, with the link."""
    link = f"https://t.me/{bot_username}?start={invite.token}"
    words = texts(invite.language)
    return Outgoing(words.say("invite-forward", programme=invite.programme, link=link))


def invite_taken_back(language: str) -> Outgoing:
    """Say that a link works no longer."""
    return Outgoing(texts(language).say("invite-taken-back"))


def has_joined(note: PersonNote, role: str) -> Outgoing:
    """Tell the coordinator who invited somebody that they are in."""
    return Outgoing(texts(note.language).say(f"people-joined-{role}", name=note.name))


def is_unreachable(note: PersonNote) -> Outgoing:
    """Tell a coordinator that somebody blocked the bot."""
    return Outgoing(texts(note.language).say("people-unreachable", name=note.name))


def is_back(note: PersonNote) -> Outgoing:
    """Tell a coordinator that somebody who had blocked the bot can be reached again."""
    return Outgoing(texts(note.language).say("people-reachable", name=note.name))


def pause_note(note: PauseNote) -> Outgoing:
    """Tell one side of a pair that the other pauses, or is back."""
    words = texts(note.language)
    if note.until is None:
        return Outgoing(words.say("people-back", name=note.name))
    key = "people-pause-mentee" if note.by_mentee else "people-pause-mentor"
    return Outgoing(words.say(key, name=note.name, day=day(note.until, note.language)))
