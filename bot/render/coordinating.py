"""What coordinators are shown, and what one side of a pair hears about the other."""

from bot.render.dates import day
from bot.render.message import Outgoing
from bot.render.texts import texts
from bot.services.people.notes import PauseNote, PersonNote


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
