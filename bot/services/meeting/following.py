"""Which meetings there are once an agreement stands: for making them, and for saying so before."""

from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Agreement, Meeting, Person, Relationship
from bot.db.vault import Vault
from bot.domain.recurrence import Occurrence, Rule, next_occurrence, to_instant
from bot.domain.relationships import MeetingState
from bot.domain.terms import meeting_rule, names
from bot.services.core import Core
from bot.services.meeting import meeting_rows
from bot.services.relationships import terms

AHEAD = 2
_MOST_LOOKED_AT = 60


async def rule_of(
    s: AsyncSession, vault: Vault, relationship: Relationship, agreement: Agreement
) -> Rule | None:
    """Return when a pair meets by an agreement; None by arrangement, or while it is unsettled."""
    mentee = await s.get_one(Person, relationship.mentee_id)
    return meeting_rule(await terms.read(s, vault, agreement), mentee.zone)


def kept_at(
    meeting: Meeting, rule: Rule | None, old: Rule | None, now: datetime
) -> datetime | None:
    """Return when a meeting of the `old` schedule is by the new `rule`; None if it is off.

    One that was moved to another time stays there, unless the schedule itself now says another.
    """
    if rule is None:
        return None
    stays = meeting.moved and old is not None and old.wall_time == rule.wall_time
    if names(rule, meeting.occurrence):
        at = to_instant(meeting.occurrence, rule.wall_time, rule.zone)
        return meeting.starts_at if stays else at
    goes_on = old is not None and next_occurrence(old, now) == next_occurrence(rule, now)
    # The day that it was moved away from has gone by: a new schedule begins after that.
    is_late = to_instant(meeting.occurrence, rule.wall_time, rule.zone) <= now
    return meeting.starts_at if stays and goes_on and is_late else None


def coming(
    rule: Rule, known: dict[date, Meeting], now: datetime
) -> list[tuple[Occurrence, Meeting | None]]:
    """Return the next two occurrences that take place, each with its meeting if there is one.

    A meeting that somebody called off stays called off, and the one after it counts instead.
    """
    found: list[tuple[Occurrence, Meeting | None]] = []
    after = now
    for _ in range(_MOST_LOOKED_AT):
        occurrence = next_occurrence(rule, after)
        if occurrence is None or len(found) == AHEAD:
            break
        after = occurrence.instant
        meeting = known.get(occurrence.local_date)
        if meeting is None or _takes_place(meeting, now):
            found.append((occurrence, meeting))
    return found


async def meets(
    s: AsyncSession, core: Core, relationship: Relationship, agreement: Agreement
) -> tuple[datetime, ...]:
    """Return when a pair meets next, if this agreement stands or were to stand.

    Two instants where the next one was arranged by itself: it, and the first of the schedule.
    """
    now = core.clock.now()
    rule = await rule_of(s, core.vault, relationship, agreement)
    before = await terms.standing(s, relationship.id)
    old = await rule_of(s, core.vault, relationship, before) if before is not None else None
    planned = await meeting_rows.ahead_of(s, core, relationship)
    of_the_schedule = [kept_at(each, rule, old, now) for each in planned if not each.added]
    if rule is not None:
        known = await meeting_rows.by_occurrence(s, relationship)
        for occurrence, meeting in coming(rule, known, now):
            if meeting is None or meeting.state is MeetingState.CALLED_OFF:
                of_the_schedule.append(occurrence.instant)
    first = min((at for at in of_the_schedule if at is not None), default=None)
    arranged = [each.starts_at for each in planned if each.added]
    sooner = [at for at in arranged if first is None or at < first]
    return (*sooner[:1], *([first] if first is not None else []))


def _takes_place(meeting: Meeting, now: datetime) -> bool:
    if meeting.state is MeetingState.CALLED_OFF:
        # By an earlier schedule, and by nobody.
        return meeting.changed_by is None
    return meeting.state is MeetingState.PLANNED and meeting.starts_at > now
