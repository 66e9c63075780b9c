"""Which use case does what has fallen due."""

from collections.abc import Mapping

from bot.domain.queues import DueKind
from bot.services import pauses
from bot.services.sweep import FallsDue

FALLS_DUE: Mapping[DueKind, FallsDue] = {
    DueKind.RESUME: pauses.on_resume,
}
