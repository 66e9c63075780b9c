"""Words for what people fill in, and who may read it."""

from enum import StrEnum


class ResponseKind(StrEnum):
    """Which occasion a response was written for."""

    REFLECTION = "reflection"
    ASSESSMENT = "assessment"
    MEETING = "meeting"
    PULSE = "pulse"
    CLOSING = "closing"


class ResponseState(StrEnum):
    """Offered by a prompt, open once begun; then sent, skipped for this occasion, or lapsed.

    A lapsed response stays its writer's own and can still be sent.
    """

    OFFERED = "offered"
    OPEN = "open"
    SENT = "sent"
    SKIPPED = "skipped"
    LAPSED = "lapsed"


class Reader(StrEnum):
    """Who reads an answer besides its writer."""

    OTHER = "other"
    ME = "me"


class AnswerKind(StrEnum):
    """How a question was answered."""

    TEXT = "text"
    VOICE = "voice"
    SCALE = "scale"
    CHOICE = "choice"
