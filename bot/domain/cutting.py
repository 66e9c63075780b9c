"""Where a text may be divided: at a paragraph, a line, a sentence or a word, in that order.

Nothing here knows about markup. What people wrote is divided while it is still plain.
"""

import re
import unicodedata

# In each, the group is the white space that a division takes away; what stands before it stays.
_BORDERS = (
    re.compile(r"(\n\s*\n)"),
    re.compile(r"(\n)"),
    # The end of a sentence in the scripts that mark it: Latin, CJK, Arabic, Devanagari, Ethiopic.
    re.compile(r"(?:[.!?…؟۔।።][\"'”’»)\]]*(\s+)|[。！？][」』”]*(?=(\s*)))"),
    re.compile(r"(\s+)"),
)
_WORD_LETTERS = 12
_JOINER = "\u200d"


def words(text: str) -> int:
    """How many words a reader meets.

    What stands between spaces is one word; a very long one counts as several, so that a script
    written without spaces does not count as nothing.
    """
    return sum(-(-len(word) // _WORD_LETTERS) for word in text.split())


def divide(text: str, most: int) -> tuple[str, str]:
    """Divide `text` into a beginning of at most `most` characters (at least 1) and the rest.

    Of the borders that leave at least half of the room used, the best kind wins, then the last
    one. Only the white space at the border is lost. A text without any is divided between two
    letters, never inside one.
    """
    if most < 1:
        raise ValueError("there must be room for at least one character")
    if len(text) <= most:
        return text, ""
    for least in (most // 2, 1):
        for border in _BORDERS:
            gaps = [found.span(found.lastindex or 0) for found in border.finditer(text)]
            last = max((gap for gap in gaps if least <= gap[0] <= most), default=None)
            if last is not None:
                return text[: last[0]].rstrip(), text[last[1] :].lstrip()
    at = _between_letters(text, most)
    return text[:at], text[at:]


def beginning(text: str, most_words: int) -> str:
    """The beginning of `text` in at most `most_words` words, ending at a sentence if one is near.

    It ends in an ellipsis where something was left out, and is empty if there is no room at all.
    """
    text = text.strip()
    if words(text) <= most_words:
        return text
    end = _end_of_words(text, most_words)
    if end == 0:
        return ""
    first, _rest = divide(text, end)
    return first.rstrip() + " …"


def _end_of_words(text: str, most_words: int) -> int:
    end = spent = 0
    # The ellipsis stands apart and counts as a word.
    for word in re.finditer(r"\S+", text):
        cost = words(word.group())
        if spent + cost > most_words - 1:
            room = (most_words - 1 - spent) * _WORD_LETTERS
            return end or min(room, len(text))
        spent += cost
        end = word.end()
    return end


def _between_letters(text: str, most: int) -> int:
    at = most
    while at > 1 and _belongs_to_the_one_before(text, at):
        at -= 1
    return at if at > 1 else most


def _belongs_to_the_one_before(text: str, at: int) -> bool:
    return (
        unicodedata.combining(text[at]) > 0
        or unicodedata.category(text[at]) in {"Mn", "Me", "Mc", "Sk"}
        or _JOINER in (text[at], text[at - 1])
        or text[at] == "\ufe0f"
    )
