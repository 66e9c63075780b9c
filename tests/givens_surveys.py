"""Set-ups for transcripts in which people answer surveys."""

from sqlalchemy import select

from bot.db.tables import Survey
from bot.domain.audiences import Audience
from bot.domain.people import Role
from bot.domain.queues import Cause
from bot.services.surveys import scheduling
from tests.givens import given
from tests.surveying import EVERY_KIND, SCALES, Asked, K, cleo, close, survey
from tests.world import World


async def _asks(world: World, *questions: Asked, anonymous: bool = False) -> None:
    await world.member("Ana", Role.MENTEE)
    await survey(world, await cleo(world), questions, anonymous=anonymous)


@given("Ana is asked five scales, by name")
async def _scales(world: World) -> None:
    await _asks(world, *SCALES)


@given("Ana is asked a question of every kind, by name")
async def _every_kind(world: World) -> None:
    await _asks(world, *EVERY_KIND)


@given("Ana is asked a question of every kind, anonymously")
async def _anonymously(world: World) -> None:
    await _asks(world, *EVERY_KIND, anonymous=True)


@given("Ana is asked for words first, anonymously")
async def _words_first(world: World) -> None:
    await _asks(world, (K.TEXT, "What should we change?"), SCALES[0], anonymous=True)


@given("Ana is asked two questions, by name")
async def _two(world: World) -> None:
    await _asks(world, SCALES[0], (K.TEXT, "What should we change?"))


@given("the survey closes")
async def _closes(world: World) -> None:
    async with world.db.read() as s:
        found = (await s.scalars(select(Survey.id))).one()
    await close(world, found)


@given("the reminder goes out")
async def _reminder(world: World) -> None:
    async with world.db.write() as s:
        found = (await s.scalars(select(Survey))).one()
        assert await scheduling.remind(s, world.core, found, Cause(), None) == 1


@given("Cleo asks the mentees two questions, anonymously")
async def _cleo_asks(world: World) -> None:
    questions = (EVERY_KIND[4], EVERY_KIND[5])
    everybody = Audience(roles=frozenset({Role.MENTEE}))
    await survey(world, await cleo(world), questions, anonymous=True, audience=everybody)
