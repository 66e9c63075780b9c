"""What may be shown of anonymous answers, so that nobody can be found among them.

An anonymous survey is shown once, after it has closed, so there is never an earlier picture of it
to subtract. Within that one picture, the parts by audience could be subtracted from the whole:
they are shown all, or not at all.
"""

from collections.abc import Mapping

from bot.domain.surveys import Segment


def may_show(count: int, fewest: int) -> bool:
    """Whether `count` answers to a question are enough to be shown together."""
    return count >= fewest


def may_tell(asked: Mapping[Segment, int], fewest: int) -> bool:
    """Whether answers may be kept with the audience of whoever gave them, or none of them may.

    `asked` says how many of each audience were asked. Where they are few, the audience would lead
    to them; and if it were left out for them alone, so would that.
    """
    counts = [count for count in asked.values() if count]
    return len(counts) > 1 and min(counts) >= fewest


def slices(
    counts: Mapping[Segment, int] | Mapping[Segment | None, int], fewest: int
) -> frozenset[Segment]:
    """Return the audiences by which the answers to one question may be shown apart: all or none.

    `counts` says how many of each audience answered that question. All who answered are shown
    only if each audience with any answers has at least `fewest`; then whatever is left when some
    of them are subtracted is made up of whole audiences again. One audience alone is no division.
    """
    answered = [(segment, count) for segment, count in counts.items() if count]
    shown = frozenset(each for each, count in answered if each and may_show(count, fewest))
    return shown if len(shown) == len(answered) > 1 else frozenset()
