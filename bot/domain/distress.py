"""Words of distress: whether what somebody wrote calls for the offer of help. Yes or no, no more.

The rules are phrases, and parts of phrases near one another, that anybody can read, one set for
each language, and what takes a phrase back: that it is denied, long past, said of somebody else,
or a figure of speech. They find what they name. Nothing here watches, scores or labels anybody.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.distress_back import TakesBack
from bot.domain.distress_lines import Line, Place, apart
from bot.domain.distress_phrases import Phrases
from bot.domain.distress_together import Message, Together, is_said, signs
from bot.domain.distress_words import Words, sentences


@dataclass(frozen=True)
class Rules:
    """The rules of one language.

    `says` is what counts; `said` counts only beside one of `lately`, `alone` only where a message
    is nothing else. `done` is what others do or will do to one: said of them, it counts. Of
    `hints` two different ones in one message count, as do two signs of `together`, or one of each.
    `figures` never count. `back` is what takes a phrase back.
    """

    words: Words
    says: Phrases
    said: Phrases
    done: Phrases
    alone: Phrases
    hints: Phrases
    figures: Phrases
    lately: Phrases
    together: Together
    back: TakesBack


def calls_for_help(text: str, languages: Iterable[Rules]) -> bool:
    """Whether to offer help now, by the rules of any of the languages."""
    return any(_says(rules, text) for rules in languages)


def _says(rules: Rules, text: str) -> bool:
    every = [Line(words) for words in sentences(text, rules.words)]
    if len(every) == 1 and rules.alone.fill(every[0].words[0], every[0].text, 0):
        return True
    lines = [line.without(rules.figures) for line in every]
    if any(_is_said_in(rules, line) for line in lines):
        return True
    message = Message(rules.together, lines)
    return is_said(rules.together, message, rules.back) or _hinted(rules, message) > 1


def _is_said_in(rules: Rules, line: Line) -> bool:
    says = [*line.find(rules.says), *_lately(rules, line)]
    return any(rules.back.leaves(line, says)) or any(
        rules.back.leaves(line, line.find(rules.done), by_others=True)
    )


def _lately(rules: Rules, line: Line) -> list[Place]:
    """Where it is said that something was so not long ago."""
    found = list(line.find(rules.said))
    return found if found and line.has(rules.lately) else []


def _hinted(rules: Rules, message: Message) -> int:
    """How many different hints, and kinds of signs, stand in a message in different words."""
    kinds = defaultdict[int, dict[Place, str]](dict)
    for number, place, kind in signs(rules.together, message, rules.back):
        kinds[number][place] = kind
    for number, line in enumerate(message.lines):
        for place in rules.back.leaves(line, line.find(rules.hints)):
            kinds[number].setdefault(place, " ".join(line.words[place[0] : place[1]]))
    return len({here[place] for here in kinds.values() for place in apart(sorted(here))})
