"""Nobody sees what they should not: the whole table is walked, cell by cell."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import product
from typing import Any

import pytest

from bot.domain.people import PersonState
from bot.domain.relationships import RelationshipState
from bot.domain.responses import Reader, ResponseKind, ResponseState
from bot.domain.viewers import (
    Matter,
    Sight,
    Standing,
    Viewer,
    matter_of,
    standing_of,
    viewer_in,
)
from bot.domain.visibility import State, may_see

# Written down a second time, by hand and the other way round, so that a slip in the table shows:
# who sees how much of what; how far it has gone; how the pair stands; with whose it is.
# A star is all there are, of people all but those who were erased.
OTHERS_SEE = """
mentor words reflection agenda meeting : shared opened : active : active
mentor words pulse : shared opened : active paused : active
mentor words closing : shared opened : active paused ended : active
mentor words name pairing : * : * : *
mentor words schedule : * : active paused ended : active
mentor words reaching : * : active paused : *
mentor words zone place break : * : active paused : active
mentor happened reflection : * : active : active
mentee words meeting : shared opened : active : active
mentee words assessment pulse : shared opened : active paused : active
mentee words closing : shared opened : active paused ended : active
mentee words name pairing : * : * : *
mentee words schedule : * : active paused ended : active
mentee words zone place break : * : active paused : active
later-mentor words reflection agenda : opened : ended : active
coordinator words name zone break activity pairing talk concern : * : * : *
coordinator words health note : * : active paused : active
coordinator words survey : shared opened : * : active
coordinator happened reflection assessment meeting pulse agenda schedule : \
* : active paused : active
coordinator number pulse : * : active : active
member words coordinator : * : * : *
"""
# What stands in the database as it is; the rest is ciphertext there, or is not kept at all.
CLEAR = {"zone", "break", "activity", "pairing", "schedule", "health", "audit"}
NOT_KEPT = {"export"}
# What its own writer is not shown either, since it is nobody's, or about two.
NOBODYS = {"anonymous", "health", "audit"}
WHEN = datetime(2026, 3, 1, tzinfo=UTC)
PAIRS = (*RelationshipState, None)


def test_every_cell_of_the_table() -> None:
    """Every viewer, matter, sight and state: seen where it is written above, and nowhere else."""
    expected = set(_written_down())
    cells = product(Viewer, Matter, Sight, Standing, PAIRS, PersonState)
    seen = {cell for cell in cells if may_see(cell[0], cell[1], State(*cell[3:]), cell[2])}
    assert seen == expected


def _written_down() -> Iterator[tuple[Any, ...]]:
    known = set(PersonState) - {PersonState.LEFT}
    for line in OTHERS_SEE.strip().splitlines():
        (who, sight, *matters), standings, pairs, people = (
            part.split() for part in line.split(":")
        )
        yield from product(
            [Viewer(who.replace("-", " "))],
            map(Matter, matters),
            [Sight(sight)],
            Standing if standings == ["*"] else map(Standing, standings),
            PAIRS if pairs == ["*"] else map(RelationshipState, pairs),
            known if people == ["*"] else map(PersonState, people),
        )
    for matter in Matter:
        if matter not in NOBODYS:
            yield from product([Viewer.WRITER], [matter], [Sight.WORDS], Standing, PAIRS, known)
        if matter not in NOT_KEPT:
            sight = Sight.WORDS if matter in CLEAR else Sight.CIPHERTEXT
            yield from product([Viewer.OPERATOR], [matter], [sight], Standing, PAIRS, PersonState)
    yield from product(
        [Viewer.COORDINATOR], [Matter.AUDIT], [Sight.WORDS], Standing, PAIRS, PersonState
    )


def test_somebody_is_only_what_they_are_in_this_relationship() -> None:
    """A coordinator, or the mentor of somebody else, is a stranger to what two write."""
    mentor, mentee, somebody = 1, 2, 3
    assert viewer_in(mentor, mentee, mentor, mentee) is Viewer.MENTOR
    assert viewer_in(mentee, mentor, mentor, mentee) is Viewer.MENTEE
    assert viewer_in(mentee, mentee, mentor, mentee) is Viewer.WRITER
    assert viewer_in(somebody, mentee, mentor, mentee) is Viewer.STRANGER
    assert viewer_in(mentor, somebody, mentor, mentee) is Viewer.STRANGER


@pytest.mark.parametrize("state", ResponseState)
def test_only_what_is_sent_released_and_meant_for_others_is_shared(state: ResponseState) -> None:
    sent = state is ResponseState.SENT
    assert standing_of(state, None) is (Standing.SEALED if sent else Standing.UNSENT)
    assert standing_of(state, WHEN) is (Standing.SHARED if sent else Standing.UNSENT)
    assert standing_of(state, WHEN, Reader.ME) is (Standing.KEPT if sent else Standing.UNSENT)


@pytest.mark.parametrize("kind", ResponseKind)
def test_every_kind_of_response_is_a_matter(kind: ResponseKind) -> None:
    assert matter_of(kind).value == kind.value
