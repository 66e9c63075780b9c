"""Moving the world at the terminal: time passes, the bot restarts."""

import re
from datetime import timedelta

from bot.rehearsal.seat import Seat
from bot.rehearsal.words import happening

_AMOUNT = re.compile(r"\+?\s*(\d+)\s*([mhdw])\w*")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_LONGEST = timedelta(weeks=52)
_MOST_STEPS = 100


def is_span(text: str) -> bool:
    """Whether a text says how long, such as "+1h"."""
    return _AMOUNT.fullmatch(text) is not None


class Moving:
    """What happens to everybody at once."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat

    async def next(self, _rest: str) -> None:
        """Go on to the next thing due that somebody notices."""
        before = self._seat.waiting()
        for _ in range(_MOST_STEPS):
            upcoming = await self._seat.stage.upcoming()
            if upcoming is None:
                self._seat.view.note(
                    "Nothing is planned. Perhaps nobody has agreed on a schedule yet."
                )
                return
            await self._seat.stage.move_to(upcoming.at)
            whom = self._seat.roll.name(upcoming.telegram_id)
            self._seat.view.note(f"{self._seat.clock()}: {happening(upcoming.what)} ({whom})")
            if self._seat.waiting() > before:
                break
        await self._seat.settle()

    async def wait(self, rest: str) -> None:
        """Let time pass, as much as `rest` says."""
        found = _AMOUNT.fullmatch(rest)
        if found is None:
            raise LookupError("Write how long, like :wait 1h, :wait 3d or :wait 1w.")
        by = timedelta(**{_UNITS[found[2]]: min(int(found[1]), 1_000_000)})
        await self._seat.stage.move(min(by, _LONGEST))
        self._seat.view.note(f"It is {self._seat.clock()} now.")
        await self._seat.settle()

    async def restart(self, _rest: str) -> None:
        """Stop the bot and start it again."""
        await self._seat.stage.restart()
        self._seat.view.note(
            "The bot was stopped and started again. It should know where you were."
        )
        await self._seat.settle()
