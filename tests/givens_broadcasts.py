"""Set-ups for the transcripts about announcements and how far they are."""

from sqlalchemy import update

from bot.db.tables import Person
from tests.givens import given
from tests.world import World


@given("Eve lives in New York")
async def _far_away(world: World) -> None:
    async with world.db.write() as s:
        found = update(Person).where(Person.telegram_id == world.person("Eve").user_id)
        await s.execute(found.values(zone="America/New_York"))
