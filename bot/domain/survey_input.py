"""Reading what a coordinator types into a survey; what will not do is named, the rest is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.plain import clean
from bot.domain.surveys import LONGEST_OPTION, LONGEST_QUESTION, LONGEST_TITLE, MOST_OPTIONS

_BULLETS = "-•*–"
_SHOWN = 40


class What(StrEnum):
    """What is wrong with what was typed, or with a draft that was to be sent."""

    TAP = "tap"
    TITLE_EMPTY = "title-empty"
    TITLE_LONG = "title-long"
    WORDS_EMPTY = "words-empty"
    WORDS_LONG = "words-long"
    OPTION_EMPTY = "option-empty"
    OPTION_LONG = "option-long"
    OPTION_SAME = "option-same"
    OPTIONS_MANY = "options-many"
    OPTIONS_FEW = "options-few"
    QUESTIONS_MANY = "questions-many"
    QUESTIONS_NONE = "questions-none"
    NAMED_OPEN = "named-open"
    NOBODY = "nobody"
    NAME_UNKNOWN = "name-unknown"
    WHEN_UNREAD = "when-unread"
    WHEN_PAST = "when-past"
    WHEN_FAR = "when-far"
    CLOSES_OPEN = "closes-open"
    CLOSES_FIRST = "closes-first"
    REPEAT_UNREAD = "repeat-unread"
    REPEAT_SOON = "repeat-soon"


@dataclass(frozen=True)
class Problem:
    """Something that will not do: the limit it breaks, how much it is, and whose words it is about."""

    what: What
    limit: int = 0
    count: int = 0
    words: str = ""


def read_title(text: str) -> str | Problem:
    """Return a title on one line, or what is wrong with it."""
    title = " ".join(clean(text).split())
    if not title:
        return Problem(What.TITLE_EMPTY)
    if len(title) > LONGEST_TITLE:
        return Problem(What.TITLE_LONG, LONGEST_TITLE, len(title))
    return title


def read_question(text: str) -> str | Problem:
    """Return the words of a question, or what is wrong with them."""
    words = clean(text).strip()
    if not words:
        return Problem(What.WORDS_EMPTY)
    if len(words) > LONGEST_QUESTION:
        return Problem(What.WORDS_LONG, LONGEST_QUESTION, len(words))
    return words


def read_options(text: str, before: Sequence[str]) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Add each line of `text` to the options there are; return all of them, and what was left out."""
    lines = _lines(text)
    kept = list(before)
    problems = [] if lines else [Problem(What.OPTION_EMPTY)]
    left_out = 0
    for line in lines:
        if len(line) > LONGEST_OPTION:
            problems.append(Problem(What.OPTION_LONG, LONGEST_OPTION, len(line), shorten(line)))
        elif line.casefold() in {option.casefold() for option in kept}:
            problems.append(Problem(What.OPTION_SAME, words=line))
        elif len(kept) >= MOST_OPTIONS:
            left_out += 1
        else:
            kept.append(line)
    if left_out:
        problems.append(Problem(What.OPTIONS_MANY, MOST_OPTIONS, left_out))
    return tuple(kept), tuple(problems)


def left_out_before(text: str, options: Sequence[str]) -> tuple[Problem, ...]:
    """Say once more what was left out of a text, when its lines are among the options already."""
    lines, before = set(_lines(text)), list(options)
    while before and before[-1] in lines:
        before.pop()
    return read_options(text, before)[1]


def _lines(text: str) -> list[str]:
    lines = (" ".join(clean(each).strip().lstrip(_BULLETS).split()) for each in text.splitlines())
    return [line for line in lines if line]


def shorten(text: str, most: int = _SHOWN) -> str:
    """Return the beginning of a text, to name it by."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
