"""What somebody at the terminal can do in a rehearsal: be a person, or move the world."""

import re
from collections.abc import Awaitable, Callable
from datetime import timedelta

from rich.console import Console

from bot.rehearsal.model import Message
from bot.rehearsal.people import Person as Someone
from bot.rehearsal.phones import Phones
from bot.rehearsal.roll import Roll, read_roll
from bot.rehearsal.stage import Stage
from bot.rehearsal.view import View
from bot.rehearsal.words import HELP, happening

_AMOUNT = re.compile(r"\+?\s*(\d+)\s*([mhdw])\w*")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_LONGEST = timedelta(weeks=52)
_MOST_STEPS = 100


class Desk:
    """One person at a time says, taps and looks; `over` says that they want to leave.

    A line that begins with ":" is for the rehearsal, a number presses the button of that number,
    and everything else is what the person writes in the chat.
    """

    def __init__(self, stage: Stage, console: Console, me: str) -> None:
        self.stage = stage
        self.over = False
        self._phones = Phones(stage)
        self._view = View(console)
        self._me = me
        self._roll = Roll({})
        self._commands: dict[str, Callable[[str], Awaitable[None]]] = {
            "help": self._help,
            "people": self._people,
            "be": self._be,
            "chat": self._chat,
            "tap": self._tap,
            "say": self._say,
            "voice": self._voice,
            "sticker": self._sticker,
            "edit": self._edit,
            "join": self._join,
            "next": self._next,
            "wait": self._wait,
            "block": self._block,
            "unblock": self._unblock,
            "restart": self._restart,
            "quit": self._quit,
        }

    @property
    def prompt(self) -> str:
        """Who one is, and what time it is for them."""
        return f"{self._me}, {self._clock()} > "

    async def open(self) -> None:
        """Show where one is: called once, before the first line."""
        self._roll = await read_roll(self.stage)
        for someone in self.stage.people.values():
            self._phones.look(someone)
        await self._be(self._me)

    async def do(self, line: str) -> None:
        """Do what one line says, and show what comes of it."""
        line = line.strip()
        if not line:
            return
        try:
            if line.startswith(":"):
                await self._command(line[1:].strip())
            elif line.isdecimal() and (button := self._view.button(int(line))) is not None:
                await self._press(*button)
            else:
                await self._say(line)
        except (LookupError, ValueError, RuntimeError) as problem:
            self._view.note(str(problem.args[0]) if problem.args else "That does not work.")

    async def _command(self, text: str) -> None:
        word, _, rest = text.partition(" ")
        name = self._name_of(text)
        if word.lower() in self._commands:
            await self._commands[word.lower()](rest.strip())
        elif name is not None:
            await self._be(name)
        elif _AMOUNT.fullmatch(text):
            await self._wait(text)
        else:
            raise LookupError(f"There is no :{word}. :help shows what there is.")

    # Being somebody

    async def _be(self, who: str) -> None:
        name = self._name_of(who)
        if name is None:
            raise LookupError(f"Nobody is called {who!r} here. :people shows who there is.")
        self._me = name
        self._view.rule(f"{name}'s phone, {self._clock()}")
        self._view.chat(name, self._someone.chat, len(self._phones.look(self._someone)))

    async def _chat(self, _rest: str) -> None:
        self._view.chat(self._me, self._someone.chat, len(self._someone.chat))

    async def _say(self, text: str) -> None:
        self._someone.says(text)
        await self._settle()

    async def _tap(self, label: str) -> None:
        if label.isdecimal() and (button := self._view.button(int(label))) is not None:
            await self._press(*button)
            return
        for message in self._someone.private.newest_first():
            for shown in message.buttons:
                if shown.lower() == label.lower():
                    await self._press(message, shown)
                    return
        raise LookupError(f"There is no button {label!r} here. :chat shows the chat.")

    async def _press(self, message: Message, label: str) -> None:
        if message.removed or label not in message.buttons:
            raise LookupError("That button is gone. :chat shows the chat as it is now.")
        self._someone.taps(label, on=message)
        await self._settle()

    async def _voice(self, rest: str) -> None:
        self._someone.sends_voice(int(rest) if rest.isdecimal() else 20)
        await self._settle()

    async def _sticker(self, _rest: str) -> None:
        self._someone.sends_sticker()
        await self._settle()

    async def _edit(self, text: str) -> None:
        own = [m for m in self._someone.chat if not m.from_bot and m.kind == "text"]
        if not own or not text:
            raise LookupError("Write :edit and then what your last message shall say instead.")
        self._someone.edits(own[-1], text)
        await self._settle()

    async def _join(self, rest: str) -> None:
        name, _, link = rest.partition(" ")
        link = link.strip() or (self.stage.links[-1] if self.stage.links else "")
        if not name or not link:
            raise LookupError(
                "Write :join and a name. There must be a link first: a coordinator asks the bot "
                "for one with /invite."
            )
        if self._name_of(name) is None:
            self.stage.person(name)
        await self._be(name)
        self._someone.opens_link(link)
        await self._settle()

    async def _block(self, _rest: str) -> None:
        self._someone.blocks()
        self._view.note(f"{self._me} has blocked the bot.")
        await self._settle()

    async def _unblock(self, _rest: str) -> None:
        self._someone.unblocks()
        self._view.note(f"{self._me} has unblocked the bot.")
        await self._settle()

    # Moving the world

    async def _next(self, _rest: str) -> None:
        before = self._waiting()
        for _ in range(_MOST_STEPS):
            upcoming = await self.stage.upcoming()
            if upcoming is None:
                self._view.note("Nothing is planned. Perhaps nobody has agreed on a schedule yet.")
                return
            await self.stage.move_to(upcoming.at)
            whom = self._roll.name(upcoming.telegram_id)
            self._view.note(f"{self._clock()}: {happening(upcoming.what)} ({whom})")
            if self._waiting() > before:
                break
        await self._settle()

    async def _wait(self, rest: str) -> None:
        found = _AMOUNT.fullmatch(rest)
        if found is None:
            raise LookupError("Write how long, like :wait 1h, :wait 3d or :wait 1w.")
        by = timedelta(**{_UNITS[found[2]]: min(int(found[1]), 1_000_000)})
        await self.stage.move(min(by, _LONGEST))
        self._view.note(f"It is {self._clock()} now.")
        await self._settle()

    async def _restart(self, _rest: str) -> None:
        await self.stage.restart()
        self._view.note("The bot was stopped and started again. It should know where you were.")
        await self._settle()

    # Looking around

    async def _help(self, _rest: str) -> None:
        self._view.text(HELP)

    async def _people(self, _rest: str) -> None:
        for name, someone in self.stage.people.items():
            marks = [self._roll.roles(someone.user_id)]
            if waiting := self._phones.waiting(someone):
                marks.append(f"{waiting} new")
            if someone.private.blocked:
                marks.append("has blocked the bot")
            marks.append(self._clock(someone))
            you = "*" if name == self._me else " "
            self._view.line(f"{you} {name:<12} {'; '.join(marks)}")

    async def _quit(self, _rest: str) -> None:
        self.over = True

    async def _settle(self) -> None:
        await self.stage.settle()
        self._roll = await read_roll(self.stage)
        self._view.news(self._phones.look(self._someone))
        waiting = [
            f"{name} ({count} new)"
            for name, someone in self.stage.people.items()
            if (count := self._phones.waiting(someone)) and name != self._me
        ]
        if waiting:
            self._view.note(f"On other phones: {', '.join(waiting)}")

    def _waiting(self) -> int:
        return sum(self._phones.waiting(each) for each in self.stage.people.values())

    @property
    def _someone(self) -> Someone:
        return self.stage.people[self._me]

    def _clock(self, someone: Someone | None = None) -> str:
        return self._roll.clock((someone or self._someone).user_id, self.stage.clock.now())

    def _name_of(self, text: str) -> str | None:
        return next((n for n in self.stage.people if n.lower() == text.lower()), None)
