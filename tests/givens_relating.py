"""Set-ups in which both sides are asked now and then how it is going, or a pair pauses or ends.

Ana and Ben are as in `givens_reflecting`: a pair since Monday 2 March 2026, in a peer programme.
"""

from sqlalchemy import select

from bot.db.tables import Relationship
from bot.domain.people import Role
from bot.render import pair_page as shown
from bot.services.core import Actor
from bot.services.relationships import pair_page, pulse_plan
from tests.givens import given
from tests.world import World


@given("both are asked how it is going")
async def _asked(world: World) -> None:
    await pulse_plan.plan_missing(world.core)


@given("Cleo, who coordinates, has the page of Ana and Ben open")
async def _page(world: World) -> None:
    cleo = await world.member("Cleo", Role.COORDINATOR)
    async with world.db.read() as s:
        relationship = (await s.scalars(select(Relationship))).one()
    view = await pair_page.show(world.core, Actor(cleo.at.user_id, -1), relationship.id)
    await world.bot.gateway.reply(cleo.at.user_id, shown.page(view))


@given("Cleo, who coordinates; Ida, a coordinator too")
async def _two_coordinators(world: World) -> None:
    await world.member("Cleo", Role.COORDINATOR)
    await world.member("Ida", Role.COORDINATOR)
