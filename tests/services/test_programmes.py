"""A programme begins with a helpline, and a zone that exists."""

import pytest

from bot.services.people import programmes
from bot.services.people.programmes import Line, SetupError
from tests.world import World

LINE = Line("Night line", "+44 20 7946 0000")


async def test_a_programme_is_made_with_its_helplines_in_order(either_world: World) -> None:
    lines = [LINE, Line("Day line", "call 1234")]
    made = await programmes.create_programme(
        either_world.core, "  Harbour   North ", "peer", "Europe/London", "en", lines
    )
    assert made.name == "Harbour North"
    assert made.helplines == tuple(lines)
    with pytest.raises(SetupError, match="already"):
        await programmes.create_programme(
            either_world.core, "harbour north", "peer", "Europe/London", "en", lines
        )
    assert await programmes.all_programmes(either_world.core) == (made,)


@pytest.mark.parametrize(
    ("name", "zone", "lines", "says"),
    [
        ("Harbour", "Europe/London", [], "at least one helpline"),
        ("Harbour", "Europe/Atlantis", [LINE], "not a time zone"),
        ("Harbour", "../etc/passwd", [LINE], "not a time zone"),
        ("", "Europe/London", [LINE], "needs a name"),
        ("x" * 121, "Europe/London", [LINE], "needs a name"),
        ("Harbour", "Europe/London", [Line(" ", "123")], "A helpline needs"),
        ("Harbour", "Europe/London", [Line("Night line", "")], "A helpline needs"),
    ],
)
async def test_what_is_missing_is_said_and_nothing_is_made(
    world: World, name: str, zone: str, lines: list[Line], says: str
) -> None:
    with pytest.raises(SetupError, match=says):
        await programmes.create_programme(world.core, name, "peer", zone, "en", lines)
    assert await programmes.all_programmes(world.core) == ()
