"""What can be said about when a mentor reads what their mentee sends."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Reads(StrEnum):
    """How sure it is: `THEN`, at an instant; the others say why no time is named."""

    THEN = "then"
    SOMETIME = "sometime"
    UNPLANNED = "unplanned"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True)
class Reading:
    """When the mentor is due to read it; `at` is there for `THEN` alone."""

    reads: Reads
    at: datetime | None = None
