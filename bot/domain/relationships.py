"""Relationships, the agreement both sides accepted, and their meetings."""

from enum import StrEnum


class RelationshipKind(StrEnum):
    """What kind of pair it is."""

    MENTORING = "mentoring"
    MENTOR_PEERS = "mentor_peers"
    MENTOR_SUPPORT = "mentor_support"


class RelationshipState(StrEnum):
    """A pair is proposed, then active once both agreed; it can be paused, and it ends."""

    PROPOSED = "proposed"
    DECLINED = "declined"
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


# Begun and not over: these two are, or may become, somebody to each other.
LIVING = (RelationshipState.PROPOSED, RelationshipState.ACTIVE, RelationshipState.PAUSED)


class AgreementState(StrEnum):
    """A draft is one side's own; a proposal waits for the other; one accepted agreement stands."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    REPLACED = "replaced"


class MeetingState(StrEnum):
    """What became of a planned meeting."""

    PLANNED = "planned"
    CALLED_OFF = "called_off"
    PAST = "past"
