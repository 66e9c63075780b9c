"""Where somebody sits at the terminal: whose phone they hold, and what they see of it."""

from rich.console import Console

from bot.rehearsal.people import Person as Someone
from bot.rehearsal.phones import Phones
from bot.rehearsal.roll import Roll, read_roll
from bot.rehearsal.stage import Stage
from bot.rehearsal.view import View


class Seat:
    """One person's phone at a time; `me` is the name of that person."""

    def __init__(self, stage: Stage, console: Console, me: str) -> None:
        self.stage = stage
        self.view = View(console)
        self.me = me
        self.phones = Phones(stage)
        self.roll = Roll({})

    @property
    def someone(self) -> Someone:
        """Who one is."""
        return self.stage.people[self.me]

    async def be(self, who: str) -> None:
        """Take somebody's phone and show what is on it. `LookupError` if there is nobody."""
        name = self.name_of(who)
        if name is None:
            raise LookupError(f"Nobody is called {who!r} here. :people shows who there is.")
        self.me = name
        self.view.rule(f"{name}'s phone, {self.clock()}")
        self.view.chat(name, self.someone.chat, len(self.phones.look(self.someone)))

    async def read_roll(self) -> None:
        """Learn who is who by now."""
        self.roll = await read_roll(self.stage)

    async def settle(self) -> None:
        """Let the bot do what there is to do, and show what came of it."""
        await self.stage.settle()
        await self.read_roll()
        self.view.news(self.phones.look(self.someone))
        waiting = [
            f"{name} ({count} new)"
            for name, someone in self.stage.people.items()
            if (count := self.phones.waiting(someone)) and name != self.me
        ]
        if waiting:
            self.view.note(f"On other phones: {', '.join(waiting)}")

    def waiting(self) -> int:
        """How much is new on all phones together."""
        return sum(self.phones.waiting(each) for each in self.stage.people.values())

    def clock(self, someone: Someone | None = None) -> str:
        """What time it is for somebody, or for whom one is."""
        return self.roll.clock((someone or self.someone).user_id, self.stage.clock.now())

    def name_of(self, text: str) -> str | None:
        """The name of whoever is called so, however it is written."""
        return next((n for n in self.stage.people if n.lower() == text.lower()), None)
