"""The hand-written messages, and which of them were kept out of tuning.

The first hand wrote the rules too; half of it, settled by a hash of the message, was kept out. No
other hand had seen the rules. The second was split at random into two files. With what the next
three hands wrote the rules were tuned; all of the last hand is kept out. Whoever changes the rules
does not read the files that are held out.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from bot.domain.distress import calls_for_help
from bot.library.distress import rules

KINDS = ("plain", "veiled", "ordinary")
HASHED = {"first hand": ("", "_later")}
TUNING = {"second hand": "_other_hand_tuning", "three hands": "_three_hands"}
HELD_OUT = {"second hand": "_other_hand_held_out", "last hand": "_last_hand_held_out"}
HANDS = ("first hand", "second hand", "three hands", "last hand")


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
        return f"{self.found} of {self.of} ({self.percent:.1f} %)" if self.of else "none"


def messages(kind: str, hand: str) -> tuple[str, ...]:
    """The messages of a kind, by one of the hands."""
    return half(kind, hand, held_out=False) + half(kind, hand, held_out=True)


def half(kind: str, hand: str, *, held_out: bool) -> tuple[str, ...]:
    """Those of the messages that were kept out of tuning, or the others."""
    if hand in HASHED:
        every = (message for which in HASHED[hand] for message in _read(kind, which))
        return tuple(each for each in every if _is_held_out(each) == held_out)
    files = HELD_OUT if held_out else TUNING
    return _read(kind, files[hand]) if hand in files else ()


@cache
def _read(kind: str, which: str) -> tuple[str, ...]:
    """Read a file with a message on each line, in which `\\n` is a new line of the message."""
    path = Path(__file__).with_name(f"{kind}{which}.txt")
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(line.replace("\\n", "\n") for line in lines if line and not line.startswith("#"))


def _is_held_out(message: str) -> bool:
    return sha256(message.encode()).digest()[0] % 2 == 1


@cache
def figure(kind: str, hand: str, *, held_out: bool) -> Figure:
    """What today's rules make of one half."""
    return count(half(kind, hand, held_out=held_out))


def three_in_one(number: int) -> tuple[str, ...]:
    """So many messages of three ordinary ones each, as long as people's answers may be.

    They are of those that may be read, drawn with the same seed every time.
    """
    drawn = random.Random(7)
    every = [each for hand in HANDS for each in half("ordinary", hand, held_out=False)]
    return tuple(". ".join(drawn.sample(every, 3)) for _ in range(number))


def count(chosen: Sequence[str]) -> Figure:
    """How many of some messages bring the offer."""
    return Figure(sum(calls_for_help(each, rules()) for each in chosen), len(chosen))
