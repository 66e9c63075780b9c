"""The hand-written messages, and which half of them was kept out of tuning.

They were written in two goes: the first before there was any rule, the second when the rules of the
first were finished. Which half a message belongs to is settled by a hash of it, and never changes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from bot.domain.distress import calls_for_help
from bot.library.distress import rules

KINDS = ("plain", "veiled", "ordinary")
_GOES = ("", "_later")


@dataclass(frozen=True)
class Figure:
    """Of how many messages how many bring the offer."""

    found: int
    of: int

    @property
    def percent(self) -> float:
        """The share, in percent."""
        return 100 * self.found / self.of

    def __str__(self) -> str:
        return f"{self.found} of {self.of} ({self.percent:.1f} %)"


def messages(kind: str, go: int) -> tuple[str, ...]:
    """The messages of a kind, of the first or the second go."""
    path = Path(__file__).with_name(f"{kind}{_GOES[go - 1]}.txt")
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def is_held_out(message: str) -> bool:
    """Whether a message was kept out of tuning."""
    return sha256(message.encode()).digest()[0] % 2 == 1


@cache
def figure(kind: str, go: int, *, held_out: bool) -> Figure:
    """What today's rules make of one half."""
    return count([each for each in messages(kind, go) if is_held_out(each) == held_out])


def count(chosen: Sequence[str]) -> Figure:
    """How many of some messages bring the offer."""
    return Figure(sum(calls_for_help(each, rules()) for each in chosen), len(chosen))
