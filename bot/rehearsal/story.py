"""`python -m bot rehearse --story`: a story plays by itself, and its chats are printed."""

import asyncio
from collections.abc import Callable

from bot import logs
from bot.rehearsal.acting import Company
from bot.rehearsal.page import MARGIN, WIDTH, bot_said, clock, entry
from bot.rehearsal.paper import without_token, wrapped
from bot.rehearsal.phones import Phones
from bot.rehearsal.sample import joining
from bot.rehearsal.script import (
    Action,
    Aside,
    Heading,
    Step,
)
from bot.rehearsal.stage import Stage
from bot.rehearsal.stories import TWO_WEEKS, Story
from bot.rehearsal.story_script import START
from bot.rehearsal.story_words import in_print
from bot.rehearsal.throwaway import throw_away

Say = Callable[[str], object]


def run(say: Say = print, story: Story = TWO_WEEKS) -> None:
    """Play a story and print it as it happens. `WrongStepError` if a step does not go."""
    logs.set_up("error", "plain")
    asyncio.run(_perform(say, story))


def text(story: Story = TWO_WEEKS) -> str:
    """A whole story as it is printed; the same every time."""
    lines: list[str] = []
    run(lines.append, story)
    return "\n".join(lines) + "\n"


async def _perform(say: Say, story: Story) -> None:
    async with throw_away(START) as stage:
        say(story.opening)
        await play(stage, say, story)
        say("")
        say(story.closing)


async def play(
    stage: Stage,
    say: Say = lambda _: None,
    story: Story = TWO_WEEKS,
    after: Callable[[Step], object] = lambda _: None,
) -> Company:
    """Play a story on an empty stage whose clock stands at `story_script.START`.

    `after` hears of each step that was played. Returns who has played it.
    """
    company = await story.found(stage)
    await company.play(joining(story.sample.cast[0]))
    story.gather(stage, company)
    printer = Printer(stage, say, story)

    def played(step: Step) -> None:
        printer.after(step)
        after(step)

    await company.play(story.steps, before=printer.before, after=played)
    return company


class Printer:
    """Prints what people do and what comes in on their phones, under whose phone and when."""

    def __init__(self, stage: Stage, say: Say, story: Story) -> None:
        self._stage = stage
        self._say = say
        self._story = story
        self._zone = story.sample.zone
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
                for line in wrapped(f"({remark})", WIDTH - MARGIN):
                    self._say(" " * MARGIN + line)
            case _ if isinstance(step, Action):
                self._did(step)

    def after(self, step: Step) -> None:
        """Print what came in, on the phone of whoever did something first."""
        first = getattr(step, "who", None)
        for name in sorted(self._story.cast, key=lambda name: name != first):
            for news in self._phones.look(self._stage.person(name)):
                if name == first or name in self._story.printed:
                    self._whose(name, clock(news.at, self._zone))
                    self._lines(bot_said(news))

    def _did(self, action: Action) -> None:
        self._whose(action.who, clock(self._stage.clock.now(), self._zone))
        self._lines(entry(action.who, wrapped(in_print(action), WIDTH - MARGIN)))

    def _whose(self, name: str, when: str) -> None:
        over = f"{when}, {name}'s phone"
        if over != self._over:
            self._say("")
            self._say(over)
            self._over = over

    def _lines(self, lines: list[str]) -> None:
        for line in lines:
            self._say(without_token(line))
