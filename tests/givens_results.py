"""Set-ups for transcripts in which a coordinator looks at what a survey came to."""

from sqlalchemy import select

from bot.db.tables import Survey
from bot.domain.people import Role
from bot.domain.queues import Cause
from bot.domain.survey_answers import Given
from bot.services.surveys import scheduling
from tests.givens import given
from tests.resulting import K, answers, arrives, five, words
from tests.surveying import Asked, cleo, survey
from tests.world import World

QUESTIONS: list[Asked] = [
    (K.FIVE, "How are things going between you two?"),
    (K.CHOICES, "What helps you most?", ["Listening", "Plans", "Being reminded"]),
    (K.YES_NO, "Would you like to meet others?"),
    (K.TEXT, "What should we change?"),
]
YES, NO = Given(K.YES_NO, 1), Given(K.YES_NO, 0)
_SAID = (
    (five(2), Given(K.CHOICES, choices=(0, 2)), YES, words("Shorter <evenings>, please")),
    (five(4), Given(K.CHOICES, choices=(0,)), YES, words("Nothing")),
    (five(4), None, NO, words("=A1 as a start")),
    (five(5), Given(K.CHOICES, choices=(1,)), YES, words("More tea")),
    (five(3), Given(K.CHOICES, choices=(0, 1)), YES, words("More time")),
)


async def _answered(
    world: World, count: int, *, anonymous: bool, ruth_blocks: bool = False
) -> None:
    asked = [await world.member(name, Role.MENTEE) for name in ("Ana", "Bea", "Cem", "Dov", "Eli")]
    asked.append(await world.member("Ruth", Role.MENTOR))
    made = await survey(world, await cleo(world), QUESTIONS, anonymous=anonymous)
    await arrives(world, except_at=asked[-1] if ruth_blocks else None)
    for person, said in zip(asked[:count], _SAID, strict=False):
        await answers(world, made.id, person, *said)


async def _close(world: World) -> None:
    async with world.db.write() as s:
        found = (await s.scalars(select(Survey))).one()
        await scheduling.close(s, world.core, found, Cause())


@given("two have answered Cleo's survey, by name")
async def _two(world: World) -> None:
    await _answered(world, 2, anonymous=False)


@given("five have answered Cleo's survey, anonymously")
async def _five(world: World) -> None:
    await _answered(world, 5, anonymous=True)


@given("four have answered Cleo's survey, anonymously, and Ruth was out of reach")
async def _four(world: World) -> None:
    await _answered(world, 4, anonymous=True, ruth_blocks=True)


@given("Cleo's survey closes")
async def _closes(world: World) -> None:
    await _close(world)
