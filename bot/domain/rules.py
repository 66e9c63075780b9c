"""What a programme's coordinators can set: each rule with its default and the values allowed."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(frozen=True)
class Rules:
    """A programme's own settings. Days, weeks and months are whole; `remind_after_hours` 0 means
    never. `keep_months` is how long what people wrote is kept.

    `ask_pair_every_weeks` is how often each side is asked one question about the relationship;
    0 means never.
    """

    remind_after_hours: int = 24
    min_answers: int = 5
    ask_pair_every_weeks: int = 2
    first_meeting_by_day: int = 10
    no_contact_days: int = 14
    reflections_missed: int = 2
    low_score: int = 2
    score_fall: int = 2
    score_gap: int = 2
    unopened_digests: int = 3
    keep_months: int = 24

    @classmethod
    def from_json(cls, data: Mapping[str, Any] | None) -> "Rules":
        """Read what `to_json` wrote; what is missing keeps its default."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in (data or {}).items() if name in known})

    def to_json(self) -> dict[str, int]:
        """Return only what differs from the defaults, so that better defaults reach everybody."""
        return {k: v for k, v in asdict(self).items() if v != getattr(Rules, k)}


ALLOWED: Mapping[str, range] = {
    "remind_after_hours": range(0, 49, 12),
    "min_answers": range(3, 11),
    "ask_pair_every_weeks": range(0, 9),
    "first_meeting_by_day": range(3, 61),
    "no_contact_days": range(7, 91),
    "reflections_missed": range(1, 9),
    "low_score": range(1, 4),
    "score_fall": range(1, 5),
    "score_gap": range(1, 5),
    "unopened_digests": range(1, 11),
    "keep_months": range(3, 121),
}
