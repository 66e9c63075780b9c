"""What is wrong with this installation, in plain words: one finding a line."""

from bot.clock import Clock
from bot.config import Settings
from bot.doctor import bot_api, database
from bot.doctor.finding import Finding, Level, good, note, trouble

PATIENCE = 5.0

__all__ = ["PATIENCE", "Finding", "Level", "examine", "good", "note", "trouble"]


async def examine(settings: Settings, clock: Clock, patience: float = PATIENCE) -> list[Finding]:
    """Look at everything and return what was found, in the order in which to read it.

    `patience` is how many seconds to listen for a second bot. Nothing is changed anywhere.
    """
    pulse, findings = await database.check(settings, clock)
    return [*findings, *await bot_api.check(settings, clock, pulse, patience)]
