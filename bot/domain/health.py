"""The health of a relationship: what is known about it, and one state with its dated reasons.

`bot/domain/health_rules.py` says what is a reason, `bot/domain/standing.py` what state they make.
Nothing here holds a word that anybody wrote.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class HealthState(StrEnum):
    """From the one that needs a call today to the one that needs nothing."""

    URGENT = "urgent"
    NEEDS_CHECKIN = "needs_checkin"
    TOO_EARLY = "too_early"
    ON_TRACK = "on_track"


class Rule(StrEnum):
    """What can put a relationship into another state than on track."""

    NO_FIRST_MEETING = "no_first_meeting"
    NO_CONTACT = "no_contact"
    REFLECTIONS_MISSED = "reflections_missed"
    LOW_SCORE = "low_score"
    FALLEN_SCORE = "fallen_score"
    SCORES_APART = "scores_apart"
    BOTH_SILENT = "both_silent"
    DIGESTS_UNOPENED = "digests_unopened"


@dataclass(frozen=True)
class Reflection:
    """A reflection that has ended: sent, skipped on purpose, or `missed`. `key` tells it apart."""

    key: str
    offered_at: datetime
    ended_at: datetime
    sent: bool
    missed: bool


@dataclass(frozen=True)
class Pulse:
    """One side was asked how it is going: the `number`, or None if the time went by.

    `on` is the day it was planned for, nearly the same for both sides of one round. `ended_at` is
    when the number was tapped, or when the time was over.
    """

    key: str
    by_mentor: bool
    on: date
    offered_at: datetime
    ended_at: datetime
    number: int | None


@dataclass(frozen=True)
class SentDigest:
    """A digest that went out before a meeting, and whether the mentor showed that they saw it.

    It comes into their chat whole, where nobody can tell whether it is read. So a sign is that
    they asked for it again, or began to say how the meeting was, just below it.
    """

    key: str
    meeting_at: datetime
    seen: bool


@dataclass(frozen=True)
class Facts:
    """What is known about one relationship; every instant aware, every list in order of time.

    `began` is when both had said yes. `back_at` are the ends of breaks: the pair went on, or one of
    the two came back. `held` are meetings of which one of the two said that they took place;
    `planned` are all that were on their schedule, and `unsaid` those of them that nobody called off
    and nobody has spoken of; they are known only for those who have not met at all.
    `alive` are moments at which either of them wrote or tapped anything.
    `every_days` is how far apart their meetings were agreed to be, 0 without an agreement.
    `stopped_asking_at` is when the bot stopped asking for reflections, None while it asks.
    """

    began: datetime
    back_at: tuple[datetime, ...] = ()
    held: tuple[datetime, ...] = ()
    planned: tuple[datetime, ...] = ()
    unsaid: tuple[datetime, ...] = ()
    reflections: tuple[Reflection, ...] = ()
    pulses: tuple[Pulse, ...] = ()
    digests: tuple[SentDigest, ...] = ()
    alive: tuple[datetime, ...] = ()
    every_days: int = 0
    stopped_asking_at: datetime | None = None


@dataclass(frozen=True)
class Reason:
    """A rule that speaks, `since` when it does, and the day of what it is about, `seen_at`.

    `evidence` (at most 64 characters) names that happening: it changes only when something new
    happens. `count` is how many days, reflections or digests, or the score that is the limit.
    `asked` says that both sides are silent in that neither answered when asked how it is going;
    `stopped` that nothing has been asked for since `seen_at`.
    """

    rule: Rule
    evidence: str
    since: datetime
    seen_at: datetime
    count: int
    asked: bool = False
    stopped: bool = False


@dataclass(frozen=True)
class Handled:
    """That a coordinator has seen to a reason, and when."""

    rule: Rule
    evidence: str
    at: datetime


@dataclass(frozen=True)
class Standing:
    """The state of a relationship, the reasons for it, and those that were seen to.

    `state` is None where one of the two takes a break and there is no reason to call.
    """

    state: HealthState | None
    reasons: tuple[Reason, ...] = ()
    handled: tuple[Reason, ...] = ()
