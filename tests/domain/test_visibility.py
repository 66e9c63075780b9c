"""Nobody reads what they should not: the whole matrix is walked, cell by cell."""

from datetime import UTC, datetime
from itertools import product

import pytest

from bot.domain.relationships import RelationshipState
from bot.domain.responses import Reader, ResponseKind, ResponseState
from bot.domain.visibility import (
    Matter,
    Standing,
    Viewer,
    matter_of,
    may_read,
    standing_of,
    viewer_of,
)

# Written down a second time, by hand, so that a slip in the table shows.
OTHERS_MAY = {
    "mentor reads reflection",
    "mentor reads meeting",
    "mentor reads agenda",
    "mentee reads assessment",
    "mentee reads meeting",
    "mentor reads pulse",
    "mentee reads pulse",
    "mentor reads closing",
    "mentee reads closing",
    "coordinator reads survey",
}
WHEN = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("viewer", "matter", "standing", "reader"), list(product(Viewer, Matter, Standing, Reader))
)
def test_every_cell_of_the_matrix(
    viewer: Viewer, matter: Matter, standing: Standing, reader: Reader
) -> None:
    shared = standing is Standing.SHARED and reader is Reader.OTHER
    expected = viewer is Viewer.WRITER or (shared and f"{viewer} reads {matter}" in OTHERS_MAY)
    assert may_read(viewer, matter, standing, reader) is expected


@pytest.mark.parametrize(("state", "matter"), list(product(RelationshipState, Matter)))
def test_a_relationship_makes_readers_only_while_it_is_theirs(
    state: RelationshipState, matter: Matter
) -> None:
    """Parting words alone are read after the end; and a coordinator is nobody in any cell."""
    mentor, mentee, coordinator = 1, 2, 3
    theirs = state in (RelationshipState.ACTIVE, RelationshipState.PAUSED)
    theirs |= state is RelationshipState.ENDED and matter is Matter.CLOSING
    assert viewer_of(mentor, mentee, mentor, mentee, state, matter) is (
        Viewer.MENTOR if theirs else Viewer.STRANGER
    )
    assert viewer_of(mentee, mentor, mentor, mentee, state, matter) is (
        Viewer.MENTEE if theirs else Viewer.STRANGER
    )
    assert viewer_of(mentee, mentee, mentor, mentee, state, matter) is Viewer.WRITER
    assert viewer_of(coordinator, mentee, mentor, mentee, state, matter) is Viewer.STRANGER


@pytest.mark.parametrize("matter", Matter)
def test_what_somebody_else_wrote_is_not_read_through_a_relationship(matter: Matter) -> None:
    assert viewer_of(1, 9, 1, 2, RelationshipState.ACTIVE, matter) is Viewer.STRANGER


@pytest.mark.parametrize("state", ResponseState)
def test_only_what_is_sent_and_released_is_shared(state: ResponseState) -> None:
    sent = state is ResponseState.SENT
    assert standing_of(state, None) is (Standing.SEALED if sent else Standing.UNSENT)
    assert standing_of(state, WHEN) is (Standing.SHARED if sent else Standing.UNSENT)


@pytest.mark.parametrize("kind", ResponseKind)
def test_every_kind_of_response_is_a_matter(kind: ResponseKind) -> None:
    assert matter_of(kind).value == kind.value
