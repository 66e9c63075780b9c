"""Saying when a survey goes out, when it closes, and whether it comes again."""

from datetime import UTC, datetime, timedelta

from bot.domain.ids import from_short
from bot.domain.survey_input import Problem, What
from bot.domain.survey_steps import Step, following
from bot.domain.survey_times import (
    FARTHEST,
    MOST_WEEKS,
    read_closing,
    read_opening,
    whole_days,
)
from bot.services.surveys.draft_rows import Draft, opens_first, zone_of

Problems = tuple[Problem, ...]

_LONGEST = FARTHEST.days
_NEVER = frozenset({"no", "never", "once"})


async def opens_now(draft: Draft, _value: str) -> Problems:
    """It goes out as soon as it is sent."""
    draft.survey.opens_at = None
    _on(draft, Step.OPENS)
    return ()


async def opens_at(draft: Draft, value: str) -> Problems:
    """It goes out at a moment from a button: minutes since 1970, in short."""
    minutes = from_short(value)
    if minutes is None or minutes > 10**8:
        return ()
    return _opens(draft, datetime.fromtimestamp(minutes * 60, tz=UTC))


async def opens_typed(draft: Draft, text: str) -> Problems:
    """It goes out at a typed date and time, as the author's clocks show them."""
    moment = read_opening(text, draft.core.clock.now(), draft.me.zone)
    return (Problem(What.WHEN_UNREAD),) if moment is None else _opens(draft, moment)


async def closes_after(draft: Draft, value: str) -> Problems:
    """It closes some days after it went out."""
    return _days(draft, from_short(value) or 0)


async def closes_typed(draft: Draft, text: str) -> Problems:
    """It closes after a typed length, or at a typed date."""
    found = read_closing(text, draft.core.clock.now(), draft.me.zone)
    if found is None:
        return (Problem(What.WHEN_UNREAD),)
    if isinstance(found, int):
        return _days(draft, found)
    opens = await opens_first(draft)
    if found <= draft.core.clock.now():
        return (Problem(What.WHEN_PAST),)
    if found <= opens:
        return (Problem(What.CLOSES_FIRST),)
    if found > opens + FARTHEST:
        return (Problem(What.WHEN_FAR),)
    draft.survey.closes_at, draft.survey.days_open = found, None
    _on(draft, Step.CLOSES)
    return ()


async def repeats(draft: Draft, value: str) -> Problems:
    """It comes again after this many weeks; after none, never."""
    return await _repeat(draft, from_short(value))


async def repeats_typed(draft: Draft, text: str) -> Problems:
    """It comes again after a typed number of weeks, such as "8" or "8 weeks"."""
    plain = text.strip().lower().removeprefix("every ").removesuffix("weeks").removesuffix("week")
    plain = "0" if plain.strip() in _NEVER else plain.strip()
    return await _repeat(draft, int(plain) if plain.isdecimal() and len(plain) < 4 else None)


async def wrong_times(draft: Draft) -> Problems:
    """Return what is wrong with the times by now; the author then stands where it belongs."""
    survey, now = draft.survey, draft.core.clock.now()
    if survey.opens_at is not None and survey.opens_at <= now:
        draft.go(Step.OPENS)
        return (Problem(What.WHEN_PAST),)
    if survey.closes_at is None and survey.days_open is None:
        draft.go(Step.CLOSES)
        return (Problem(What.CLOSES_OPEN),)
    if survey.closes_at is not None and survey.closes_at <= (survey.opens_at or now):
        draft.go(Step.CLOSES)
        return (Problem(What.CLOSES_FIRST),)
    if survey.repeat_weeks is not None and survey.repeat_weeks * 7 < await length(draft):
        draft.go(Step.REPEAT)
        return (Problem(What.REPEAT_SOON, count=await length(draft)),)
    return ()


async def length(draft: Draft) -> int:
    """How many days it would be open."""
    survey = draft.survey
    if survey.days_open is not None or survey.closes_at is None:
        return survey.days_open or 0
    return whole_days(await opens_first(draft), survey.closes_at, await zone_of(draft))


def _opens(draft: Draft, moment: datetime) -> Problems:
    now = draft.core.clock.now()
    if moment <= now:
        return (Problem(What.WHEN_PAST),)
    if moment > now + FARTHEST:
        return (Problem(What.WHEN_FAR),)
    draft.survey.opens_at = moment
    closes = draft.survey.closes_at
    if closes is not None and closes <= moment + timedelta(hours=1):
        # It would be over before it begins: that is asked again, and what was said is kept.
        draft.go(Step.CLOSES)
        return (Problem(What.CLOSES_FIRST),)
    _on(draft, Step.OPENS)
    return ()


def _days(draft: Draft, days: int) -> Problems:
    if days < 1:
        return (Problem(What.WHEN_UNREAD),)
    if days > _LONGEST:
        return (Problem(What.WHEN_FAR),)
    draft.survey.days_open, draft.survey.closes_at = days, None
    _on(draft, Step.CLOSES)
    return ()


async def _repeat(draft: Draft, weeks: int | None) -> Problems:
    if weeks is None or weeks > MOST_WEEKS:
        return (Problem(What.REPEAT_UNREAD, MOST_WEEKS),)
    days = await length(draft)
    if weeks and weeks * 7 < days:
        return (Problem(What.REPEAT_SOON, count=days),)
    draft.survey.repeat_weeks = weeks or None
    _on(draft, Step.REPEAT)
    return ()


def _on(draft: Draft, step: Step) -> None:
    draft.go(following(step, reviewed=draft.survey.reviewed))
