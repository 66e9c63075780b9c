"""`python -m bot rehearse --story`: two weeks of a programme play by themselves, chats printed."""

import asyncio
from collections.abc import Callable

from bot import logs
from bot.domain.people import Role
from bot.rehearsal.page import MARGIN, WIDTH, bot_said, clock, entry
from bot.rehearsal.paper import without_token, wrapped
from bot.rehearsal.phones import Phones
from bot.rehearsal.sample import ZONE, found_programme
from bot.rehearsal.script import (
    Aside,
    Edits,
    Heading,
    Opens,
    Says,
    Speaks,
    Step,
    Taps,
)
from bot.rehearsal.stage import Stage
from bot.rehearsal.story_script import BEFORE, CAST, START, STORY
from bot.rehearsal.throwaway import throw_away

_OPENING = """\
Two weeks of Plumbline, by themselves. This is the real bot, with a stand-in
where Telegram would be: no account, nothing leaves this machine, and time runs
fast. Ana is a mentee, Ruth her mentor, Grace coordinates; all three are made up."""
_CLOSING = "That was two weeks. To be one of them yourself: python -m bot rehearse"

Say = Callable[[str], object]


def run(say: Say = print) -> None:
    """Play the story and print it as it happens. `WrongStepError` if a step does not go."""
    logs.set_up("error", "plain")
    asyncio.run(_perform(say))


def text() -> str:
    """The whole story as it is printed; the same every time."""
    lines: list[str] = []
    run(lines.append)
    return "\n".join(lines) + "\n"


async def _perform(say: Say) -> None:
    async with throw_away(START) as stage:
        say(_OPENING)
        await play(stage, say)
        say("")
        say(_CLOSING)


async def play(stage: Stage, say: Say = lambda _: None) -> None:
    """Play the story on an empty stage whose clock stands at `story_script.START`."""
    company = await found_programme(stage)
    await company.play((Opens("Grace", Role.COORDINATOR), *BEFORE[1:]))
    for name in CAST:
        stage.person(name)
    printer = Printer(stage, say)
    await company.play(STORY, before=printer.before, after=printer.after)


class Printer:
    """Prints what people do and what comes in on their phones, under whose phone and when."""

    def __init__(self, stage: Stage, say: Say) -> None:
        self._stage = stage
        self._say = say
        self._phones = Phones(stage)
        self._over = ""

    def before(self, step: Step) -> None:
        """Print a heading, or what somebody is about to do."""
        match step:
            case Heading(title):
                self._say("")
                self._say(f"── {title} ".ljust(WIDTH, "─"))
                self._over = ""
            case Aside(remark):
                self._say(f"        ({remark})")
            case Opens(who):
                self._did(who, "opens the link and taps Start")
            case Says(who, words):
                self._did(who, words)
            case Taps(who, label):
                self._did(who, f"[{label}]")
            case Speaks(who, seconds):
                self._did(who, f"(a voice note, {seconds} seconds)")
            case Edits(who, _, new):
                self._did(who, f"(edited) {new}")

    def after(self, step: Step) -> None:
        """Print what came in, on the phone of whoever did something first."""
        first = getattr(step, "who", None)
        for name in sorted(CAST, key=lambda name: name != first):
            for news in self._phones.look(self._stage.person(name)):
                self._whose(name, clock(news.at, ZONE))
                self._lines(bot_said(news))

    def _did(self, who: str, words: str) -> None:
        self._whose(who, clock(self._stage.clock.now(), ZONE))
        self._lines(entry(who, wrapped(words, WIDTH - MARGIN)))

    def _whose(self, name: str, when: str) -> None:
        over = f"{when}, {name}'s phone"
        if over != self._over:
            self._say("")
            self._say(over)
            self._over = over

    def _lines(self, lines: list[str]) -> None:
        for line in lines:
            self._say(without_token(line))
