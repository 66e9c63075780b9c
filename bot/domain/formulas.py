"""Words that a spreadsheet must never take for a formula."""

import re

# What begins a formula, also as wide letters; before it there may be spaces, quotes and what is
# not seen. A reader with other habits than ours may take any mark between cells, or the end of a
# line, for the beginning of a cell.
_BEGINS = re.compile(r"(\A|[,;|\t\r\n])([\s\"“”„«»\u200b-\u200f\ufeff]*)(?=[=+\-@＝＋－＠])")
_LEADING = ("\t", "\r")


def defused(words: str) -> str:
    """Return what a spreadsheet shows as these words, and never computes.

    An apostrophe goes before whatever would begin a formula; all else stays as it was.
    """
    harmless = _BEGINS.sub(r"\1\2'", words)
    return f"'{harmless}" if harmless.startswith(_LEADING) else harmless
