"""Named set-ups for transcripts. Others live in files of their own, `tests/givens_<topic>.py`."""

from collections.abc import Awaitable, Callable
from importlib import import_module
from pathlib import Path

from bot.domain.people import Role
from tests.world import World

Given = Callable[[World], Awaitable[None]]

GIVENS: dict[str, Given] = {}


def given(name: str) -> Callable[[Given], Given]:
    """Make a set-up known to transcripts, which ask for it with a line `given: <name>`."""

    def known(set_up: Given) -> Given:
        if name in GIVENS:
            raise ValueError(f"there are two set-ups called {name!r}")
        GIVENS[name] = set_up
        return set_up

    return known


@given("a programme with nobody in it")
async def _programme(world: World) -> None:
    await world.programme()


@given("a coordinator, Cleo")
async def _coordinator(world: World) -> None:
    await world.member("Cleo", Role.COORDINATOR)


@given("a pair: Ana, mentored by Ben")
async def _pair(world: World) -> None:
    ben = await world.member("Ben", Role.MENTOR)
    ana = await world.member("Ana", Role.MENTEE)
    await world.pair(ben, ana)


def load_all() -> None:
    """Import every file of set-ups."""
    for path in sorted(Path(__file__).parent.glob("givens_*.py")):
        import_module(f"tests.{path.stem}")
