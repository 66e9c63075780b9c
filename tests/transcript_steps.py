"""The lines of a transcript that do something: each is read once and then played in a world."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.rehearsal.model import Message
from bot.rehearsal.people import Person as Someone
from tests.givens import GIVENS
from tests.seeding import ZONE
from tests.world import World

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_UNITS = {"minute": "minutes", "hour": "hours", "day": "days", "week": "weeks"}
_NAME = r"(?P<who>[A-Z]\w*)"


@dataclass
class Step:
    """One line that does something, with the comments and blank lines above it."""

    line: str
    above: list[str] = field(default_factory=list)
    more: list[str] = field(default_factory=list)

    async def play(self, world: World) -> None:
        """Do what the line says and let the bot come to rest."""
        for pattern, action in _ACTIONS:
            found = re.fullmatch(pattern, self.line)
            if found is not None:
                await action(world, found, self.more)
                await world.settle()
                return
        raise ValueError(f"what does this line mean? {self.line!r}")


def _who(world: World, found: re.Match[str]) -> Someone:
    return world.person(found["who"])


async def _given(world: World, found: re.Match[str], _more: list[str]) -> None:
    await GIVENS[found["what"].strip()](world)


async def _time(world: World, found: re.Match[str], _more: list[str]) -> None:
    await world.move_to(_instant(found["when"].strip().lower(), world.clock.now()))


def _instant(when: str, now: datetime) -> datetime:
    """Read "+3 days", "18:30" (the next one) or "thursday 18:30", all as London's clocks show."""
    if ahead := re.fullmatch(r"\+(\d+) (minute|hour|day|week)s?", when):
        return now + timedelta(**{_UNITS[ahead[2]]: int(ahead[1])})
    clock = re.fullmatch(rf"(?:({'|'.join(_DAYS)}) )?(\d\d?):(\d\d)", when)
    if clock is None:
        raise ValueError(f"what time is {when!r}?")
    here = now.astimezone(ZoneInfo(ZONE))
    then = here.replace(hour=int(clock[2]), minute=int(clock[3]), second=0, microsecond=0)
    while then <= here or (clock[1] and then.weekday() != _DAYS.index(clock[1])):
        then += timedelta(days=1)
    return then


async def _restart(world: World, _found: re.Match[str], _more: list[str]) -> None:
    await world.restart()


async def _crash(world: World, _found: re.Match[str], _more: list[str]) -> None:
    await world.crash()


async def _taps(world: World, found: re.Match[str], _more: list[str]) -> None:
    _who(world, found).taps(found["label"])


async def _taps_twice(world: World, found: re.Match[str], _more: list[str]) -> None:
    for _ in range(2):
        _who(world, found).taps(found["label"])


async def _taps_old(world: World, found: re.Match[str], _more: list[str]) -> None:
    someone = _who(world, found)
    for message in someone.private.newest_first():
        gone = [b.label for content in message.history for row in content.keyboard for b in row]
        if message.from_bot and found["label"] in gone:
            someone.taps(found["label"], on=message, stale=True)
            return
    raise LookupError(f"no message ever had a button {found['label']!r} that is gone now")


async def _edits(world: World, found: re.Match[str], more: list[str]) -> None:
    someone = _who(world, found)
    someone.edits(_own(someone, found["old"]), "\n".join([found["new"], *more]))


def _own(someone: Someone, text: str) -> Message:
    for message in someone.private.newest_first():
        if not message.from_bot and message.text.startswith(text):
            return message
    raise LookupError(f"{someone.user.first_name} has not written {text!r}")


async def _sends(world: World, found: re.Match[str], more: list[str]) -> None:
    someone, what = _who(world, found), found["what"].strip()
    if voice := re.fullmatch(r"voice (\d+)s", what):
        someone.sends_voice(int(voice[1]))
    elif what.startswith("document "):
        content = "\n".join(more) or "content"
        someone.sends_document(what.removeprefix("document "), content.encode())
    else:
        simple: dict[str, Callable[[], object]] = {
            "sticker": someone.sends_sticker,
            "photo": someone.sends_photo,
            "contact": someone.sends_contact,
            "location": someone.sends_location,
        }
        simple[what]()


async def _forwards(world: World, found: re.Match[str], more: list[str]) -> None:
    _who(world, found).forwards("\n".join([found["text"], *more]))


async def _opens(world: World, found: re.Match[str], _more: list[str]) -> None:
    if not world.links:
        raise LookupError("the bot has not given anybody a link yet")
    _who(world, found).opens_link(world.links[-1])


async def _opens_one_of_two(world: World, found: re.Match[str], _more: list[str]) -> None:
    _who(world, found).opens_link(world.links[("first", "second").index(found["which"])])


async def _blocks(world: World, found: re.Match[str], _more: list[str]) -> None:
    _who(world, found).blocks()


async def _unblocks(world: World, found: re.Match[str], _more: list[str]) -> None:
    _who(world, found).unblocks()


async def _says(world: World, found: re.Match[str], more: list[str]) -> None:
    _who(world, found).says("\n".join([found["text"], *more]))


_Action = Callable[[World, re.Match[str], list[str]], Awaitable[None]]

_ACTIONS: tuple[tuple[str, _Action], ...] = (
    (r"given: (?P<what>.*)", _given),
    (r"time: (?P<when>.*)", _time),
    (r"restart", _restart),
    (r"crash", _crash),
    (rf"{_NAME} taps: (?P<label>.*)", _taps),
    (rf"{_NAME} taps twice: (?P<label>.*)", _taps_twice),
    (rf"{_NAME} taps old: (?P<label>.*)", _taps_old),
    (rf"{_NAME} edits \"(?P<old>[^\"]*)\": (?P<new>.*)", _edits),
    (rf"{_NAME} sends: (?P<what>.*)", _sends),
    (rf"{_NAME} forwards: (?P<text>.*)", _forwards),
    (rf"{_NAME} opens the link", _opens),
    (rf"{_NAME} opens the (?P<which>first|second) link", _opens_one_of_two),
    (rf"{_NAME} blocks", _blocks),
    (rf"{_NAME} unblocks", _unblocks),
    (rf"{_NAME}: (?P<text>.*)", _says),
)
