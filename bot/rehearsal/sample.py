"""A sample programme: six people, brought in and paired by going through the real dialogues."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.people import Role
from bot.rehearsal.acting import Company, Opens, Says, Step, Taps
from bot.rehearsal.stage import Stage
from bot.services.programmes import Line, create_programme

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


CAST = (
    Character("Grace", Role.COORDINATOR),
    Character("Ruth", Role.MENTOR),
    Character("Daniel", Role.MENTOR),
    Character("Ana", Role.MENTEE),
    Character("Leo", Role.MENTEE),
    Character("Mei", Role.MENTEE),
)
# Mentor, mentee, reflection, meeting.
PAIRS = (
    ("Ruth", "Ana", ("Wednesday", "20:00"), ("Friday", "17:00")),
    ("Ruth", "Leo", ("Sunday", "18:00"), ("Tuesday", "18:00")),
    ("Daniel", "Mei", ("Thursday", "19:00"), ("Saturday", "11:00")),
)


async def found_programme(stage: Stage) -> Company:
    """Set up the programme, with nobody in it, and return the company that plays in it."""
    programme = await create_programme(stage.core, NAME, "peer", ZONE, "en", HELPLINES)
    return Company(stage, programme.id, ZONE)


async def bring_everyone_in(company: Company) -> None:
    """Let all six join, pair them and let each pair agree on a schedule."""
    for character in CAST:
        await company.play(joining(character))
    for mentor, mentee, reflection, meeting in PAIRS:
        await company.play(pairing("Grace", mentor, mentee))
        await company.play(agreeing(mentee, mentor, reflection, meeting))


def joining(character: Character) -> Iterator[Step]:
    """Somebody opens a link for their role, agrees, and says who and where they are."""
    yield Opens(character.name, character.role)
    yield Taps(character.name, "I agree")
    yield Taps(character.name, character.name)
    yield Taps(character.name, character.place)


def pairing(coordinator: str, mentor: str, mentee: str) -> Iterator[Step]:
    """A coordinator pairs two people, and both say yes."""
    yield Says(coordinator, "/pair")
    yield Taps(coordinator, f"{mentor}…")
    yield Taps(coordinator, f"{mentee}…")
    yield Taps(coordinator, "Ask them both")
    yield Taps(mentor, "Yes, gladly")
    yield Taps(mentee, "Yes, gladly")


def agreeing(
    proposer: str, other: str, reflection: tuple[str, str], meeting: tuple[str, str]
) -> Iterator[Step]:
    """One proposes a schedule with weekly meetings, the other accepts it."""
    yield Says(proposer, "/schedule")
    yield Taps(proposer, "Propose a schedule")
    yield Taps(proposer, reflection[0])
    yield Says(proposer, reflection[1])
    yield Taps(proposer, "Every week")
    yield Taps(proposer, meeting[0])
    yield Says(proposer, meeting[1])
    yield Taps(proposer, f"{meeting[0]}…")
    yield Taps(proposer, "• 60 minutes")
    yield Says(proposer, "The blue room, Harbour House")
    yield Taps(proposer, "• 24 hours")
    yield Taps(proposer, "Propose this")
    yield Taps(other, "Yes, that suits me")
