"""Who is who in the programme on the stage, for somebody who looks at it from outside."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from bot.db.tables import Person, PersonRole
from bot.domain.people import Role
from bot.rehearsal.page import clock
from bot.rehearsal.sample import ZONE
from bot.rehearsal.stage import Stage


@dataclass(frozen=True)
class Entry:
    """One account: as what it takes part, and where its clock is."""

    name: str
    roles: tuple[Role, ...]
    zone: str


class Roll:
    """Every account on the stage, by Telegram id."""

    def __init__(self, entries: dict[int, Entry]) -> None:
        self._entries = entries

    def name(self, telegram_id: int) -> str:
        """What the account is called."""
        found = self._entries.get(telegram_id)
        return found.name if found is not None else "somebody"

    def roles(self, telegram_id: int) -> str:
        """As what somebody takes part, in words."""
        found = self._entries.get(telegram_id)
        roles = found.roles if found is not None else ()
        return " and ".join(sorted(role.value for role in roles)) or "not in the programme"

    def zone(self, telegram_id: int) -> str:
        """The time zone of this person's clock."""
        found = self._entries.get(telegram_id)
        return found.zone if found is not None else ZONE

    def clock(self, telegram_id: int, instant: datetime) -> str:
        """An instant as this person's clock shows it."""
        return clock(instant, self.zone(telegram_id))


async def read_roll(stage: Stage) -> Roll:
    """Read it from the database as it is now."""
    async with stage.db.read() as s:
        people = await s.scalars(select(Person))
        zones = {person.telegram_id: (person.id, person.zone) for person in people}
        roles: dict[int, list[Role]] = {}
        for row in await s.scalars(select(PersonRole)):
            roles.setdefault(row.person_id, []).append(row.role)
    entries = {}
    for name, someone in stage.people.items():
        row_id, zone = zones.get(someone.user_id, (0, ZONE))
        entries[someone.user_id] = Entry(name, tuple(roles.get(row_id, ())), zone)
    return Roll(entries)
