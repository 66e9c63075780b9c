"""What others see of one person today, read off the table: for telling them, in their own case."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from bot.domain.people import PersonState
from bot.domain.relationships import RelationshipState
from bot.domain.viewers import Matter, Sight, Standing, Viewer
from bot.domain.visibility import State, may_see

# What each side writes; the rest that stands between two is both sides', who know that they are two.
WRITES: dict[Viewer, tuple[Matter, ...]] = {
    Viewer.MENTEE: (
        Matter.REFLECTION,
        Matter.AGENDA,
        Matter.MEETING,
        Matter.PULSE,
        Matter.CLOSING,
        Matter.REACHING,
    ),
    Viewer.MENTOR: (Matter.ASSESSMENT, Matter.MEETING, Matter.PULSE, Matter.CLOSING),
}
_OF_TWO = (
    Matter.NAME,
    Matter.ZONE,
    Matter.BREAK,
    Matter.SCHEDULE,
    Matter.PLACE,
)
_TO_COORDINATORS = (
    Matter.SURVEY,
    Matter.TALK,
    Matter.CONCERN,
    Matter.NAME,
    Matter.ZONE,
    Matter.BREAK,
    Matter.ACTIVITY,
    Matter.AUDIT,
)
_SIGHTS = (Sight.WORDS, Sight.HAPPENED, Sight.NUMBER)
_OTHERS = tuple(set(Viewer) - {Viewer.WRITER, Viewer.OPERATOR})

Seen = tuple[Matter, Sight]


@dataclass(frozen=True)
class InPair:
    """A pair that somebody is in, on which side, and how it stands."""

    side: Viewer
    state: RelationshipState


def by_the_other(pair: InPair, me: PersonState) -> tuple[Seen, ...]:
    """What the other one of a pair sees of somebody."""
    other = Viewer.MENTOR if pair.side is Viewer.MENTEE else Viewer.MENTEE
    state = State(pair=pair.state, writer=me)
    return _seen(other, (*WRITES[pair.side], *_OF_TWO), state)


def by_coordinators(
    pairs: Iterable[InPair], me: PersonState, *, mentors: bool, coordinates: bool = False
) -> tuple[Seen, ...]:
    """What coordinators see of somebody in these pairs.

    `mentors` says that they have a mentor to speak of, `coordinates` that they look after pairs
    themselves.
    """
    about_them = tuple(each for each in _TO_COORDINATORS if mentors or each is not Matter.CONCERN)
    found = list(_seen(Viewer.COORDINATOR, about_them, State(writer=me)))
    if coordinates:
        state = State(pair=RelationshipState.ACTIVE, writer=me)
        found += _seen(Viewer.COORDINATOR, (Matter.NOTE,), state)
    for pair in pairs:
        matters = (Matter.PAIRING, *WRITES[pair.side], Matter.SCHEDULE, Matter.HEALTH)
        found += _seen(Viewer.COORDINATOR, matters, State(pair=pair.state, writer=me))
    return tuple(dict.fromkeys(found))


def by_everybody(me: PersonState) -> tuple[Seen, ...]:
    """What everybody of the programme sees of one of its coordinators."""
    return _seen(Viewer.MEMBER, (Matter.COORDINATOR,), State(writer=me))


def by_nobody(pairs: Collection[InPair], me: PersonState) -> tuple[str, ...]:
    """What is read by nobody but them: by how far it has gone, and what bears no name."""
    written: list[tuple[Matter, RelationshipState | None]] = [
        (matter, pair.state)
        for pair in pairs
        for matter in WRITES[pair.side]
        if matter is not Matter.REACHING  # nothing of it is kept, and nothing unsent is asked
    ]
    found = {
        Standing.UNSENT: [*written, (Matter.SURVEY, None)],
        Standing.KEPT: written,
    }
    apart = [
        standing.value
        for standing, matters in found.items()
        if not any(_is_read(matter, State(standing, state, me)) for matter, state in matters)
    ]
    unnamed = [] if _is_read(Matter.ANONYMOUS, State(writer=me)) else [Matter.ANONYMOUS.value]
    return (*apart, *unnamed)


def _is_read(matter: Matter, state: State) -> bool:
    """Whether anybody else reads it."""
    return any(may_see(viewer, matter, state) for viewer in _OTHERS)


def _seen(viewer: Viewer, matters: Iterable[Matter], state: State) -> tuple[Seen, ...]:
    """Of each matter, all of it, or else what is known of it."""
    found: list[Seen] = []
    for matter in matters:
        sights = [each for each in _SIGHTS if may_see(viewer, matter, state, each)]
        found += [(matter, each) for each in (sights[:1] if Sight.WORDS in sights else sights)]
    return tuple(found)
