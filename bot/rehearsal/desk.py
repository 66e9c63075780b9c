"""What somebody at the terminal can do in a rehearsal: be a person, or move the world."""

from collections.abc import Awaitable, Callable

from rich.console import Console

from bot.rehearsal.being import Being
from bot.rehearsal.moving import Moving, is_span
from bot.rehearsal.seat import Seat
from bot.rehearsal.stage import Stage
from bot.rehearsal.words import HELP


class Desk:
    """One person at a time says, taps and looks; `over` says that they want to leave.

    A line that begins with ":" is for the rehearsal, a number presses the button of that number,
    and everything else is what the person writes in the chat.
    """

    def __init__(self, stage: Stage, console: Console, me: str) -> None:
        self.over = False
        self._seat = Seat(stage, console, me)
        self._being = being = Being(self._seat)
        self._moving = moving = Moving(self._seat)
        self._commands: dict[str, Callable[[str], Awaitable[None]]] = {
            "help": self._help,
            "people": self._people,
            "be": self._seat.be,
            "chat": being.chat,
            "tap": being.tap,
            "say": being.say,
            "voice": being.voice,
            "sticker": being.sticker,
            "edit": being.edit,
            "join": being.join,
            "next": moving.next,
            "wait": moving.wait,
            "block": being.block,
            "unblock": being.unblock,
            "restart": moving.restart,
            "quit": self._quit,
        }

    @property
    def prompt(self) -> str:
        """Who one is, and what time it is for them."""
        return f"{self._seat.me}, {self._seat.clock()} > "

    async def open(self) -> None:
        """Show where one is: called once, before the first line."""
        await self._seat.read_roll()
        for someone in self._seat.stage.people.values():
            self._seat.phones.look(someone)
        await self._seat.be(self._seat.me)

    async def do(self, line: str) -> None:
        """Do what one line says, and show what comes of it."""
        line = line.strip()
        if not line:
            return
        try:
            if line.startswith(":"):
                await self._command(line[1:].strip())
            elif line.isdecimal() and (button := self._seat.view.button(int(line))) is not None:
                await self._being.press(*button)
            else:
                await self._being.say(line)
        except (LookupError, ValueError, RuntimeError) as problem:
            self._seat.view.note(str(problem.args[0]) if problem.args else "That does not work.")

    async def _command(self, text: str) -> None:
        word, _, rest = text.partition(" ")
        name = self._seat.name_of(text)
        if word.lower() in self._commands:
            await self._commands[word.lower()](rest.strip())
        elif name is not None:
            await self._seat.be(name)
        elif is_span(text):
            await self._moving.wait(text)
        else:
            raise LookupError(f"There is no :{word}. :help shows what there is.")

    async def _help(self, _rest: str) -> None:
        self._seat.view.text(HELP)

    async def _people(self, _rest: str) -> None:
        for name, someone in self._seat.stage.people.items():
            marks = [self._seat.roll.roles(someone.user_id)]
            if waiting := self._seat.phones.waiting(someone):
                marks.append(f"{waiting} new")
            if someone.private.blocked:
                marks.append("has blocked the bot")
            marks.append(self._seat.clock(someone))
            you = "*" if name == self._seat.me else " "
            self._seat.view.line(f"{you} {name:<12} {'; '.join(marks)}")

    async def _quit(self, _rest: str) -> None:
        self.over = True
