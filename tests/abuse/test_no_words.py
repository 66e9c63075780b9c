"""Whatever comes in, in whatever shape: it is taken for what it is, once, and harms nobody."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from bot.db.tables import Base, Broadcast, Person
from bot.domain.people import Focus
from bot.rehearsal.people import Person as Someone
from tests.abuse.everywhere import every_place
from tests.world import World

# Where somebody stands, and when: what may change though nothing was taken.
_PASSING = ("focus_at", "update_id", "message_id", "live_message_id", "last_unasked_at")

VOICE = "a voice note"
_TAKES_VOICE = (Focus.ANSWERING, Focus.REVIEWING)
NO_WORDS: dict[str, Callable[[World, Someone], object]] = {
    VOICE: lambda _, someone: someone.sends_voice(),
    "a photo": lambda _, someone: someone.sends_photo(),
    "a photo with words": lambda _, someone: someone.sends_photo("These are no answer"),
    "a contact": lambda _, someone: someone.sends_contact(),
    "a location": lambda _, someone: someone.sends_location(),
    "a die": lambda world, someone: other(world, someone, "dice", {"emoji": "🎲", "value": 3}),
}


def other(world: World, someone: Someone, kind: str, what: dict[str, Any]) -> None:
    """Send what the stand-in has no way to send."""
    message = someone.sends_sticker()
    update = world.telegram.updates.pending[-1]
    assert update["message"]["message_id"] == message.message_id
    del update["message"]["sticker"]
    update["message"][kind] = what


async def taken(world: World) -> dict[str, list[tuple[Any, ...]]]:
    """All that is stored but for the outside of it."""
    rows = {}
    async with world.db.read() as s:
        for table in Base.metadata.sorted_tables:
            columns = [each for each in table.c if each.name not in _PASSING]
            found = await s.execute(select(*columns).order_by(*table.primary_key))
            rows[table.name] = [tuple(row) for row in found]
    del rows["inbox"]
    # Of words to be written there may be a place already, with none in it.
    sealed = list(Broadcast.__table__.c.keys()).index("sealed")
    rows["broadcasts"] = [row for row in rows["broadcasts"] if row[sealed] is not None]
    return rows


async def focus_of(world: World, someone: Someone) -> Focus | None:
    async with world.db.read() as s:
        found = select(Person.focus).where(Person.telegram_id == someone.user_id)
        return await s.scalar(found)


async def test_what_holds_no_words_is_answered_kindly_and_never_stored_wherever_words_are_asked_for(
    world: World,
) -> None:
    """What was asked stays asked. A voice note is an answer to a reflection, and to nothing else."""
    world.telegram.limits = None
    seen = set()
    async for focus, who in every_place(world):
        seen.add(focus)
        someone = world.person(who)
        assert await focus_of(world, someone) is focus, focus
        kinds = [each for each in NO_WORDS if each != VOICE or focus not in _TAKES_VOICE]
        before = await taken(world)
        someone.new_messages()
        for each in kinds:
            NO_WORDS[each](world, someone)
        await world.settle()
        said = [message.text for message in someone.new_messages()]
        assert len(said) >= len(kinds), focus
        assert "went wrong" not in "\n".join(said), focus
        assert await focus_of(world, someone) is focus, focus
        after = await taken(world)
        assert [table for table in after if after[table] != before[table]] == [], focus
    assert seen == set(Focus)
