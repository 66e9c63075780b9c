"""What coordinators have seen to of one pair, as it is shown: when, by whom, and with which note."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import HealthHandled, Person
from bot.db.vault import place
from bot.domain.health import Reason, Rule
from bot.domain.people import Focus
from bot.services import members
from bot.services.core import Core

MOST_SHOWN = 8


@dataclass(frozen=True)
class SeenTo:
    """What a coordinator has seen to, when, and what they noted; `holds` while it still is so.

    A note about several reasons is there once, with the first of them.
    """

    handled_id: int
    reason: Reason
    by: str
    at: datetime
    note: str
    holds: bool


async def rows(
    s: AsyncSession, relationship_id: int, still: set[tuple[Rule, str]]
) -> list[tuple[HealthHandled, Person]]:
    """What was seen to, newest first: all that still holds, and of the rest the newest."""
    found = await s.execute(
        select(HealthHandled, Person)
        .join(Person, Person.id == HealthHandled.person_id)
        .where(HealthHandled.relationship_id == relationship_id)
        .order_by(HealthHandled.handled_at.desc(), HealthHandled.rule)
    )
    all_of_them = [(row, person) for row, person in found]
    holding = [row.id for row, _ in all_of_them if (row.rule, row.evidence) in still]
    others = [row.id for row, _ in all_of_them if row.id not in holding]
    wanted = {*holding, *others[: max(0, MOST_SHOWN - len(holding))]}
    return [each for each in all_of_them if each[0].id in wanted]


def shown(
    core: Core, rows: list[tuple[HealthHandled, Person]], still: set[tuple[Rule, str]]
) -> tuple[SeenTo, ...]:
    """Open what was seen to; a note is left out where it stands already, about the same tap."""
    said: set[tuple[int | None, int, str]] = set()
    found = []
    for row, person in rows:
        each = _seen_to(core, row, person, still)
        note = (row.update_id, row.person_id, each.note)
        found.append(replace(each, note="") if note in said else each)
        said.add(note)
    return tuple(found)


def just(me: Person, rows: list[tuple[HealthHandled, Person]]) -> tuple[int, ...]:
    """What the note is about that the reader is asked for: all that they saw to with one tap."""
    asked = next((row for row, _ in rows if row.id == me.focus_id), None)
    if me.focus is not Focus.HEALTH_NOTE or asked is None:
        return ()
    return tuple(
        row.id for row, person in rows if person.id == me.id and row.update_id == asked.update_id
    )


def _seen_to(
    core: Core, row: HealthHandled, person: Person, still: set[tuple[Rule, str]]
) -> SeenTo:
    note = ""
    if row.note is not None:
        note = core.vault.open(person, place("health_handled", "note", row.id), row.note)
    seen_at = datetime.fromisoformat(row.detail["seen_at"])
    reason = Reason(
        row.rule,
        row.evidence,
        since=seen_at,
        seen_at=seen_at,
        count=row.detail["count"],
        asked=row.detail["asked"],
        stopped=row.detail.get("stopped", False),
    )
    by = members.name_of(core.vault, person)
    holds = (row.rule, row.evidence) in still
    return SeenTo(row.id, reason, by, row.handled_at, note, holds)
