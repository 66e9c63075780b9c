"""Making a schedule, step by step: which question comes next, and what an answer may be.

Every wall time here is in the mentee's zone. An answer travels as a short text, the same from a
button as from what somebody typed (`read` turns the one into the other), and `chosen` takes it.
"""

import re
from dataclasses import replace
from datetime import date, time
from enum import StrEnum

from bot.domain.recurrence import Cadence
from bot.domain.terms import (
    DIGEST_HOURS,
    LONGEST,
    PLACE_LENGTH,
    SHORTEST,
    WEEKS,
    Terms,
    falls_on,
)
from bot.domain.typed_dates import parse_date, parse_weekday
from bot.domain.typed_times import parse_time

_NUMBER = re.compile(r"(?P<number>[0-9]{1,3}) ?(min|mins|minutes|hours)?")


class Step(StrEnum):
    """One question on the way to a schedule; the last shows all of it."""

    REFLECTION_DAY = "rday"
    REFLECTION_TIME = "rtime"
    CADENCE = "cadence"
    MEETING_DAY = "mday"
    MEETING_WEEK = "mweek"
    MEETING_TIME = "mtime"
    FIRST_MEETING = "first"
    LENGTH = "length"
    PLACE = "place"
    DIGEST = "digest"
    REVIEW = "review"


REFLECTION_STEPS = (Step.REFLECTION_DAY, Step.REFLECTION_TIME)
MEETING_STEPS = (
    Step.CADENCE,
    Step.MEETING_DAY,
    Step.MEETING_WEEK,
    Step.MEETING_TIME,
    Step.FIRST_MEETING,
)
DETAIL_STEPS = (Step.LENGTH, Step.PLACE, Step.DIGEST)
SECTIONS = (REFLECTION_STEPS, MEETING_STEPS, DETAIL_STEPS)


def path(terms: Terms) -> tuple[Step, ...]:
    """The questions that these terms need, in order."""
    left_out: set[Step] = set()
    if terms.cadence is not Cadence.MONTHLY:
        left_out.add(Step.MEETING_WEEK)
    if terms.cadence is Cadence.ARRANGEMENT:
        left_out.update(MEETING_STEPS[1:])
    return tuple(step for step in Step if step not in left_out)


def is_complete(terms: Terms) -> bool:
    """Whether everything that needs an answer has one, so that it can be proposed."""
    return all(_settled(terms, step) for step in path(terms))


def following(terms: Terms, step: Step, *, reviewed: bool) -> Step:
    """The question after `step`.

    Once `reviewed`, only the rest of the same section is asked, and what is still open.
    """
    rest = path(terms)[path(terms).index(step) + 1 :]
    if reviewed:
        section = _section(step)
        rest = tuple(s for s in rest if s in section or not _settled(terms, s))
    return rest[0] if rest else Step.REVIEW


def preceding(terms: Terms, step: Step, *, reviewed: bool) -> Step | None:
    """The question before `step`; None at the very first."""
    if reviewed and step is _section(step)[0]:
        return Step.REVIEW
    before = path(terms)[: path(terms).index(step)]
    return before[-1] if before else None


def chosen(terms: Terms, step: Step, value: str) -> Terms:
    """The terms with one answer taken in. `ValueError` for a value that the step does not know."""
    match step:
        case Step.REFLECTION_DAY:
            return replace(terms, reflection_weekday=_one_of(value, range(7)))
        case Step.REFLECTION_TIME:
            return replace(terms, reflection_time=_time(value))
        case Step.LENGTH:
            return replace(terms, minutes=_one_of(value, range(SHORTEST, LONGEST + 1)))
        case Step.PLACE:
            if len(value) > PLACE_LENGTH:
                raise ValueError("too long for a place")
            return replace(terms, place=value)
        case Step.DIGEST:
            return replace(terms, digest_hours=_one_of(value, DIGEST_HOURS))
        case Step.REVIEW:
            raise ValueError("a review asks nothing")
        case _:
            return _meeting_chosen(terms, step, value)


def _meeting_chosen(terms: Terms, step: Step, value: str) -> Terms:
    if step is Step.FIRST_MEETING:
        first = date.fromisoformat(value)
        if not falls_on(terms, first):
            raise ValueError("not a date that the cadence names")
        return replace(terms, first_meeting_on=first)
    if step is Step.CADENCE:
        changed = _with_cadence(terms, Cadence(value))
    elif step is Step.MEETING_DAY:
        changed = replace(terms, meeting_weekday=_one_of(value, range(7)))
    elif step is Step.MEETING_WEEK:
        changed = replace(terms, meeting_week=_one_of(value, WEEKS))
    else:
        changed = replace(terms, meeting_time=_time(value))
    # The first date belonged to the rhythm as it was.
    return terms if changed == terms else replace(changed, first_meeting_on=None)


def _with_cadence(terms: Terms, cadence: Cadence) -> Terms:
    if cadence is Cadence.ARRANGEMENT:
        return replace(
            terms, cadence=cadence, meeting_weekday=None, meeting_week=None, meeting_time=None
        )
    week = terms.meeting_week if cadence is Cadence.MONTHLY else None
    return replace(terms, cadence=cadence, meeting_week=week)


def read(step: Step, text: str, today: date) -> str | None:
    """Turn what somebody typed into a value for `chosen`; None if it is no answer to `step`."""
    text = text.strip()
    match step:
        case Step.REFLECTION_DAY | Step.MEETING_DAY:
            weekday = parse_weekday(text)
            return None if weekday is None else str(weekday)
        case Step.REFLECTION_TIME | Step.MEETING_TIME:
            at = parse_time(text)
            return None if at is None else f"{at:%H%M}"
        case Step.FIRST_MEETING:
            day = parse_date(text, today)
            return None if day is None else day.isoformat()
        case Step.PLACE:
            return text or None
        case Step.LENGTH | Step.DIGEST:
            found = _NUMBER.fullmatch(text.lower())
            return found["number"] if found is not None else None
        case _:
            return text.lower() if text.lower() in {c.value for c in Cadence} else None


def _section(step: Step) -> tuple[Step, ...]:
    return next((section for section in SECTIONS if step in section), (Step.REVIEW,))


def _settled(terms: Terms, step: Step) -> bool:
    values = {
        Step.REFLECTION_DAY: terms.reflection_weekday,
        Step.REFLECTION_TIME: terms.reflection_time,
        Step.CADENCE: terms.cadence,
        Step.MEETING_DAY: terms.meeting_weekday,
        Step.MEETING_WEEK: terms.meeting_week,
        Step.MEETING_TIME: terms.meeting_time,
        Step.FIRST_MEETING: terms.first_meeting_on,
    }
    return step not in values or values[step] is not None


def _time(value: str) -> time:
    if len(value) != 4 or not (value.isascii() and value.isdigit()):
        raise ValueError("a time is four digits")
    return time(int(value[:2]), int(value[2:]))


def _one_of(value: str, allowed: range | tuple[int, ...]) -> int:
    number = int(value)
    if number not in allowed:
        raise ValueError(f"{number} is not among the choices")
    return number
