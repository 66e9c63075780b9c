"""Who keeps asking for what is not theirs is answered slower; nobody else ever is."""

from datetime import timedelta

from sqlalchemy import func, select

from bot.db.tables import AuditEntry, Base, InboxRow
from bot.domain.deeds import Deed
from bot.domain.patience import FEW, FORGIVES, LONGEST_WAIT, Tries, tried
from bot.domain.people import Role
from bot.rehearsal.people import Person as Someone
from bot.services.slowed import MOST, Slowed
from tests.givens import GIVENS, load_all
from tests.world import START, World

load_all()
_COORDINATORS = ("/people", "/invite", "/pair", "/survey", "/health", "/programme")


async def _tries(world: World, someone: Someone, *said: str) -> list[str]:
    """Say each, one after the other; returns the last thing that the bot said after each."""
    answers = []
    for words in said:
        someone.says(words)
        await world.settle()
        answers.append(someone.last.content.text)
    return answers


async def _rows(world: World) -> dict[str, int]:
    """How many rows there are of everything but the numbers of updates."""
    async with world.db.read() as s:
        return {
            table.name: await s.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
            if table is not InboxRow.__table__
        }


async def test_attempts_slow_down_whoever_makes_them_and_never_keep_help_away(
    either_world: World,
) -> None:
    """After a few, nothing of theirs is handled for a while, but /talk and what is said after it.

    Nor is what they may demand about what is held of them. They are told so kindly; words of distress bring the helplines; a restart changes nothing.
    """
    world = either_world
    await world.member("Ana", Role.MENTEE)
    await world.member("Cleo", Role.COORDINATOR)
    ana = world.person("Ana")
    told = await _tries(world, ana, *_COORDINATORS)
    assert len(_COORDINATORS) == FEW
    assert set(told) == {"That is not something I can do for you here."}

    (break_told,) = await _tries(world, ana, "/settings")
    assert "taking a break from this chat for a minute" in break_told
    quiet = len(ana.chat)
    await _tries(world, ana, "/help")
    assert len(ana.chat) == quiet + 1, "said once, not each time"

    await world.restart()
    await _tries(world, ana, "/help")
    (lines,) = await _tries(world, ana, "/talk")
    assert "Night line" in lines
    for demanded in ("/privacy", "/forget", "/mydata", "/start"):
        answers = await _tries(world, ana, demanded)
        assert answers, demanded
        assert "taking a break" not in answers[0]
    (distress,) = await _tries(world, ana, "/settings I want to kill myself tonight")
    assert "nobody has read what you just wrote" in distress
    assert "Night line" in distress

    await world.move(timedelta(minutes=1))
    told = await _tries(world, ana, "/settings", *_COORDINATORS, "/settings")
    assert "taking a break" not in told[0]
    assert "for 2 minutes" in told[-1]
    async with world.db.read() as s:
        noted = (await s.scalars(select(AuditEntry.deed))).all()
    assert sorted(noted) == [Deed.REFUSED, Deed.TOOK_DATA], (
        "one line, however often it happens in a day"
    )


async def test_whoever_has_to_wait_comes_in_by_a_right_link_but_guesses_one_a_minute(
    world: World,
) -> None:
    """All the way, and once they are in they wait no more; a link that is not theirs is held."""
    await GIVENS["a link that was used by somebody else"](world)
    await GIVENS["a link for a mentee, from Cleo"](world)
    used, good = (f"/start {url.rpartition('=')[2]}" for url in world.links)
    mallory = world.person("Mallory")
    guesses = [f"/start guess{number}" for number in range(FEW)]
    assert "taking a break" in (await _tries(world, mallory, *guesses, "/start guess"))[-1]
    assert "taking a break" in (await _tries(world, mallory, good))[0], "the second in a minute"
    await world.move(timedelta(minutes=1))
    assert "taking a break" in (await _tries(world, mallory, *guesses, used))[-1]
    await world.move(timedelta(minutes=1))
    assert "by invitation" in (await _tries(world, mallory, "/start"))[0]
    assert "You are invited as" in (await _tries(world, mallory, good))[0]
    for label in ("I agree", "Mallory"):
        mallory.taps(label)
        await world.settle()
    assert "Where are you?" in mallory.last.text
    await _tries(world, mallory, "Lisbon")
    mallory.presses(mallory.last, 0, 0)
    await world.settle()
    assert "taking a break" not in "".join(await _tries(world, mallory, "/settings", "/help"))


async def test_a_forged_button_counts_and_an_old_one_never_does(world: World) -> None:
    """Only a button that was never on the message it came with tells of a forged app."""
    await world.member("Ana", Role.MENTEE)
    await world.member("Cleo", Role.COORDINATOR)
    ana, cleo = world.person("Ana"), world.person("Cleo")
    await _tries(world, ana, "/talk", "/settings")
    shown = ana.last
    label = shown.buttons[0]
    for _ in range(3 * FEW):
        ana.taps(label, on=shown, stale=True)
        await world.settle()
    assert not world.core.slowed.until(ana.user_id, world.clock.now())

    for number in range(FEW):
        ana.taps_data(f"sr.{number}", on=shown)
        await world.settle()
    assert world.core.slowed.until(ana.user_id, world.clock.now())
    assert not world.core.slowed.until(cleo.user_id, world.clock.now())
    # What begins like the buttons of agreeing is another's schedule.
    ana.taps_data("ag.0.yes", on=shown)
    await world.settle()
    assert "taking a break" in ana.answers[-1].text


async def test_guessing_links_slows_a_stranger_down_and_stores_nothing(world: World) -> None:
    """Who is not known is remembered in memory alone, and somebody else's link works meanwhile."""
    await world.member("Cleo", Role.COORDINATOR)
    mallory, ana = world.person("Mallory"), world.person("Ana")
    before = await _rows(world)
    said = await _tries(world, mallory, *(f"/start guess{number}" for number in range(FEW + 1)))
    assert "taking a break" in said[-1]
    assert "taking a break" not in "".join(said[:-1])
    assert "Night line" in (await _tries(world, mallory, "/talk"))[0]
    assert await _rows(world) == before
    assert "taking a break" not in (await _tries(world, ana, "/start once"))[0]


def test_waits_double_up_to_an_hour_and_shrink_again_with_time() -> None:
    """Whoever goes on at once waits longer each time; whoever stops is trusted again."""
    now, tries, waits = START, None, []
    for _ in range(9):
        for _ in range(FEW):
            tries = tried(tries, now)
        assert tries is not None
        assert tries.until is not None
        waits.append(tries.until - now)
        now = tries.until
    minutes = [each.total_seconds() / 60 for each in waits]
    assert minutes == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert waits[-1] == LONGEST_WAIT

    now += 3 * FORGIVES
    for _ in range(FEW):
        tries = tried(tries, now)
    assert tries is not None
    assert tries.until == now + timedelta(minutes=8)


def test_tries_far_apart_never_add_up() -> None:
    """A wrong command now and then, for a year, costs nobody a second."""
    now, tries = START, None
    for _ in range(1000):
        now += timedelta(hours=9)
        tries = tried(tries, now)
        assert not tries.waits(now)


def test_the_memory_of_strangers_has_a_bound() -> None:
    """However many accounts guess, only so many are remembered, and none for longer than hours."""
    slowed = Slowed()
    for stranger in range(MOST + 50):
        for _ in range(FEW):
            slowed.count(stranger, START)
    waiting = [each for each in range(MOST + 50) if slowed.until(each, START)]
    assert len(waiting) == MOST
    assert waiting[0] == 50
    slowed.note(-1, Tries(1, START + timedelta(days=1)), START + timedelta(days=1))
    assert not slowed.until(MOST, START)
