"""A sample programme: six people, brought in and paired by going through the real dialogues."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.people import Role
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


@dataclass(frozen=True)
class Character:
    """Somebody in the sample programme; `place` is the button that has their time."""

    name: str
    role: Role
    place: str = "London…"


@dataclass(frozen=True)
class Pair:
    """Two of them; `reflection` and `meeting` are a weekday and a time of every week."""

    mentor: str
    mentee: str
    reflection: tuple[str, str]
    meeting: tuple[str, str]


CAST = (
    Character("Grace", Role.COORDINATOR),
    Character("Ruth", Role.MENTOR),
    Character("Daniel", Role.MENTOR),
    Character("Ana", Role.MENTEE),
    Character("Leo", Role.MENTEE),
    Character("Mei", Role.MENTEE),
)
PAIRS = (
    Pair("Ruth", "Ana", ("Wednesday", "20:00"), ("Friday", "17:00")),
    Pair("Ruth", "Leo", ("Sunday", "18:00"), ("Tuesday", "18:00")),
    Pair("Daniel", "Mei", ("Thursday", "19:00"), ("Saturday", "11:00")),
)


async def found_programme(stage: Stage) -> Company:
    """Set up the programme, with nobody in it, and return the company that plays in it."""
    programme = await create_programme(stage.core, NAME, "peer", ZONE, "en", HELPLINES)
    return Company(stage, programme.id, ZONE)


async def bring_everyone_in(company: Company) -> None:
    """Let all six join, pair them and let each pair agree on a schedule."""
    await company.play_together(*map(joining, CAST))
    for pair in PAIRS:
        await company.play(pairing("Grace", pair))
    await company.play_together(*map(proposing, PAIRS))
    for pair in PAIRS:
        await company.play((Taps(pair.mentor, "Yes, that suits me"),))


def joining(character: Character) -> Iterator[Action]:
    """Somebody opens a link for their role, agrees, and says who and where they are."""
    yield Opens(character.name, character.role)
    yield Taps(character.name, "I agree")
    yield Taps(character.name, character.name)
    yield Taps(character.name, character.place)


def pairing(coordinator: str, pair: Pair) -> Iterator[Action]:
    """A coordinator pairs two people, and both say yes."""
    yield Says(coordinator, "/pair")
    yield Taps(coordinator, f"{pair.mentor}…")
    yield Taps(coordinator, f"{pair.mentee}…")
    yield Taps(coordinator, "Ask them both")
    yield Taps(pair.mentor, "Yes, gladly")
    yield Taps(pair.mentee, "Yes, gladly")


def proposing(pair: Pair) -> Iterator[Action]:
    """The mentee proposes a schedule with weekly meetings."""
    who = pair.mentee
    yield Says(who, "/schedule")
    yield Taps(who, "Propose a schedule")
    yield Taps(who, pair.reflection[0])
    yield Says(who, pair.reflection[1])
    yield Taps(who, "Every week")
    yield Taps(who, pair.meeting[0])
    yield Says(who, pair.meeting[1])
    yield Taps(who, f"{pair.meeting[0]} …")
    yield Taps(who, "• 60 minutes")
    yield Says(who, "The blue room, Harbour House")
    yield Taps(who, "• 24 hours")
    yield Taps(who, "Propose this")
