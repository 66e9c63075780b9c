"""The story as what a person would notice of it, one thing after the other, in plain words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.rehearsal.acting import next_time
from bot.rehearsal.script import Action, Aside, Heading, Sees, SeesNot, Until
from bot.rehearsal.stories import Story
from bot.rehearsal.story_script import START
from bot.rehearsal.story_words import told

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


def moments(story: Story) -> Iterator[Moment]:
    """A whole story from `story_script.START` on, its times as clocks in its programme show them.

    What only a test would look at is left out: on the page everybody sees it.
    """
    heading, aside, at = "", "", START
    for step in story.steps:
        match step:
            case Heading(text):
                heading = text
            case Aside(text):
                aside += f"{text} "
            case Sees() | SeesNot():
                pass
            case Until(when):
                at = next_time(when, story.sample.zone, at)
                yield Moment(heading, aside + _time_passes(when), until=at)
                aside = ""
            case _:
                yield Moment(heading, aside + told(step), action=step)
                aside = ""


def _time_passes(when: str) -> str:
    day, _, clock = when.partition(" ")
    return f"Time passes, until {_DAYS[day]} at {clock}."
