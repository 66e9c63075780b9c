"""What was not shared, or was shared with somebody else, reaches nobody: not in any message.

Everything has been planted (`tests/abuse/planted.py`); looked through is all that anybody is sent.
"""

import re
from datetime import UTC, datetime, timedelta

import pytest

from bot.db.tables import Person, Relationship
from bot.domain.ids import to_short
from bot.domain.relationships import RelationshipState
from bot.rehearsal.model import Message
from bot.rehearsal.people import Person as Someone
from bot.render import result_files
from bot.services.surveys import results
from tests.abuse.planted import Planted, plant
from tests.resulting import by
from tests.world import World

_HELD_BACK = re.compile(r"mark-\w+-(?:\w+-(?:kept|unsent|sealed)|anonymous-\w+)")
_HERS = re.compile(r"mark-ana-(?:reflection|agenda|voice|meeting|pulse)-\w+")


@pytest.fixture
async def planted(world: World) -> Planted:
    """Everything, with nobody on a break."""
    found = await plant(world)
    async with world.db.write() as s:
        ben = await s.get_one(Person, found.people["ben"].id)
        ben.paused_at = ben.paused_until = None
    return found


async def says(world: World, who: Someone, *commands: str) -> str:
    """What somebody is shown in answer to some commands."""
    who.new_messages()
    for command in commands:
        who.says(command)
        await world.settle()
    return seen_by(who)


async def presses(world: World, who: Someone, data: str) -> str:
    """What somebody is shown by a button, whether they ever had it or not."""
    who.new_messages()
    who.taps_data(data, on=who.last)
    await world.settle()
    return seen_by(who)


def seen_by(who: Someone) -> str:
    """All that is new in somebody's chat: words, buttons, and what is in files."""
    found: list[str] = []
    for message in who.new_messages():
        found += [all_of(message), *message.buttons]
    return "\n".join(found)


async def ends(world: World, planted: Planted) -> None:
    """End the pair of Ana and Ben."""
    async with world.db.write() as s:
        row = await s.get_one(Relationship, planted.pair.id)
        row.state, row.ended_at = RelationshipState.ENDED, world.clock.now()


async def test_an_unshared_answer_is_in_no_digest_export_chart_or_alert(
    world: World, planted: Planted
) -> None:
    """Digests, Monday's health with its chart, survey results and files, everybody's /mydata."""
    people = planted.people
    await world.move_to(datetime(2026, 3, 9, 12, tzinfo=UTC))
    said = {
        "ben": ("/digest", "/mentees", "/schedule", "/mydata"),
        "dan": ("/digest", "/mentees", "/mydata"),
        "ida": ("/health", "/people", "/survey", "/audit", "/mydata"),
    }
    for who, commands in said.items():
        for command in commands:
            people[who].at.says(command)
            await world.settle()
    await world.move(timedelta(days=7))
    exported = await _exports(world, planted)
    sent = {who: [m for m in people[who].at.chat if m.from_bot] for who in said}
    everything = {
        who: "\n".join(all_of(message) for message in messages) for who, messages in sent.items()
    }
    assert "mark-ana-reflection-shared" in everything["ben"]
    assert any("health" in each.text.lower() or "pairs" in each.text for each in sent["ida"])
    assert "mark-ana-survey-shared" in exported
    assert not _HELD_BACK.findall(exported)
    # Ben's own file holds what he kept to himself.
    found = {who: set(_HELD_BACK.findall(text)) for who, text in everything.items()}
    assert found == {"ben": {each for each in found["ben"] if "-ben-" in each}} | {
        "dan": set(),
        "ida": set(),
    }


async def _exports(world: World, planted: Planted) -> str:
    """What stands in all files of the results of all surveys."""
    await world.move(timedelta(days=1))
    found = []
    for survey_id in planted.known["survey_id"]:
        view = await results.results(world.core, by(planted.people["ida"], 9_001), survey_id)
        files = (result_files.csv_file(view), result_files.words_file(view))
        found += [repr(view), *(repr(each) for each in files)]
    return "\n".join(found)


def all_of(message: Message) -> str:
    """The words of a message, and what is in its file."""
    content = b"" if message.file is None else message.file.content
    return f"{message.text}\n{content.decode('utf-8', 'replace')}"


async def test_a_new_mentor_sees_nothing_of_the_old_history_unless_the_mentee_says_so(
    world: World, planted: Planted
) -> None:
    """By no command and by no button; then only what was shared; and nothing once she takes it back."""
    await ends(world, planted)
    dan, ana = planted.people["dan"].at, planted.people["ana"].at
    earlier, later = to_short(planted.pair.id), to_short(planted.later.id)
    answer, response = (to_short(planted.known[each][0]) for each in ("answer_id", "response_id"))
    reads = f"hi.{later}.0.read"
    buttons = (
        *(reads, f"hi.{earlier}.0.read", f"hi.{earlier}.{later}.open"),
        *(f"dg.{earlier}.show", f"dg.{earlier}.now", f"dg.{answer}.play", f"an.{response}.begin"),
    )

    async def looks() -> str:
        said = await says(world, dan, "/digest", "/mentees", "/schedule", "/mydata")
        return said + "".join([await presses(world, dan, each) for each in buttons])

    await says(world, dan, "/help")
    assert not _HERS.findall(await looks())
    await says(world, ana, "/help")
    await presses(world, ana, f"hi.{earlier}.{later}.open")
    read = {*_HERS.findall(await presses(world, dan, reads))}
    assert read == {f"mark-ana-{each}-shared" for each in ("reflection", "agenda", "voice")}
    await presses(world, ana, f"hi.{earlier}.{later}.close")
    assert not _HERS.findall(await looks())


async def test_an_ex_mentors_old_buttons_show_nothing(world: World, planted: Planted) -> None:
    """Every button that Ben was ever shown, once the pair has ended."""
    ben = planted.people["ben"].at
    before = await says(world, ben, "/digest", "/mentees", "/assess", "/schedule")
    await presses(world, ben, f"dg.{to_short(planted.pair.id)}.now")
    assert "mark-ana-reflection-shared" in before
    shown = [
        (message, button.data)
        for message in ben.chat
        for row in message.keyboard
        for button in row
        if button.data
    ]
    kinds = {data.rpartition(".")[2] for _, data in shown}
    assert {"play", "show", "assess"} <= kinds
    await ends(world, planted)
    had = {message.message_id for message in ben.chat}
    for message, data in shown:
        ben.taps_data(data, on=message)
        await world.settle()
    since = [message for message in ben.chat if message.message_id not in had]
    assert not [each for each in since if _HERS.search(all_of(each))]


async def test_a_mentee_is_offered_to_open_it_while_the_pair_is_active(
    world: World, planted: Planted
) -> None:
    """Not in a break, in which nobody reads it; what is open can be closed then as well.

    Whoever could not be told of it in the break is told after it.
    """
    await ends(world, planted)
    dan, ana = (planted.people[each].at for each in ("dan", "ana"))
    earlier, later = to_short(planted.pair.id), to_short(planted.later.id)
    opens, closes = (f"hi.{earlier}.{later}.{each}" for each in ("open", "close"))
    offer, reads = "Let Dan read what", "Dan may read what you shared with"
    assert offer in await says(world, ana, "/privacy")
    await _page(world, planted, "pause")
    assert offer not in await says(world, ana, "/privacy")
    await presses(world, ana, opens)
    await _page(world, planted, "go")
    assert offer in await says(world, ana, "/privacy")
    # She opens it at night, and the pair has a break again before Dan hears of it.
    world.clock.move_to(datetime(2026, 3, 2, 23, tzinfo=UTC))
    dan.new_messages()
    assert "may read it now" in await presses(world, ana, opens)
    await _page(world, planted, "pause")
    await world.move(timedelta(hours=12))
    assert f"Once you two go on, {reads}" in await says(world, ana, "/privacy")
    assert "lets you read" not in seen_by(dan)
    await _page(world, planted, "go")
    assert seen_by(dan).count("lets you read what they shared") == 1
    await _page(world, planted, "pause")
    assert "It is closed to Dan." in await presses(world, ana, closes)
    assert "may read" not in await says(world, ana, "/privacy")


async def _page(world: World, planted: Planted, what: str) -> None:
    """Let Cleo pause the later pair, or let it go on."""
    cleo = planted.people["cleo"].at
    await says(world, cleo, "/help")
    await presses(world, cleo, f"cl.{to_short(planted.later.id)}.{what}yes")
