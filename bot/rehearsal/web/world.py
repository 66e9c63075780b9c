"""What the page is told of everything that stands in no chat, as plain JSON."""

from bot.domain.people import Role
from bot.rehearsal.people import Person
from bot.rehearsal.refusal import Json
from bot.rehearsal.stories import STORIES
from bot.rehearsal.web.facts import Facts
from bot.rehearsal.web.play import Play
from bot.rehearsal.web.samples import SAMPLES
from bot.rehearsal.web.shapes import faults, instant
from bot.rehearsal.words import happening

_SHOWN_FIRST = (Role.MENTEE, Role.MENTOR, Role.COORDINATOR)
_MOST_LINKS = 50
_STORIES = [{"key": each.key, "title": each.title, "about": each.about} for each in STORIES]
_OFFERS = [{"key": each.key, "title": each.title, "about": each.about} for each in SAMPLES]


def nothing_yet(*, busy: bool, trouble: str | None) -> Json:
    """The world before the first programme is there."""
    return {
        "number": 0,
        "programme": None,
        "samples": _OFFERS,
        "stories": _STORIES,
        "people": [],
        "phones": [],
        "clock": None,
        "bot": {"running": False, "resting": True},
        "faults": {"down": False, "slow": 0, "too_many": False},
        "links": [],
        "story": None,
        "busy": busy,
        "trouble": trouble,
    }


def world_of(play: Play, facts: Facts, *, busy: bool, trouble: str | None) -> Json:
    """The world as it is, without its number."""
    return {
        "programme": {"name": facts.programme, "sample": play.sample, "zone": facts.zone},
        "samples": _OFFERS,
        "stories": _STORIES,
        "people": [_person(play, facts, each) for each in play.stage.people.values()],
        "phones": _phones(play, facts),
        "clock": _clock(play, facts),
        "bot": {"running": play.stage.running, "resting": play.runner.resting},
        "faults": faults(play.telegram.faults),
        "links": play.links[-_MOST_LINKS:],
        "story": None if play.story is None else play.story.state(),
        "busy": busy,
        "trouble": trouble,
    }


def _person(play: Play, facts: Facts, person: Person) -> Json:
    commands = play.telegram.commands_for(person.user_id)
    return {
        "id": person.user_id,
        "name": person.user.first_name,
        "roles": facts.roles.get(person.user_id, ()),
        "zone": facts.zones.get(person.user_id, facts.zone),
        "blocked": person.private.blocked,
        "unread": person.private.unread,
        "commands": [{"command": name, "description": it} for name, it in commands.items()],
    }


def _phones(play: Play, facts: Facts) -> list[int]:
    """A mentee, a mentor and a coordinator; whoever is there where somebody is missing.

    In a story nobody has a role yet when it begins: its cast comes first, the mentee before all.
    """
    people = play.stage.people
    ids = [each.user_id for each in people.values()]
    if play.story is not None:
        cast = reversed(play.story.story.cast)
        ids = [people[name].user_id for name in cast if name in people]
    found = [facts.first(role, ids) for role in _SHOWN_FIRST]
    shown = list(dict.fromkeys(each for each in found if each is not None))
    return (shown + [each for each in ids if each not in shown])[: len(_SHOWN_FIRST)]


def _clock(play: Play, facts: Facts) -> Json:
    upcoming = facts.upcoming
    return {
        "now": instant(play.stage.clock.now()),
        "next": None
        if upcoming is None
        else {
            "at": instant(upcoming.at),
            "what": happening(upcoming.what),
            "person": upcoming.telegram_id,
        },
        "moving": play.runner.until is not None,
        "speed": play.pace.speed,
    }
