"""A request for a person: to whom it goes, and what happens while nobody has seen it.

For coordinators the pauses are short at first and grow: somebody is waiting, but a volunteer whose
phone is silent at night shall not find forty messages in the morning. Each time one coordinator
more is told, as long as there is another.
"""

from bisect import bisect_right
from datetime import timedelta
from enum import StrEnum


class Wanted(StrEnum):
    """What somebody asks for: a coordinator, their mentor, or a coordinator about their mentor."""

    COORDINATOR = "coordinator"
    MENTOR = "mentor"
    CONCERN = "concern"


# In case it did not reach the first coordinator, who may just have blocked the bot.
FIRST_LOOK = timedelta(minutes=1)
# What was begun and never sent is gone after so long.
DRAFT_LASTS = timedelta(days=1)
# Nobody can be reached: somebody may be back.
LOOKS_FOR_SOMEBODY = timedelta(minutes=10)
# Somebody saw it: is it settled?
ASKS_IF_SETTLED = timedelta(days=1)
LOOKS_AGAIN = timedelta(hours=1)

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_COORDINATORS = (
    10 * _MINUTE,
    20 * _MINUTE,
    30 * _MINUTE,
    _HOUR,
    2 * _HOUR,
    4 * _HOUR,
    8 * _HOUR,
    16 * _HOUR,
    *(day * _DAY for day in range(1, 7)),
)
# A mentor is on no duty: they are reminded, and whoever asked is told that there are others.
_MENTOR = (_HOUR, 4 * _HOUR, _DAY)
_TELLS = frozenset(
    {10 * _MINUTE, _HOUR, 4 * _HOUR, 16 * _HOUR, *(day * _DAY for day in range(1, 7))}
)


def gives_up_after(wanted: Wanted) -> timedelta:
    """How long a request that nobody sees is repeated; then whoever asked is told so."""
    return 2 * _DAY if wanted is Wanted.MENTOR else 7 * _DAY


def step_at(wanted: Wanted, waited: timedelta) -> int:
    """How many times a request has been repeated that nobody has seen for so long."""
    return bisect_right(_steps(wanted), waited)


def next_after(wanted: Wanted, waited: timedelta) -> timedelta:
    """How long after it was sent something happens next."""
    if waited < FIRST_LOOK:
        return FIRST_LOOK
    steps = _steps(wanted)
    step = bisect_right(steps, waited)
    return steps[step] if step < len(steps) else gives_up_after(wanted)


def tells_asker(wanted: Wanted, step: int) -> bool:
    """Whether whoever asked is told, with this repetition, that nobody has seen it yet."""
    return step > 0 and _steps(wanted)[step - 1] in _TELLS


def _steps(wanted: Wanted) -> tuple[timedelta, ...]:
    return _MENTOR if wanted is Wanted.MENTOR else _COORDINATORS
