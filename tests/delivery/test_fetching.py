"""A file that somebody sent is fetched though the way to Telegram stumbles, and not for ever."""

import pytest

from bot.domain.people import Role
from tests.world import World


@pytest.fixture
def file_id(world: World) -> str:
    return world.telegram.world.add_file(
        "document", "people.csv", b"name,role\n", "text/csv"
    ).file_id


async def test_it_comes_as_it_was_sent_after_a_reset(world: World, file_id: str) -> None:
    world.telegram.faults.server_error(method="getFile", times=2)
    assert await world.bot.gateway.fetch(file_id) == b"name,role\n"


async def test_it_is_given_up_when_telegram_stays_away_or_has_it_no_longer(
    world: World, file_id: str
) -> None:
    assert await world.bot.gateway.fetch("what") is None
    world.telegram.faults.server_error(method="getFile", times=50)
    assert await world.bot.gateway.fetch(file_id) is None
    world.telegram.faults.clear()


async def test_whoever_sent_it_is_asked_to_send_it_again(world: World) -> None:
    cleo = await world.member("Cleo", Role.COORDINATOR)
    world.telegram.faults.server_error(method="getFile", times=4)
    cleo.at.sends_document("people.csv", b"name,role\nAna,mentee\n")
    await world.settle()
    assert "send it once more" in cleo.at.last.text
    cleo.at.sends_document("PEOPLE.CSV", b"name,role\n" + b"x" * 1_000_000)
    await world.settle()
    assert "larger than one megabyte" in cleo.at.last.text
    names = "".join(f"Somebody {number:05},mentee,\n" for number in range(4_900))
    cleo.at.sends_document("people.csv", f"name,role,mentor\n{names}".encode())
    await world.settle()
    told = [message.text for message in cleo.at.private.newest_first() if message.from_bot]
    assert told[1] == "Thank you. I am checking the file."
    assert "There are 4,900 people in this file." in told[0]
