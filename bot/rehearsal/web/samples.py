"""The sample programmes that the page offers, and setting one of them up."""

from dataclasses import dataclass, replace

from bot.domain.people import Role
from bot.domain.recurrence import Cadence
from bot.rehearsal.acting import Company
from bot.rehearsal.sample import (
    PEER,
    Character,
    Meetings,
    Pair,
    Sample,
    bring_everyone_in,
    found_programme,
)
from bot.rehearsal.stage import Stage
from bot.rehearsal.times import hurried
from bot.services.people.programmes import Line


@dataclass(frozen=True)
class Offer:
    """A sample programme as the page offers it; `about` is one plain sentence."""

    key: str
    title: str
    about: str
    sample: Sample


_YOUTH = Sample(
    name="Harbour Young Mentoring",
    question_set="general",
    cast=(
        Character("Nadia", Role.COORDINATOR),
        Character("Tom", Role.MENTOR),
        Character("Farah", Role.MENTOR),
        Character("Zoe", Role.MENTEE),
        Character("Kofi", Role.MENTEE),
        Character("Ellie", Role.MENTEE),
    ),
    pairs=(
        Pair(
            "Tom",
            "Zoe",
            ("Monday", "16:30"),
            Meetings(Cadence.WEEKLY, "Wednesday", "15:45", 30, "The school library"),
        ),
        Pair(
            "Tom",
            "Kofi",
            ("Tuesday", "17:00"),
            Meetings(Cadence.WEEKLY, "Thursday", "15:45", 30, "The music room"),
        ),
        Pair(
            "Farah",
            "Ellie",
            ("Wednesday", "16:30"),
            Meetings(Cadence.WEEKLY, "Friday", "12:30", 30, "The bench by the sports hall"),
        ),
    ),
    helplines=(
        Line("Somebody to talk to, day and night (an example, not a real number)", "0808 157 0123"),
        Line("The school nurse (an example, not a real number)", "020 7946 0789"),
    ),
)
_WORKPLACE = Sample(
    name="Harbour at Work",
    question_set="general",
    cast=(
        Character("Helen", Role.COORDINATOR),
        Character("Marcus", Role.MENTOR, "Berlin"),
        Character("Priya", Role.MENTOR),
        Character("Jonas", Role.MENTEE),
        Character("Aisha", Role.MENTEE),
        Character("Lena", Role.MENTEE),
    ),
    pairs=(
        Pair(
            "Marcus",
            "Jonas",
            ("Thursday", "12:00"),
            Meetings(Cadence.FORTNIGHTLY, "Tuesday", "15:00", 45, "A video call"),
        ),
        Pair(
            "Priya",
            "Aisha",
            ("Friday", "10:00"),
            Meetings(Cadence.MONTHLY, "Wednesday", "09:30", 60, "The small meeting room", "Second"),
        ),
        Pair(
            "Priya",
            "Lena",
            ("Friday", "15:00"),
            Meetings(Cadence.ARRANGEMENT, minutes=30, place="Over lunch"),
        ),
    ),
    helplines=(
        Line("Staff care line (an example, not a real number)", "0808 157 0456"),
        Line("The occupational nurse (an example, not a real number)", "020 7946 0321"),
    ),
)
_EMPTY = replace(PEER, cast=PEER.cast[:1], pairs=())

SAMPLES = (
    Offer(
        "peer",
        "Peer support",
        "People in recovery and the mentors who have been there; they meet every week.",
        PEER,
    ),
    Offer(
        "youth",
        "Youth mentoring",
        "Young people and volunteers; short meetings at school, every week.",
        _YOUTH,
    ),
    Offer(
        "workplace",
        "Workplace mentoring",
        "Colleagues in two countries; they meet every other week, once a month, or as they like.",
        _WORKPLACE,
    ),
    Offer(
        "empty",
        "Start from nothing",
        "Only Grace is there, who coordinates; everybody else is yours to invite.",
        _EMPTY,
    ),
)


async def set_up(stage: Stage, key: str) -> Company:
    """Set up a sample programme on an empty stage, and return the company that plays in it.

    Nobody else settles the stage meanwhile. Raises LookupError for a key that is not offered.
    """
    offer = next((each for each in SAMPLES if each.key == key), None)
    if offer is None:
        raise LookupError("There is no such sample programme.")
    with hurried(stage.time):
        company = await found_programme(stage, offer.sample)
        await bring_everyone_in(company, offer.sample)
    return company
