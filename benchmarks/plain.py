"""The plain bot as a subject: its process, and what its pickle file holds in the end."""

import pickle
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from benchmarks.processes import BotProcess


@dataclass(frozen=True)
class Plain:
    """The plain bot, keeping what people say in `file`.

    With `recipients`, such as "10-19", it sends to all of them when it is told to.
    """

    file: Path
    recipients: str = ""

    def process(self, api: str, token: str, log: Path) -> BotProcess:
        """The bot as its documentation starts it."""
        environment = {
            "TELEGRAM_BOT_TOKEN": token,
            "TELEGRAM_API_URL": api,
            "PLAIN_FILE": str(self.file),
            "PLAIN_RECIPIENTS": self.recipients,
        }
        module = "plain_broadcast" if self.recipients else "plain_bot"
        return BotProcess([f"benchmarks.{module}"], environment, log)

    def stored(self) -> Counter[tuple[int, int, str]]:
        """Every stored answer as (Telegram id, number of the question, text), counted."""
        if not self.file.exists():
            return Counter()
        with self.file.open("rb") as source:
            data = pickle.load(source)  # noqa: S301  our own file
        return Counter(
            (user_id, number, text)
            for user_id, kept in data["user_data"].items()
            for number, text in enumerate(kept.get("answers", []))
        )
