"""What the table says of all that was planted, and how it is known again in what is shown."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from bot.db.tables import OpenedHistory, Person, PersonRole, Relationship
from bot.domain.people import PersonState, Role
from bot.domain.relationships import RelationshipState
from bot.domain.viewers import Matter, Sight, Standing, Viewer, viewer_in
from bot.domain.visibility import State, may_see
from tests.abuse.planted import AWAY_UNTIL, REFLECTS_AT, ZONES, Planted
from tests.world import World

# Whose it is, what it is, and how far it has gone, or how much of it is seen.
Mark = tuple[str, str, str]
_TWO = ("ana", "ben")
_OF_ONE = {
    *(Matter.NAME, Matter.ZONE, Matter.BREAK, Matter.ACTIVITY, Matter.COORDINATOR),
    *(Matter.SURVEY, Matter.ANONYMOUS, Matter.TALK),
}
_NUMBER, _HAPPENED = Sight.NUMBER.value, Sight.HAPPENED.value
# What has been planted, besides the sentences that are found in what is shown.
FACTS: tuple[Mark, ...] = (
    *((who, "zone", "shared") for who in _TWO),
    *((who, "activity", "shared") for who in _TWO),
    *(("ana", matter, "shared") for matter in ("schedule", "health")),
    ("ben", "break", "shared"),
    ("ana", "pulse", _NUMBER),
    ("ana", "schedule", _HAPPENED),
)
SENTENCES: tuple[Mark, ...] = (
    *(("ana", "reflection", each) for each in ("shared", "kept", "unsent")),
    *(("ben", "assessment", each) for each in ("shared", "kept", "sealed")),
    *(
        ("ana", matter, each)
        for matter in ("meeting", "pulse", "closing")
        for each in ("shared", "kept")
    ),
    *(("ana", matter, each) for matter in ("agenda", "survey") for each in ("shared", "unsent")),
    *(("ana", matter, "shared") for matter in ("voice", "anonymous", "name", "place")),
    *(("ana", matter, "shared") for matter in ("talk", "concern", "reaching")),
    *(("ben", matter, "shared") for matter in ("meeting", "name")),
    *(("cleo", matter, "shared") for matter in ("coordinator", "note")),
)


@dataclass(frozen=True)
class Now:
    """How things stand in the database at the moment."""

    world: World
    planted: Planted
    rows: dict[str, Person]
    pair: RelationshipState
    later: RelationshipState
    opened: bool
    coordinators: Collection[str]


async def as_it_stands(world: World, planted: Planted) -> Now:
    """Read how everything stands."""
    async with world.db.read() as s:
        rows = {who: await s.get_one(Person, each.id) for who, each in planted.people.items()}
        pair = await s.get_one(Relationship, planted.pair.id)
        later = await s.get_one(Relationship, planted.later.id)
        opened = bool(await s.scalar(select(OpenedHistory.id)))
        coordinators = {"cleo", "ida"}
        if await s.get(PersonRole, (planted.people["ben"].id, Role.COORDINATOR)):
            coordinators.add("ben")
    return Now(world, planted, rows, pair.state, later.state, opened, coordinators)


def is_by_the_way(who: str, seen: Mark) -> bool:
    """Whether something is shown only with something else, which may not be the case here."""
    owner, matter, _ = seen
    return (
        matter == "coordinator"
        # Their own, of which they are shown everything but that line by itself.
        or (matter == "activity" and who == owner)
        or (matter == "schedule" and who in _TWO)
        # The words are for the coordinator who has seen that somebody asks.
        or (matter == "talk" and who == "ben")
        or (owner, matter, who) == ("ben", "name", "mia")
    )


def marks_in(now: Now, who: str, found: set[Any]) -> Iterator[Mark]:
    """What of all that was planted somebody has been shown."""
    for each in found:
        if isinstance(each, str):
            yield from re.findall(r"mark-(\w+)-(\w+)-(\w+)", each)
    yield from ((owner, matter, "shared") for owner, matter, leaf in _LEAVES if leaf in found)
    yield from (
        (each, "activity", "shared") for each in _TWO if ("Card", now.rows[each].id) in found
    )
    if now.planted.voice in found:
        yield "ana", "voice", "shared"
    yield from ((owner, "zone", "shared") for owner in _TWO if ZONES[owner] in found)
    if "Rule.LOW_SCORE" in found:
        yield "ana", "pulse", _NUMBER
    if now.planted.meets_at in found:
        # Of the one who is no coordinator, more than the mere time: they get a calendar's entry.
        is_told = who in _TWO
        yield "ana", "schedule", "shared" if is_told else _HAPPENED


_LEAVES: tuple[tuple[str, str, Any], ...] = (
    ("ben", "break", AWAY_UNTIL),
    ("ben", "break", AWAY_UNTIL.date()),
    ("ana", "health", "PairHealth.last_alive"),
    ("ana", "schedule", REFLECTS_AT),
)


def may(now: Now, who: str, seen: Mark) -> bool:
    """What the table says of a mark."""
    owner, name, how = seen
    matter = Matter.REFLECTION if name == "voice" else Matter(name)
    sight = Sight(how) if how in (_NUMBER, _HAPPENED) else Sight.WORDS
    standing = Standing.SHARED if sight is not Sight.WORDS else Standing(how)
    if matter is Matter.NAME and owner in now.coordinators and who != "zoe":
        return who in now.planted.people
    # A note is about the two, and what two agreed on is both of theirs.
    whose = who if matter is Matter.SCHEDULE and who in _TWO else owner
    whose = "ana" if matter is Matter.NOTE else whose
    return any(
        may_see(viewer, matter, State(stands, pair, now.rows[whose].state), sight)
        for viewer, pair, stands in _roles(now, who, owner, matter, standing)
    )


def _roles(
    now: Now, who: str, owner: str, matter: Matter, standing: Standing
) -> Iterator[tuple[Viewer, RelationshipState | None, Standing]]:
    """What somebody is to what is another's: they may be several things at once."""
    people = now.planted.people
    if who not in people or now.rows[who].state is PersonState.LEFT:
        yield Viewer.STRANGER, None, standing
        return
    of_one = matter in _OF_ONE
    if who == owner or (matter is Matter.SCHEDULE and who in _TWO):
        yield Viewer.WRITER, None if of_one else now.pair, standing
        return
    for mentor, state in (("ben", now.pair), ("dan", now.later)):
        if of_one or mentor == "ben":
            ids = (people[each].id for each in (who, owner, mentor, "ana"))
            yield viewer_in(*ids), state, standing
    if who == "dan" and not of_one:
        opened = now.opened and standing is Standing.SHARED
        yield Viewer.LATER_MENTOR, now.pair, Standing.OPENED if opened else standing
    if who in now.coordinators and (of_one or who not in _TWO):
        yield Viewer.COORDINATOR, None if of_one else now.pair, standing
    if who != "zoe":
        yield Viewer.MEMBER, None, standing
