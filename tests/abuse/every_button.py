"""Every button there can be, read from the patterns of the handlers that take them.

So a new button is tried as soon as it is registered, and cannot be forgotten.
"""

import re
import warnings
from collections.abc import Iterator
from itertools import cycle, islice
from re import _constants as sre  # type: ignore[attr-defined]  # the only reader of patterns
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from telegram.ext import CallbackQueryHandler, CommandHandler

from conversations import router

# What stands in a pattern for the id of a row, or for a number that may be as large.
ID = "<id>"
_LONG = 5


def commands() -> list[str]:
    """Every command, and one that is none."""
    taking = (each.commands for each in _entries() if isinstance(each, CommandHandler))
    return [*sorted({name for names in taking for name in names}), "nonsense"]


def patterns() -> list[re.Pattern[str]]:
    """What the data of each kind of button looks like, as the bot reads it."""
    taking = (each.pattern for each in _entries() if isinstance(each, CallbackQueryHandler))
    return [each for each in taking if isinstance(each, re.Pattern)]


def shapes() -> list[str]:
    """What the data of every button looks like, with `ID` in place of ids."""
    return sorted({shape for each in patterns() for shape in _all(_parser.parse(each.pattern))})


def _entries() -> list[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return list(router().entry_points)


def _all(parsed: Any) -> Iterator[str]:
    """Ways to match a pattern in which every alternative comes at least once."""
    places = [list(_ways(kind, value)) for kind, value in parsed]
    most = max(map(len, places), default=1)
    for each in zip(*(islice(cycle(ways), most) for ways in places), strict=True):
        yield "".join(each)


def _ways(kind: Any, value: Any) -> Iterator[str]:
    if kind is sre.LITERAL:
        yield chr(value)
    elif kind is sre.IN:
        yield from _one_of(value)
    elif kind is sre.BRANCH:
        for alternative in value[1]:
            yield from _all(alternative)
    elif kind is sre.SUBPATTERN:
        yield from _all(value[3])
    elif kind is sre.MAX_REPEAT:
        yield from _repeated(*value)
    elif kind is sre.AT:
        yield ""
    else:
        raise ValueError(f"no button's pattern should need {kind}")


def _repeated(least: int, most: Any, what: Any) -> Iterator[str]:
    ((kind, value),) = what if len(what) == 1 else ((sre.SUBPATTERN, (0, 0, 0, what)),)
    if least == 0 and most == 1:
        yield from ("", *_ways(kind, value))
    elif kind is sre.IN and _has_digits(value) and (most is sre.MAXREPEAT or most > _LONG):
        yield ID
    else:
        yield next(iter(_ways(kind, value))) * max(least, 1)


def _has_digits(value: Any) -> bool:
    return (sre.RANGE, (ord("0"), ord("9"))) in value


def _one_of(value: Any) -> Iterator[str]:
    """One of each range and character of a class is enough."""
    for kind, what in value:
        if kind is sre.RANGE:
            yield chr(what[0])
        elif kind is sre.LITERAL:
            yield chr(what)
        elif kind is sre.CATEGORY:
            yield "1"
