"""What somebody at the terminal sees of a phone, with the buttons numbered."""

from rich.console import Console
from rich.text import Text

from bot.rehearsal.model import Message
from bot.rehearsal.page import WIDTH, bot_said, entry, message
from bot.rehearsal.phones import News

_RECENT = 6


class View:
    """Prints, and remembers which number stands on which button."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._buttons: list[tuple[Message, str]] = []

    def button(self, number: int) -> tuple[Message, str] | None:
        """The button that was shown with this number last, and its message."""
        return self._buttons[number - 1] if 1 <= number <= len(self._buttons) else None

    def chat(self, name: str, messages: list[Message], newest: int = 0) -> None:
        """Show the end of a chat as it stands now, at least the `newest` messages of it.

        The newest buttons have the numbers.
        """
        shown = messages[-max(newest, _RECENT) :]
        self._buttons.clear()
        if len(shown) < len(messages):
            self.note(f"({len(messages) - len(shown)} earlier messages; :chat shows them all)")
        if not shown:
            self.note("(Nothing has been written here yet.)")
        asking = next((each for each in reversed(shown) if each.buttons), None)
        for each in shown:
            lines = message(each.content, self._number(each) if each is asking else None)
            self._entry(entry("bot" if each.from_bot else name, lines), bot=each.from_bot)
        self.line("")

    def news(self, news: list[News]) -> None:
        """Show what came in; its buttons, if it has any, take over the numbers."""
        if any(each.content is not None and each.content.keyboard for each in news):
            self._buttons.clear()
        for each in news:
            number = None if each.message is None else self._number(each.message)
            self._entry(bot_said(each, number), bot=True)
        if news:
            self.line("")

    def rule(self, title: str) -> None:
        """Begin something new."""
        self._console.print(Text(f"── {title} ".ljust(WIDTH, "─"), style="bold"))

    def note(self, text: str) -> None:
        """Say something that is not part of any chat."""
        self._console.print(Text(text, style="dim italic"))

    def line(self, text: str) -> None:
        """Print a line as it is."""
        self._console.print(Text(text))

    def text(self, text: str) -> None:
        """Print several lines as they are."""
        self._console.print(Text(text))

    def _number(self, of: Message) -> int:
        first = len(self._buttons) + 1
        self._buttons += [(of, label) for label in of.buttons]
        return first

    def _entry(self, lines: list[str], *, bot: bool) -> None:
        for line in lines:
            style = "green" if line.strip().startswith("[") else ""
            self._console.print(Text(line, style=style if bot else "cyan"))
