"""What coordinators hear of people they bring in: one thing as a sentence, more of it as a list."""

from datetime import datetime

from babel.lists import format_list

from bot.domain.people import Role
from bot.domain.recurrence import to_local
from bot.render.dates import clock_time, locale_of, moment
from bot.render.message import Button, Outgoing
from bot.render.texts import Markup, Texts, texts
from bot.services.people.people_news import Couple, Newcomer, News

# So many names of a role, and so many pairs: with names of any length that is one message.
MOST_NAMES = 10


def told(view: News) -> Outgoing:
    """What has happened; a list says since when, and leads to who is in."""
    t = texts(view.language)
    match (view.joined, view.pairs):
        case ((newcomer,), ()):
            return Outgoing(_one_joined(t, newcomer))
        case ((), (couple,)):
            return Outgoing(t.say("people-paired", mentor=couple.mentor, mentee=couple.mentee))
    lines = [t.say("people-news", when=_when(view.since, view))]
    for role, key in _ROLES.items():
        lines += _joined(t, view, role, key)
    lines += _pairs(t, view.pairs)
    lines += _next(t, view.joined)
    button = Button(t.label("people-news-button"), "pe.show")
    return Outgoing("\n\n".join(lines), ((button,),))


_ROLES = {
    Role.MENTEE: "people-news-mentees",
    Role.MENTOR: "people-news-mentors",
    Role.COORDINATOR: "people-news-coordinators",
}


def _one_joined(t: Texts, newcomer: Newcomer) -> Markup:
    if newcomer.planned:
        return t.say("people-joined-planned", name=newcomer.name, role=newcomer.role)
    return t.say(f"people-joined-{newcomer.role}", name=newcomer.name)


def _joined(t: Texts, view: News, role: Role, key: str) -> list[Markup]:
    names = [each.name for each in view.joined if each.role is role]
    if not names:
        return []
    shown, more = names[:MOST_NAMES], len(names) - MOST_NAMES
    if more > 0:
        shown.append(t.label("people-news-more", more=more))
    listed = format_list(shown, locale=locale_of(view.language))
    return [t.say(key, count=len(names), names=listed)]


def _pairs(t: Texts, couples: tuple[Couple, ...]) -> list[Markup]:
    if not couples:
        return []
    lines = [t.say("people-news-pairs", count=len(couples))]
    lines += [
        t.say("people-news-pair", mentor=each.mentor, mentee=each.mentee)
        for each in couples[:MOST_NAMES]
    ]
    if len(couples) > MOST_NAMES:
        lines.append(t.say("people-news-more-pairs", more=len(couples) - MOST_NAMES))
    lines.append(t.say("people-news-settle"))
    return [Markup("\n".join(lines))]


def _next(t: Texts, joined: tuple[Newcomer, ...]) -> list[Markup]:
    """What there is to do for those who have joined."""
    to_pair = [each for each in joined if each.role is not Role.COORDINATOR]
    lines = []
    if any(not each.planned for each in to_pair):
        lines.append(t.say("people-news-to-pair"))
    if any(each.planned for each in to_pair):
        lines.append(t.say("people-news-planned"))
    return lines


def _when(since: datetime, view: News) -> str:
    """The time alone where it is of today."""
    local = to_local(since, view.zone)
    if local.date() == to_local(view.now, view.zone).date():
        return clock_time(local.time(), view.language)
    return moment(since, view.zone, view.language, view.now)
