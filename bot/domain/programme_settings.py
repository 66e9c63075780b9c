"""What coordinators can set for their programme, and the values that each setting takes.

A value is a short text, the same in the database, in buttons and in what others are told:
`21:00-08:00` or `none` for the quiet hours, a whole number for a rule, a question set by its name.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import time
from enum import StrEnum

from bot.domain.plain import clean
from bot.domain.quiet import DEFAULT_QUIET, QuietHours
from bot.domain.reading_numbers import NEVER, whole_number
from bot.domain.rules import ALLOWED, Rules
from bot.domain.typed_times import parse_span

LONGEST_NAME = 120
MOST_QUIET_HOURS = 16
NONE = "none"


class Setting(StrEnum):
    """What can be set. Those that are rules are called as in `bot.domain.rules.Rules`."""

    NAME = "name"
    QUESTIONS = "questions"
    QUIET = "quiet"
    REMINDER = "remind_after_hours"
    ASK_PAIR = "ask_pair_every_weeks"
    FEWEST = "min_answers"
    FIRST_MEETING = "first_meeting_by_day"
    NO_CONTACT = "no_contact_days"
    MISSED = "reflections_missed"
    LOW_SCORE = "low_score"
    SCORE_FALL = "score_fall"
    SCORE_GAP = "score_gap"
    UNOPENED = "unopened_digests"
    KEEP = "keep_months"
    HELPLINE = "helpline"


THRESHOLDS: tuple[Setting, ...] = (
    Setting.FIRST_MEETING,
    Setting.NO_CONTACT,
    Setting.MISSED,
    Setting.LOW_SCORE,
    Setting.SCORE_FALL,
    Setting.SCORE_GAP,
    Setting.UNOPENED,
)
OFFERED: dict[Setting, tuple[int, ...]] = {
    Setting.REMINDER: tuple(ALLOWED["remind_after_hours"]),
    Setting.ASK_PAIR: (0, 1, 2, 3, 4, 6, 8),
    Setting.FEWEST: tuple(ALLOWED["min_answers"]),
    Setting.FIRST_MEETING: (7, 10, 14, 21, 28),
    Setting.NO_CONTACT: (7, 10, 14, 21, 28),
    Setting.MISSED: (1, 2, 3, 4),
    Setting.LOW_SCORE: (1, 2, 3),
    Setting.SCORE_FALL: (1, 2, 3, 4),
    Setting.SCORE_GAP: (1, 2, 3, 4),
    Setting.UNOPENED: (1, 2, 3, 4, 5),
    Setting.KEEP: (6, 12, 24, 36),
}
OFFERED_QUIET = ("20:00-09:00", "21:00-08:00", "22:00-07:00", "23:00-07:00", NONE)


class Problem(StrEnum):
    """Why a text is no value for a setting."""

    EMPTY = "empty"
    LONG = "long"
    TAKEN = "taken"
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"
    OUT_OF_RANGE = "out-of-range"
    SAME_TIME = "same-time"
    TOO_LONG_A_NIGHT = "too-long-a-night"


def is_rule(setting: Setting) -> bool:
    """Whether a setting is one of the programme's rules, a whole number."""
    return setting.value in ALLOWED


def suggested(setting: Setting) -> str | None:
    """What we suggest, for the settings for which one value is as good as any to begin with."""
    if setting is Setting.QUIET:
        return write_quiet(DEFAULT_QUIET)
    return str(getattr(Rules, setting.value)) if is_rule(setting) else None


def read(setting: Setting, text: str, sets: Collection[str]) -> str | Problem:
    """Read a value that was typed or tapped; `sets` are the question sets that there are."""
    plain = " ".join(clean(text).split())
    if setting is Setting.NAME:
        return _name(plain)
    if setting is Setting.QUESTIONS:
        return plain.lower() if plain.lower() in sets else Problem.UNKNOWN
    return _quiet(plain) if setting is Setting.QUIET else _number(setting, plain)


def with_rule(rules: Rules, setting: Setting, value: str) -> Rules:
    """The rules with one of them set to a value that `read` returned."""
    return replace(rules, **{setting.value: int(value)})


def write_quiet(hours: QuietHours) -> str:
    """Quiet hours as a value."""
    if hours.start == hours.end:
        return NONE
    return f"{hours.start:%H:%M}-{hours.end:%H:%M}"


def quiet_of(value: str) -> QuietHours:
    """The quiet hours that a value which `read` returned stands for."""
    if value == NONE:
        return QuietHours(time(0), time(0))
    start, end = value.split("-")
    return QuietHours(time.fromisoformat(start), time.fromisoformat(end))


def _name(plain: str) -> str | Problem:
    if not any(each.isalnum() for each in plain):
        return Problem.EMPTY
    return plain if len(plain) <= LONGEST_NAME else Problem.LONG


def _quiet(plain: str) -> str | Problem:
    if plain.lower().strip(".") in NEVER:
        return NONE
    span = parse_span(plain)
    if span is None:
        return Problem.UNREADABLE
    start, end = span
    if start == end:
        return Problem.SAME_TIME
    minutes = (end.hour - start.hour) * 60 + end.minute - start.minute
    if minutes % (24 * 60) > MOST_QUIET_HOURS * 60:
        return Problem.TOO_LONG_A_NIGHT
    return write_quiet(QuietHours(start, end))


def _number(setting: Setting, plain: str) -> str | Problem:
    allowed = ALLOWED[setting.value]
    if plain.lower().strip(".") in NEVER:
        return "0" if 0 in allowed else Problem.OUT_OF_RANGE
    number = whole_number(plain)
    if number is None:
        return Problem.UNREADABLE
    return str(number) if number in allowed else Problem.OUT_OF_RANGE
