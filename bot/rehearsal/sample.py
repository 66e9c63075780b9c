"""Sample programmes: people brought in and paired by going through the real dialogues."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.people import Role
from bot.domain.recurrence import Cadence
from bot.rehearsal.acting import Company
from bot.rehearsal.script import Action, Opens, Says, Taps
from bot.rehearsal.stage import Stage
from bot.services.people.programmes import Line, create_programme

ZONE = "Europe/London"
NAME = "Harbour Peer Support"
# Numbers that belong to nobody: Ofcom keeps them free for films and plays.
HELPLINES = (
    Line("Night line (an example, not a real number)", "020 7946 0123"),
    Line("Harbour crisis team (an example, not a real number)", "020 7946 0456"),
)
_OFTEN = {
    Cadence.WEEKLY: "Every week",
    Cadence.FORTNIGHTLY: "Every other week",
    Cadence.MONTHLY: "Once a month",
    Cadence.ARRANGEMENT: "We arrange each one",
}


@dataclass(frozen=True)
class Character:
    """Somebody in a sample programme; `city`, if not London, is what they type for their time."""

    name: str
    role: Role
    city: str = ""


@dataclass(frozen=True)
class Meetings:
    """How two of them meet: how often, on which weekday, at what time, how long and where.

    `week` is the button of the week of the month; day and time are left out where each meeting
    is arranged.
    """

    often: Cadence
    day: str = ""
    at: str = ""
    minutes: int = 60
    place: str = "The blue room, Harbour House"
    week: str = "First"


@dataclass(frozen=True)
class Pair:
    """Two of them; `reflection` is a weekday and a time of every week."""

    mentor: str
    mentee: str
    reflection: tuple[str, str]
    meetings: Meetings


@dataclass(frozen=True)
class Sample:
    """A programme to start from; the first of its `cast` coordinates it."""

    name: str
    question_set: str
    cast: tuple[Character, ...]
    pairs: tuple[Pair, ...] = ()
    helplines: tuple[Line, ...] = HELPLINES
    zone: str = ZONE


PEER = Sample(
    name=NAME,
    question_set="peer",
    cast=(
        Character("Grace", Role.COORDINATOR),
        Character("Ruth", Role.MENTOR),
        Character("Daniel", Role.MENTOR),
        Character("Ana", Role.MENTEE),
        Character("Leo", Role.MENTEE),
        Character("Mei", Role.MENTEE),
    ),
    pairs=(
        Pair("Ruth", "Ana", ("Wednesday", "20:00"), Meetings(Cadence.WEEKLY, "Friday", "17:00")),
        Pair("Ruth", "Leo", ("Sunday", "18:00"), Meetings(Cadence.WEEKLY, "Tuesday", "18:00")),
        Pair("Daniel", "Mei", ("Thursday", "19:00"), Meetings(Cadence.WEEKLY, "Saturday", "11:00")),
    ),
)


async def found_programme(stage: Stage, sample: Sample = PEER) -> Company:
    """Set up the programme, with nobody in it, and return the company that plays in it."""
    programme = await create_programme(
        stage.core,
        sample.name,
        sample.question_set,
        sample.zone,
        "en",
        sample.helplines,
        confirmed=True,
    )
    return Company(stage, programme.id, sample.zone)


async def bring_everyone_in(company: Company, sample: Sample = PEER) -> None:
    """Let everybody join, pair them and let each pair agree on a schedule."""
    await company.play_together(*map(joining, sample.cast))
    for pair in sample.pairs:
        await company.play(pairing(sample.cast[0].name, pair))
    await company.play_together(*map(proposing, sample.pairs))
    for pair in sample.pairs:
        await company.play((Taps(pair.mentor, "Yes, that suits me"),))


def joining(character: Character) -> Iterator[Action]:
    """Somebody opens a link for their role, agrees, and says who and where they are."""
    yield Opens(character.name, character.role)
    yield Taps(character.name, "I agree")
    yield Taps(character.name, character.name)
    if character.city:
        yield Says(character.name, character.city)
    yield Taps(character.name, f"{character.city or 'London'}…")


def pairing(coordinator: str, pair: Pair) -> Iterator[Action]:
    """A coordinator pairs two people, and both say yes."""
    yield Says(coordinator, "/pair")
    yield Taps(coordinator, f"{pair.mentor}…")
    yield Taps(coordinator, f"{pair.mentee}…")
    yield Taps(coordinator, "Ask them both")
    yield Taps(pair.mentor, "Yes, gladly")
    yield Taps(pair.mentee, "Yes, gladly")


def proposing(pair: Pair) -> Iterator[Action]:
    """The mentee proposes a schedule."""
    who = pair.mentee
    yield Says(who, "/schedule")
    yield Taps(who, "Propose a schedule")
    yield Taps(who, pair.reflection[0])
    yield Says(who, pair.reflection[1])
    yield from _meetings(who, pair.meetings)
    yield Taps(who, "• 24 hours")
    yield Taps(who, "Propose this")


def _meetings(who: str, meetings: Meetings) -> Iterator[Action]:
    yield Taps(who, _OFTEN[meetings.often])
    if meetings.often is not Cadence.ARRANGEMENT:
        yield Taps(who, meetings.day)
        if meetings.often is Cadence.MONTHLY:
            yield Taps(who, meetings.week)
        yield Says(who, meetings.at)
        yield Taps(who, f"{meetings.day} …")
    yield Says(who, str(meetings.minutes))
    yield Says(who, meetings.place)
