"""Being somebody at the terminal: say, press, send, join, block."""

from bot.rehearsal.model import Message
from bot.rehearsal.seat import Seat


class Being:
    """What the person does whose phone it is; `LookupError` says why something does not go."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat

    async def chat(self, _rest: str) -> None:
        """Show the whole chat again."""
        self._seat.view.chat(self._seat.me, self._seat.someone.chat, len(self._seat.someone.chat))

    async def say(self, text: str) -> None:
        """Write a text."""
        self._seat.someone.says(text)
        await self._seat.settle()

    async def tap(self, label: str) -> None:
        """Press the newest button with this label, or of this number."""
        if label.isdecimal() and (button := self._seat.view.button(int(label))) is not None:
            await self.press(*button)
            return
        for message in self._seat.someone.private.newest_first():
            for shown in message.buttons:
                if shown.lower() == label.lower():
                    await self.press(message, shown)
                    return
        raise LookupError(f"There is no button {label!r} here. :chat shows the chat.")

    async def press(self, message: Message, label: str) -> None:
        """Press a button of a message."""
        if message.removed or label not in message.buttons:
            raise LookupError("That button is gone. :chat shows the chat as it is now.")
        self._seat.someone.taps(label, on=message)
        await self._seat.settle()

    async def voice(self, rest: str) -> None:
        """Send a voice note; `rest` may say how many seconds."""
        self._seat.someone.sends_voice(int(rest) if rest.isdecimal() else 20)
        await self._seat.settle()

    async def sticker(self, _rest: str) -> None:
        """Send a sticker."""
        self._seat.someone.sends_sticker()
        await self._seat.settle()

    async def edit(self, text: str) -> None:
        """Change the last text that one sent."""
        own = [m for m in self._seat.someone.chat if not m.from_bot and m.kind == "text"]
        if not own or not text:
            raise LookupError("Write :edit and then what your last message shall say instead.")
        self._seat.someone.edits(own[-1], text)
        await self._seat.settle()

    async def join(self, rest: str) -> None:
        """Let somebody new (or known) open a link, the newest if none is named."""
        name, _, link = rest.partition(" ")
        link = link.strip() or (self._seat.stage.links[-1] if self._seat.stage.links else "")
        if not name or not link:
            raise LookupError(
                "Write :join and a name. There must be a link first: a coordinator asks the bot "
                "for one with /invite."
            )
        if self._seat.name_of(name) is None:
            self._seat.stage.person(name)
        await self._seat.be(name)
        self._seat.someone.opens_link(link)
        await self._seat.settle()

    async def block(self, _rest: str) -> None:
        """Block the bot."""
        self._seat.someone.blocks()
        self._seat.view.note(f"{self._seat.me} has blocked the bot.")
        await self._seat.settle()

    async def unblock(self, _rest: str) -> None:
        """Unblock the bot."""
        self._seat.someone.unblocks()
        self._seat.view.note(f"{self._seat.me} has unblocked the bot.")
        await self._seat.settle()
