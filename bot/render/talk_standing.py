"""How a request for a person stands, as the one who made it sees it."""

from collections.abc import Sequence
from datetime import datetime

from babel.lists import format_list

from bot.domain.ids import to_short
from bot.domain.names import GONE, UNREADABLE
from bot.domain.recurrence import local_date_of, to_local
from bot.domain.talking import Wanted
from bot.render.dates import clock_time, locale_of, moment
from bot.render.message import Button
from bot.render.texts import Markup, Texts, texts
from bot.services.talking.rows import Standing


def how_it_stands(standing: Standing, language: str) -> Markup:
    """Who has had it since when, and whether somebody has seen it."""
    words = texts(language)
    when = moment_of(standing.sent_at, standing.zone, language, standing.now)
    concern = "-concern" if standing.wanted is Wanted.CONCERN else ""
    if standing.seen_by is not None:
        return words.say(f"talk-stands{concern}-seen", name=who_saw_it(standing, words), when=when)
    if not standing.told and standing.wanted is Wanted.MENTOR:
        mentor = their_mentor(standing.mentor, words)
        return words.say("talk-stands-mentor-away", mentor=mentor, when=when)
    if not standing.told:
        return words.say("talk-stands-nobody", when=when)
    kind = "-mentor" if standing.wanted is Wanted.MENTOR else concern
    return words.say(f"talk-stands{kind}", names=listed(standing.told, language), when=when)


def end_button(standing: Standing, language: str) -> Button:
    """Take it back while nobody has seen it; say that it is settled afterwards."""
    key = "talk-take-back" if standing.seen_by is None else "talk-is-settled"
    return Button(texts(language).label(key), f"tk.end.{to_short(standing.request_id)}")


def who_saw_it(standing: Standing, words: Texts) -> str:
    """Who has seen it, by name if there is one; it begins a sentence."""
    if standing.seen_by:
        return standing.seen_by
    is_mentor = standing.wanted is Wanted.MENTOR
    return words.label("talk-mentor-unnamed" if is_mentor else "talk-coordinator-unnamed")


def their_mentor(name: str, words: Texts) -> str:
    """The mentor of whoever asks, by name if there is one."""
    return words.label("talk-mentor-of-yours") if name in (GONE, UNREADABLE) else name


def moment_of(at: datetime, zone: str, language: str, now: datetime) -> str:
    """A moment, by its time alone if it is today."""
    if local_date_of(at, zone) == local_date_of(now, zone):
        return clock_time(to_local(at, zone).time(), language)
    return moment(at, zone, language, now)


def listed(names: Sequence[str], language: str) -> str:
    """Names in a row."""
    return format_list(list(names), locale=locale_of(language))
