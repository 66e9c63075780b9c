"""Every place where the bot waits for words, and how somebody comes there."""

from collections.abc import AsyncIterator
from datetime import timedelta

from sqlalchemy import select, update

from bot.db.tables import Meeting, Person, Response
from bot.domain.ids import to_short
from bot.domain.people import Focus, Role
from bot.domain.responses import ResponseState
from bot.services.health.handling import ALL
from tests.abuse.intruders import forge
from tests.givens import GIVENS, load_all
from tests.givens_health import PairLife
from tests.givens_reflecting import planned
from tests.surveying import EVERY_KIND, close, survey
from tests.world import World

load_all()


async def every_place(world: World) -> AsyncIterator[tuple[Focus, str]]:
    """Bring somebody to each place in turn; says which, and who is there."""
    ben, ana = await world.member("Ben", Role.MENTOR), await world.member("Ana", Role.MENTEE)
    cleo = await world.member("Cleo", Role.COORDINATOR)
    pair = await planned(world, ben, ana)
    await PairLife(world, ben, ana, pair).scored(world.clock.now() - timedelta(days=1), 1)
    over = await survey(world, cleo, EVERY_KIND[-1:], title="Over")
    await close(world, over.id)
    await survey(world, cleo, EVERY_KIND[-1:])
    await world.settle()
    async with world.db.read() as s:
        meeting = to_short((await s.scalars(select(Meeting.id))).first() or 0)
    pair_id, over_id = to_short(pair.id), to_short(over.id)
    ways = [
        (Focus.SETTINGS_NAME, "Ana", "st.name"),
        (Focus.SETTINGS_ZONE, "Ana", "st.zone"),
        (Focus.AGENDA, "Ana", "/agenda"),
        (Focus.PAUSE, "Ana", "/pause"),
        (Focus.TALK, "Ana", "/talk"),
        (Focus.TALK_WORDS, "Ana", "tk.ask"),
        (Focus.MEETING_MOVE, "Ana", f"mt.{meeting}.move"),
        (Focus.SURVEY_ANSWER, "Ana", "Write my answer"),
        (Focus.AGREEMENT, "Ben", f"ag.{pair_id}.new"),
        (Focus.PEOPLE_SEARCH, "Cleo", "/people"),
        (Focus.GROUP_NAME, "Cleo", f"pe.gn.{to_short(ana.id)}"),
        (Focus.INVITE_COUNT, "Cleo", "iv.mentee"),
        (Focus.SURVEY_WRITING, "Cleo", "sv.-.new"),
        (Focus.SURVEY_HEARD, "Cleo", f"sr.{over_id}.heard"),
        (Focus.ANNOUNCEMENT, "Cleo", "ac.new"),
        (Focus.HEALTH_NOTE, "Cleo", f"he.s.{pair_id}.{ALL}"),
        (Focus.PROGRAMME, "Cleo", "pr.s.name"),
    ]
    for focus, who, way in ways:
        await _goes(world, who, way)
        yield focus, who
    async for place in _joining(world):
        yield place
    async for place in _reflecting(world):
        yield place


async def _goes(world: World, who: str, way: str) -> None:
    if way.startswith("/"):
        world.person(who).says(way)
    elif way[0].isupper():
        world.person(who).taps(way)
    else:
        forge(world, world.person(who), way)
    await world.settle()


async def _joining(world: World) -> AsyncIterator[tuple[Focus, str]]:
    await GIVENS["a link for a mentee, from Cleo"](world)
    zoe = world.person("Zoe")
    zoe.opens_link(world.links[-1])
    await world.settle()
    zoe.taps("I agree")
    await world.settle()
    yield Focus.JOIN_NAME, "Zoe"
    await _goes(world, "Zoe", "jn.name")
    yield Focus.JOIN_ZONE, "Zoe"
    # Nobody is asked for a language while there is one only.
    async with world.db.write() as s:
        them = Person.telegram_id == zoe.user_id
        await s.execute(update(Person).where(them).values(focus=Focus.JOIN_LANGUAGE))
    await world.restart()
    yield Focus.JOIN_LANGUAGE, "Zoe"


async def _reflecting(world: World) -> AsyncIterator[tuple[Focus, str]]:
    await world.move(timedelta(days=7))
    async with world.db.read() as s:
        offered = Response.state == ResponseState.OFFERED
        response = to_short((await s.scalars(select(Response.id).where(offered))).first() or 0)
    await _goes(world, "Ana", f"an.{response}.begin")
    yield Focus.ANSWERING, "Ana"
    for _ in range(9):
        if "Skip" in world.person("Ana").last.buttons:
            world.person("Ana").taps("Skip")
            await world.settle()
    yield Focus.REVIEWING, "Ana"
