"""What the page must know that stands only in the bot's own database."""

from dataclasses import dataclass, field

from sqlalchemy import select

from bot.db.tables import Person, PersonRole, Programme
from bot.domain.people import Role
from bot.rehearsal.sample import ZONE
from bot.rehearsal.stage import Stage
from bot.rehearsal.upcoming import Upcoming


@dataclass(frozen=True)
class Facts:
    """The programme's name and zone; by Telegram id who is what and where; what happens next."""

    programme: str = ""
    zone: str = ZONE
    roles: dict[int, tuple[Role, ...]] = field(default_factory=dict)
    zones: dict[int, str] = field(default_factory=dict)
    upcoming: Upcoming | None = None

    def first(self, role: Role, ids: list[int]) -> int | None:
        """The first of these people who has this role."""
        return next((each for each in ids if role in self.roles.get(each, ())), None)


async def read_facts(stage: Stage) -> Facts:
    """Read them as they are now."""
    async with stage.db.read() as s:
        programme = await s.scalar(select(Programme).order_by(Programme.created_at).limit(1))
        people = await s.execute(select(Person.telegram_id, Person.zone))
        zones = {each.telegram_id: each.zone for each in people}
        held = select(Person.telegram_id, PersonRole.role).join(
            PersonRole, PersonRole.person_id == Person.id
        )
        roles: dict[int, tuple[Role, ...]] = {}
        for telegram_id, role in await s.execute(held):
            roles[telegram_id] = tuple(sorted((*roles.get(telegram_id, ()), role)))
    return Facts(
        programme=programme.name if programme is not None else "",
        zone=programme.zone if programme is not None else ZONE,
        roles=roles,
        zones=zones,
        upcoming=await stage.upcoming(),
    )
