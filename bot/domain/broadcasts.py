"""Words for broadcasts: one message to many, each from its own outbox row."""

from enum import StrEnum


class BroadcastKind(StrEnum):
    """What is sent: a survey, its one reminder, an announcement, or what came of a survey."""

    SURVEY = "survey"
    REMINDER = "reminder"
    ANNOUNCEMENT = "announcement"
    HEARD = "heard"


# What is for nothing once no answers are taken any more.
ASKS = frozenset({BroadcastKind.SURVEY, BroadcastKind.REMINDER})


class BroadcastState(StrEnum):
    """A draft is being written; sending, until every message has an outcome; stopped half-way."""

    DRAFT = "draft"
    SENDING = "sending"
    STOPPED = "stopped"
    DONE = "done"
    CANCELLED = "cancelled"
