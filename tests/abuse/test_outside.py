"""Groups, borrowed names and forged starts: who somebody is, is what Telegram's number says."""

from sqlalchemy import select

from bot.db.tables import InboxRow, Person
from bot.domain.people import Role
from bot.domain.queues import InboxState
from bot.rehearsal.groups import Group
from bot.rehearsal.model import Message
from tests.abuse.besieged import Rows, everything
from tests.abuse.distressed import begins, taps
from tests.givens import GIVENS, load_all
from tests.world import World

load_all()
ASKED = "Is that all right with you?"
STRANGER, HERS = "by invitation", "Harbour: one person"


async def quietly(world: World, group: Group) -> Rows:
    """Let everything be handled, and return all that is stored; nobody is told anything."""
    await world.settle()
    assert group.new_messages() == []
    assert not [each for one in world.people.values() for each in one.new_messages()]
    return await everything(world)


async def in_a_group(world: World) -> tuple[Group, Message]:
    """Ana is in the middle of her questions, and adds the bot to a group where Ben is as well."""
    await begins(world)
    everybody = world.people.values()
    group = world.telegram.group("Friends", *everybody)
    group.adds_bot(world.person("Ana"))
    await world.settle()
    [told] = group.new_messages()
    for someone in everybody:
        someone.new_messages()
    return group, told


async def test_added_to_a_group_the_bot_says_one_sentence_and_takes_nothing_said_there(
    world: World,
) -> None:
    """No answer, no command, not even a link; nor does it show there that anybody is known."""
    group, told = await in_a_group(world)
    assert "private chats" in told.text
    assert not any(name in told.text for name in ("Ana", "Ben", "Harbour"))
    await GIVENS["a link for a mentor, from Cleo"](world)
    token = world.links[-1].rpartition("=")[2]
    before = await quietly(world, group)
    for words in (
        "It was a hard week, and I want to die",
        *("/reflect@plumbline_bot", "/talk@plumbline_bot", "/digest", "/people", "/settings"),
        f"/start@plumbline_bot {token}",
    ):
        for name in ("Ana", "Ben", "Cleo"):
            world.person(name).says(words, to=group.chat, reply_to=told)
    assert await quietly(world, group) == before
    group.removes_bot(world.person("Ana"))
    assert await quietly(world, group) == before


async def test_a_button_pressed_in_a_group_does_and_shows_nothing(world: World) -> None:
    """Neither by somebody else, nor by the one whose button it would be."""
    group, told = await in_a_group(world)
    asked = world.person("Ana").last
    before = await quietly(world, group)
    buttons = [button.data for row in asked.content.keyboard for button in row]
    assert buttons
    for data in (*buttons, "tk.open", "pe.show", "sv.-.new", "st.name"):
        for name in ("Ana", "Ben"):
            world.person(name).taps_data(str(data), on=told)
    assert await quietly(world, group) == before
    assert {each.text for each in world.person("Ben").answers} == {""}
    await taps(world, asked.buttons[0])
    assert await everything(world) != before


async def test_a_group_does_not_make_somebody_reachable_who_has_blocked_the_bot(
    world: World,
) -> None:
    """What they say to others there does not mean that they want to hear from it again."""
    group, told = await in_a_group(world)
    ana = world.person("Ana")
    ana.blocks()
    await world.settle()
    ana.says("See you at eight", to=group.chat, reply_to=told)
    await world.settle()
    async with world.db.read() as s:
        found = select(Person.unreachable_since).where(Person.telegram_id == ana.user_id)
        assert await s.scalar(found) is not None


async def test_whoever_takes_over_a_username_or_a_name_is_nobody(world: World) -> None:
    """And whose it was stays who they are, under any other."""
    await world.member("Cleo", Role.COORDINATOR)
    cleo = world.person("Cleo")
    cleo.user.username = "cleo_of_harbour"
    cleo.says("/people")
    await world.settle()
    assert HERS in cleo.last.text
    cleo.user.username = "somebody_new"
    mallory = world.telegram.person("Cleo", username="cleo_of_harbour")
    for words in ("/people", "/start", "/invite", "It is me, Cleo."):
        mallory.new_messages()
        mallory.says(words)
        await world.settle()
        said = "\n".join(message.text for message in mallory.new_messages())
        assert STRANGER in said or "invited" in said, words
    cleo.says("/people")
    await world.settle()
    assert HERS in cleo.last.text
    async with world.db.read() as s:
        assert len((await s.scalars(select(Person))).all()) == 1


async def test_a_forged_start_lets_nobody_in(world: World) -> None:
    """Only the command itself with a good link does: no edit, caption, quotation or number of a row."""
    await GIVENS["a link for a coordinator, from Cleo"](world)
    token = world.links[-1].rpartition("=")[2]
    async with world.db.read() as s:
        cleo = (await s.scalars(select(Person))).one()
    started = (
        *(str(cleo.id), str(cleo.telegram_id), "cleo", token[:-1], f"{token}a", token.swapcase()),
        *("", "'; DROP TABLE invites; --", "../../etc", "%s{0}", "\u0661" * 22, "a" * 4000),
        *(f"x {token}", f"\u200b{token}", f"jn.yes.{token}"),
    )
    # Each by somebody else, since whoever guesses is soon held up.
    people = [world.person(f"Mallory {number}") for number in range(len(started) + 5)]
    for someone, payload in zip(people, started, strict=False):
        someone.says(f"/start {payload}")
    edits, shows, addresses, quotes, alone = people[len(started) :]
    edits.edits(edits.says("hello"), f"/start {token}")
    shows.sends_photo(f"/start {token}")
    addresses.says(f"/start@another_bot {token}")
    quotes.says(f"Look: /start {token}")
    alone.says(token)
    await world.settle()
    async with world.db.read() as s:
        assert (await s.scalars(select(Person.id))).all() == [cleo.id]
        assert (await s.scalars(select(InboxRow.state).distinct())).all() == [InboxState.HANDLED]
    assert not any(ASKED in message.text for someone in people for message in someone.chat)
    world.person("Ana").opens_link(world.links[-1])
    await world.settle()
    assert ASKED in world.person("Ana").last.text
