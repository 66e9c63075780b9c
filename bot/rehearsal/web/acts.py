"""What a page can ask for: each POST, read and done.

An act raises LookupError where it cannot be done now and ValueError where it is not as agreed;
either says why in one sentence. It returns what the answer holds besides "ok".
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.rehearsal.refusal import Json
from bot.rehearsal.stories import STORIES, story_named
from bot.rehearsal.web.asked import Asked
from bot.rehearsal.web.room import Room
from bot.rehearsal.web.samples import SAMPLES

_LONGEST_MOVE = 60 * 60 * 24 * 366
_FASTEST = 60 * 24 * 7
_SLOWEST_CALL = 60
_MOST_PEOPLE = 100
_LONGEST_NAME = 64

Act = Callable[[Room, Asked], Awaitable[Json]]


async def add_person(room: Room, asked: Asked) -> Json:
    """Somebody new, with a phone of their own."""
    stage = room.by_hand().stage
    name = " ".join(asked.text("name", _LONGEST_NAME).split())
    if name.lower() in [each.lower() for each in stage.people]:
        raise LookupError(f"There is already somebody called {name} here.")
    if len(stage.people) >= _MOST_PEOPLE:
        raise LookupError("There are enough people here for a rehearsal.")
    return {"person": stage.person(name).user_id}


async def move_clock(room: Room, asked: Asked) -> Json:
    """Let time pass: so many seconds, to the next thing due, or at a speed; or stand still."""
    play = room.by_hand()
    if asked.has("by"):
        play.pass_by(timedelta(seconds=asked.whole("by", 1, _LONGEST_MOVE)))
    elif asked.has("speed"):
        play.pace.set(asked.number("speed", _FASTEST))
    elif asked.has("to"):
        asked.one("to", ("next",))
        await play.go_to_next()
    elif asked.has("halt") and asked.yes("halt"):
        play.halt()
    else:
        raise ValueError("Say how far the clock should move.")
    return {}


async def switch_faults(room: Room, asked: Asked) -> Json:
    """Switch faults of Telegram on and off."""
    play = room.now()
    down = asked.yes("down") if asked.has("down") else None
    slow = asked.number("slow", _SLOWEST_CALL) if asked.has("slow") else None
    too_many = asked.yes("too_many") if asked.has("too_many") else None
    if down is None and slow is None and too_many is None:
        raise ValueError("Say which fault.")
    play.switch_faults(down, slow, too_many)
    return {}


async def handle_bot(room: Room, asked: Asked) -> Json:
    """Kill the bot, start it, or both."""
    do = asked.one("do", ("kill", "start", "restart"))
    if do != "start":
        await room.kill_bot()
    if do != "kill":
        await room.start_bot()
    return {}


async def choose_programme(room: Room, asked: Asked) -> Json:
    """Begin with a sample programme; it is being set up when this returns."""
    room.begin_sample(asked.one("sample", tuple(each.key for each in SAMPLES)))
    return {}


async def tell_story(room: Room, asked: Asked) -> Json:
    """Set a story to its start, go on with it, or stop it."""
    do = asked.one("do", ("begin", "step", "play", "stop"))
    if do == "begin":
        keys = tuple(each.key for each in STORIES)
        key = asked.one("story", keys) if asked.has("story") else keys[0]
        room.begin_story(story_named(key))
        return {}
    story = room.now().story
    if story is None:
        raise LookupError("The story has not begun here.")
    if do == "stop":
        story.stop()
    elif do == "play":
        story.play()
    else:
        await story.step()
    return {}


ACTS: dict[str, Act] = {
    "people": add_person,
    "clock": move_clock,
    "faults": switch_faults,
    "bot": handle_bot,
    "programme": choose_programme,
    "story": tell_story,
}
