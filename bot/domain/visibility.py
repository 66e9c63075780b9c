"""Who may read what another person wrote: one table, asked by every read of others' words.

A writer always reads their own. The mentor of a relationship reads what its mentee has sent, and
the mentee reads what the mentor has sent once it is released; each only the answers that their
writer meant for the other, and only while the relationship is theirs. Nobody else reads anything:
no coordinator, and no one whose relationship has ended. There is one exception: parting words,
which are written because it ends, and would reach nobody otherwise.

Answers to a survey belong to no relationship: a coordinator of the programme reads those that were
given with a name. Anonymous ones are not in this table, since nobody knows whose they are, not even
their writer; `bot/domain/disclosure.py` says what of them may be shown.

How it is going between the two is asked of both sides. Its answers are for their writer alone,
unless the writer shares them. Of its one number a coordinator who is not one of the two learns that
it was low or fell, or that it lies apart from the other side's; this is worked out without showing
it, and is no read.
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
    """What was written: the kinds of responses, the items of an agenda, answers to a survey."""

    REFLECTION = "reflection"
    ASSESSMENT = "assessment"
    MEETING = "meeting"
    PULSE = "pulse"
    CLOSING = "closing"
    AGENDA = "agenda"
    SURVEY = "survey"


class Learned(StrEnum):
    """What somebody learns who may not read: that it happened, and when; or if a number was low."""

    HAPPENED = "happened"
    NUMBER = "number"


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
        # Handed over once, in a message that comes when it is sent; nothing shows it later.
        (Viewer.MENTOR, Matter.PULSE, Standing.SHARED, Reader.OTHER),
        (Viewer.MENTEE, Matter.PULSE, Standing.SHARED, Reader.OTHER),
        (Viewer.MENTOR, Matter.CLOSING, Standing.SHARED, Reader.OTHER),
        (Viewer.MENTEE, Matter.CLOSING, Standing.SHARED, Reader.OTHER),
        # Of the programme that asked, and only what was answered with a name.
        (Viewer.COORDINATOR, Matter.SURVEY, Standing.SHARED, Reader.OTHER),
    }
    | {
        (Viewer.WRITER, matter, standing, reader)
        for matter in Matter
        for standing in Standing
        for reader in Reader
    }
)

# What coordinators learn of what they may not read: for the health of a relationship, and never
# more. Whose number was low, and what it was, is not said; nor is any word shown.
COORDINATORS_LEARN: frozenset[tuple[Matter, Learned]] = frozenset(
    {
        (Matter.REFLECTION, Learned.HAPPENED),
        (Matter.ASSESSMENT, Learned.HAPPENED),
        (Matter.MEETING, Learned.HAPPENED),
        (Matter.PULSE, Learned.HAPPENED),
        (Matter.PULSE, Learned.NUMBER),
        (Matter.CLOSING, Learned.HAPPENED),
        (Matter.AGENDA, Learned.HAPPENED),
    }
)

_THEIRS = (RelationshipState.ACTIVE, RelationshipState.PAUSED)
# Who shares parting words does so knowing that it has ended, and was told who reads them.
_AT_THE_END = (*_THEIRS, RelationshipState.ENDED)


def may_read(viewer: Viewer, matter: Matter, standing: Standing, reader: Reader) -> bool:
    """Whether `viewer` may read an answer that its writer meant for `reader`."""
    return (viewer, matter, standing, reader) in MAY_READ


def may_learn(matter: Matter, learned: Learned) -> bool:
    """Whether coordinators are told this of what the pairs of their programme wrote."""
    return (matter, learned) in COORDINATORS_LEARN


def viewer_of(
    person_id: int,
    writer_id: int,
    mentor_id: int,
    mentee_id: int,
    state: RelationshipState,
    matter: Matter,
) -> Viewer:
    """Say what a person is to a matter written in a relationship; STRANGER unless it is theirs.

    A coordinator is a stranger here too: no relationship makes them a reader.
    """
    if person_id == writer_id:
        return Viewer.WRITER
    reads_in = _AT_THE_END if matter is Matter.CLOSING else _THEIRS
    if state not in reads_in or writer_id not in (mentor_id, mentee_id):
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
