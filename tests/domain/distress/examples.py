"""The hand-written messages, and which half of them was kept out of tuning.

They come from three goes. Whoever wrote the rules wrote the first before there was any rule and the
second when the rules of the first were finished; which half a message of theirs belongs to is
settled by a hash of it. The third is by another hand, which had not seen the rules; it was split
at random into two files, and whoever changes the rules does not read the one that is held out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from bot.domain.distress import calls_for_help
from bot.library.distress import rules

KINDS = ("plain", "veiled", "ordinary")
GOES = ("first go", "second go", "other hand")
_FILES = (("",), ("_later",), ("_other_hand_tuning", "_other_hand_held_out"))


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


def messages(kind: str, go: str) -> tuple[str, ...]:
    """The messages of a kind, of one of the goes."""
    return tuple(message for which in _FILES[GOES.index(go)] for message in _read(kind, which))


def half(kind: str, go: str, *, held_out: bool) -> tuple[str, ...]:
    """Those of the messages that were kept out of tuning, or the others."""
    files = _FILES[GOES.index(go)]
    if len(files) == 2:
        return _read(kind, files[held_out])
    return tuple(each for each in messages(kind, go) if _is_held_out(each) == held_out)


@cache
def _read(kind: str, which: str) -> tuple[str, ...]:
    """Read a file with a message on each line, in which `\\n` is a new line of the message."""
    path = Path(__file__).with_name(f"{kind}{which}.txt")
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(line.replace("\\n", "\n") for line in lines if line and not line.startswith("#"))


def _is_held_out(message: str) -> bool:
    return sha256(message.encode()).digest()[0] % 2 == 1


@cache
def figure(kind: str, go: str, *, held_out: bool) -> Figure:
    """What today's rules make of one half."""
    return count(half(kind, go, held_out=held_out))


def count(chosen: Sequence[str]) -> Figure:
    """How many of some messages bring the offer."""
    return Figure(sum(calls_for_help(each, rules()) for each in chosen), len(chosen))
