"""A link lets in one person, once, while it is good; nobody comes in by guessing, and no log has it."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event, func, select

from bot.db.tables import Base, Consent, Invite, Person, PersonRole
from bot.domain.people import Role
from bot.rehearsal.people import Person as Someone
from bot.services.people.invites import LIFETIME
from tests.abuse.intruders import forge
from tests.givens import GIVENS, load_all
from tests.services.surveys.evidence import gather, logged
from tests.world import World

load_all()
WELCOME, NAME = "You are invited as", "What shall I call you?"
AGREE = "I agree"


async def link(world: World, given: str = "a link for a mentee, from Cleo") -> str:
    await GIVENS[given](world)
    return world.links[-1]


async def opens(world: World, name: str, url: str) -> str:
    """Open a link, and return all that the bot says."""
    world.person(name).new_messages()
    world.person(name).opens_link(url)
    return await answer(world, world.person(name))


async def taps(world: World, name: str, label: str = AGREE) -> str:
    world.person(name).new_messages()
    world.person(name).taps(label)
    return await answer(world, world.person(name))


async def answer(world: World, someone: Someone) -> str:
    await world.settle()
    return "\n".join(message.text for message in someone.new_messages())


async def count(world: World, *tables: type[Base]) -> list[int]:
    """How many rows there are of each."""
    async with world.db.read() as s:
        return [await s.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


async def roles(world: World, name: str) -> Sequence[Role]:
    async with world.db.read() as s:
        of_them = Person.telegram_id == world.person(name).user_id
        found = select(PersonRole.role).join(Person, Person.id == PersonRole.person_id)
        return (await s.scalars(found.where(of_them).order_by(PersonRole.role))).all()


async def test_a_link_that_was_used_lets_nobody_else_in(world: World) -> None:
    """Not who opens it afterwards, nor who was shown the welcome before and agrees after."""
    url = await link(world)
    dead = await opens(world, "Zed", "https://t.me/plumbline_bot?start=c29tZWJvZHkgaW52ZW50")
    assert WELCOME in await opens(world, "Mallory", url)
    assert WELCOME in await opens(world, "Ana", url)
    assert NAME in await taps(world, "Ana")
    before = await count(world, Person, PersonRole, Consent)
    assert dead in await taps(world, "Mallory")
    assert await opens(world, "Mallory", url) == dead
    assert await opens(world, "Eve", url) == dead
    assert await count(world, Person, PersonRole, Consent) == before


async def test_of_two_who_agree_at_once_one_comes_in(either_world: World) -> None:
    """And the same one alone, however often they tap."""
    world = either_world
    url = await link(world)
    people = [world.person(f"Guest {number}") for number in range(8)]
    for someone in people:
        someone.opens_link(url)
    await world.settle()
    for someone in people:
        someone.new_messages()
        someone.taps(AGREE)
        someone.taps(AGREE)
    await world.settle()
    said = ["\n".join(message.text for message in each.new_messages()) for each in people]
    assert sum(NAME in each for each in said) == 1
    assert all(NAME in each or "does not work" in each for each in said)
    assert await count(world, Person, PersonRole, Consent) == [2, 2, 2]  # Cleo, and one of them


@pytest.mark.parametrize("end", ["expired", "revoked"])
async def test_a_link_lets_nobody_in_any_more_once_it_is(world: World, end: str) -> None:
    """Also who was shown the welcome while it was good; and its answer is that of an invented one."""
    await world.member("Cleo", Role.COORDINATOR)
    for step in ("/invite", "A mentee", "Just one"):
        world.person("Cleo").says(step) if step[0] == "/" else world.person("Cleo").taps(step)
        await world.settle()
    url = world.links[-1]
    assert WELCOME in await opens(world, "Ana", url)
    if end == "revoked":
        await taps(world, "Cleo", "Take it back")
    else:
        world.clock.move(LIFETIME - timedelta(seconds=1))
        assert WELCOME in await opens(world, "Ana", url)
        world.clock.move(timedelta(seconds=1))
    dead = await opens(world, "Zed", "https://t.me/plumbline_bot?start=c29tZWJvZHkgaW52ZW50")
    assert dead in await taps(world, "Ana")
    assert await opens(world, "Ana", url) == dead
    assert await count(world, Person) == [1]


async def test_a_mentees_link_in_the_hands_of_who_has_a_role_already_takes_nobodys_place(
    world: World,
) -> None:
    """Nothing is used up but by agreeing, nothing is given in another programme, nor given twice."""
    url = await link(world)
    await world.member("Mia", Role.MENTEE)
    await world.member("Ben", Role.MENTOR)
    lighthouse = await world.programme("Lighthouse")
    await world.member("Lou", Role.COORDINATOR, programme=lighthouse)
    assert "You do not need that link" in await opens(world, "Mia", url)
    assert "belongs to another programme" in await opens(world, "Lou", url)
    for name in ("Ben", "Cleo"):
        assert "This link adds something" in await opens(world, name, url)
    assert [await roles(world, each) for each in ("Mia", "Ben", "Lou", "Cleo")] == [
        [Role.MENTEE],
        [Role.MENTOR],
        [Role.COORDINATOR],
        [Role.COORDINATOR],
    ]
    assert NAME in await _agreed(world, "Ana", url)
    assert "does not work" in await taps(world, "Ben")
    assert await roles(world, "Ben") == [Role.MENTOR]


async def test_whoever_reads_the_database_finds_nothing_in_it_that_lets_them_in(
    world: World,
) -> None:
    """The number of an invite, in a forged button, alone or with what somebody else was shown."""
    url = await link(world, "a link for a coordinator, from Cleo")
    await opens(world, "Ana", url)
    button = world.person("Ana").last.button(0, 0).data
    assert button is not None
    _, _, number, *_, version = button.split(".")
    await world.member("Mia", Role.MENTEE)
    for data in (f"jn.yes.{number}", f"jn.yes.{number}.{version}", f"jn.yes.{number}..3", button):
        for name in ("Mallory", "Mia"):
            forge(world, world.person(name), data)
    await world.settle()
    assert await count(world, Person, PersonRole) == [2, 2]
    forge(world, world.person("Mallory"), button.replace("yes", "no"))
    await world.settle()
    async with world.db.read() as s:
        assert (await s.scalars(select(Invite.refused_at))).all() == [None]
    assert NAME in await taps(world, "Ana")


async def _agreed(world: World, name: str, url: str) -> str:
    await opens(world, name, url)
    return await taps(world, name)


@pytest.mark.parametrize("guesses", [300, pytest.param(10_000, marks=pytest.mark.soak)])
async def test_ten_thousand_guesses_let_nobody_in_and_soon_are_not_even_looked_up(
    world: World, guesses: int
) -> None:
    """Whether all come from one account or a few from each of many; a real link is still good."""
    url = await link(world)
    before = await count(world, Person, Invite)
    world.telegram.limits = None
    one = world.person("Mallory")
    for number in range(guesses):
        one.says(f"/start {'guess':0<16}{number:06}")
    with _looked_up(world) as looked_up:
        await world.settle()
    assert len(looked_up) < 30
    many = [world.person(f"Guesser {number}") for number in range(guesses // 3)]
    for number, someone in enumerate(many):
        someone.says(f"/start {'other':0<16}{number:06}")
    await world.settle()
    heard = [message.text for message in one.new_messages()]
    assert not any(WELCOME in text for text in heard)
    assert len(heard) < 20
    assert all("does not work" in someone.last.text for someone in many)
    assert await count(world, Person, Invite) == before
    assert WELCOME in await opens(world, "Ana", url)


@contextmanager
def _looked_up(world: World) -> Iterator[list[str]]:
    """What is read of invites meanwhile."""
    engine, read = world.db.engine.sync_engine, list[str]()

    def note(*said: object) -> None:
        if "FROM invites" in str(said[2]):
            read.append(str(said[2]))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield read
    finally:
        event.remove(engine, "before_cursor_execute", note)


async def test_no_link_is_in_any_log_nor_in_the_database(world: World) -> None:
    """At DEBUG, with a refusal by Telegram, a reset, and a failure of ours while it is handled."""
    with logged() as log:
        await world.member("Cleo", Role.COORDINATOR)
        world.telegram.faults.server_error(method="sendMessage", times=2)
        cleo = world.person("Cleo")
        for step in ("/invite", "A mentee", "5", "As messages"):
            cleo.says(step) if step[0] == "/" else cleo.taps(step)
            await world.settle()
        world.telegram.faults.reset_before_delivery(method="sendMessage", times=1)
        for number, url in enumerate(world.links[:-1]):
            await _agreed(world, f"Ana {number}", url)
        await opens(world, "Ana 9", world.links[0])
        token = world.links[-1].rpartition("=")[2]
        world.person("Zed").says(f"Is this right? /start {token} or {world.links[-1]}")
        world.kill()
        world.person("Eve").opens_link(world.links[-1])
        await world.crash()
    written, raw = log.getvalue(), (await gather(world.db)).raw
    tokens = {url.rpartition("=")[2] for url in world.links}
    assert len(tokens) == 5
    assert written
    assert [each for each in tokens if each in written] == []
    assert [each for each in tokens if each.encode() in raw] == []
    assert not re.search(r"start[= ](?!<)[\w-]{16,}", written)
