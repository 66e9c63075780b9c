"""Who may read what another person wrote: one table, asked by every read of others' words.

A writer always reads their own. The mentor of a relationship reads what its mentee has sent, and
the mentee reads what the mentor has sent once it is released; each only the answers that their
writer meant for the other, and only while the relationship is theirs. Nobody else reads anything:
no coordinator, and no one whose relationship has ended.
"""

from datetime import datetime
from enum import StrEnum

from bot.domain.relationships import RelationshipState
from bot.domain.responses import Reader, ResponseKind, ResponseState


class Viewer(StrEnum):
    """What the one who wants to read is to what was written."""

    WRITER = "writer"
    MENTOR = "mentor"
    MENTEE = "mentee"
    COORDINATOR = "coordinator"
    STRANGER = "stranger"


class Matter(StrEnum):
    """What was written: the kinds of responses, and the items of an agenda."""

    REFLECTION = "reflection"
    ASSESSMENT = "assessment"
    MEETING = "meeting"
    PULSE = "pulse"
    CLOSING = "closing"
    AGENDA = "agenda"


class Standing(StrEnum):
    """How far it has gone: not sent, sent but sealed, or shared with the other side."""

    UNSENT = "unsent"
    SEALED = "sealed"
    SHARED = "shared"


MAY_READ: frozenset[tuple[Viewer, Matter, Standing, Reader]] = frozenset(
    {
        (Viewer.MENTOR, Matter.REFLECTION, Standing.SHARED, Reader.OTHER),
        (Viewer.MENTOR, Matter.MEETING, Standing.SHARED, Reader.OTHER),
        (Viewer.MENTOR, Matter.AGENDA, Standing.SHARED, Reader.OTHER),
        (Viewer.MENTEE, Matter.ASSESSMENT, Standing.SHARED, Reader.OTHER),
        (Viewer.MENTEE, Matter.MEETING, Standing.SHARED, Reader.OTHER),
    }
    | {
        (Viewer.WRITER, matter, standing, reader)
        for matter in Matter
        for standing in Standing
        for reader in Reader
    }
)

_THEIRS = (RelationshipState.ACTIVE, RelationshipState.PAUSED)


def may_read(viewer: Viewer, matter: Matter, standing: Standing, reader: Reader) -> bool:
    """Whether `viewer` may read an answer that its writer meant for `reader`."""
    return (viewer, matter, standing, reader) in MAY_READ


def viewer_of(
    person_id: int, writer_id: int, mentor_id: int, mentee_id: int, state: RelationshipState
) -> Viewer:
    """Say what a person is to something written in a relationship; STRANGER unless it is theirs.

    A coordinator is a stranger here too: no relationship makes them a reader.
    """
    if person_id == writer_id:
        return Viewer.WRITER
    if state not in _THEIRS or writer_id not in (mentor_id, mentee_id):
        return Viewer.STRANGER
    if person_id == mentor_id:
        return Viewer.MENTOR
    return Viewer.MENTEE if person_id == mentee_id else Viewer.STRANGER


def matter_of(kind: ResponseKind) -> Matter:
    """Say which kind of matter a response is."""
    return Matter(kind.value)


def standing_of(state: ResponseState, released_at: datetime | None) -> Standing:
    """Say how far a response has gone."""
    if state is not ResponseState.SENT:
        return Standing.UNSENT
    return Standing.SEALED if released_at is None else Standing.SHARED
