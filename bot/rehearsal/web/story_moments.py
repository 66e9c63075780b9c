"""The story as what a person would notice of it, one thing after the other, in plain words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.rehearsal.acting import next_time
from bot.rehearsal.script import (
    Action,
    Aside,
    Edits,
    Heading,
    Opens,
    Says,
    Sees,
    SeesNot,
    Speaks,
    Taps,
    Until,
)
from bot.rehearsal.story_script import START, STORY

_DAYS = {
    "Mon": "Monday",
    "Tue": "Tuesday",
    "Wed": "Wednesday",
    "Thu": "Thursday",
    "Fri": "Friday",
    "Sat": "Saturday",
    "Sun": "Sunday",
}


@dataclass(frozen=True)
class Moment:
    """One step of the story: what somebody does (`action`), or to when time passes (`until`).

    `words` say what is about to happen, `heading` in which scene.
    """

    heading: str
    words: str
    action: Action | None = None
    until: datetime | None = None


def moments(zone: str) -> Iterator[Moment]:
    """The whole story from `story_script.START` on, its times as clocks in `zone` show them.

    What only a test would look at is left out: on the page everybody sees it.
    """
    heading, aside, at = "", "", START
    for step in STORY:
        match step:
            case Heading(text):
                heading = text
            case Aside(text):
                aside = f"{text} "
            case Sees() | SeesNot():
                pass
            case Until(when):
                at = next_time(when, zone, at)
                yield Moment(heading, aside + _time_passes(when), until=at)
                aside = ""
            case _:
                yield Moment(heading, aside + _words(step), action=step)
                aside = ""


def _time_passes(when: str) -> str:
    day, _, clock = when.partition(" ")
    return f"Time passes, until {_DAYS[day]} at {clock}."


def _words(action: Action) -> str:
    match action:
        case Opens(who):
            return f"{who} opens the link."
        case Says(who, text):
            return f"{who} writes: “{text}”"
        case Taps(who, label):
            return f"{who} taps “{label.removesuffix('…').removeprefix('• ')}”."
        case Speaks(who, seconds):
            return f"{who} sends a voice note of {seconds} seconds."
        case Edits(who, _, new):
            return f"{who} changes what they wrote: “{new}”"
