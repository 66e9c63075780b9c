"""Who learns how a pair is doing: coordinators of its programme who are not one of the two.

Of a pair of their own a coordinator learns nothing, since they could tell whose number was low.
"""

from collections.abc import Collection
from enum import StrEnum


class Watch(StrEnum):
    """Who learns it, as one of the two is told: OTHERS are coordinators besides the other one."""

    COORDINATORS = "coordinators"
    OTHERS = "others"
    NOBODY = "nobody"


def watch(two: Collection[int], other: int, coordinators: Collection[int]) -> Watch:
    """Say who learns how a pair is doing; all are ids of people, `other` is the one not told."""
    if set(coordinators) <= set(two):
        return Watch.NOBODY
    return Watch.OTHERS if other in coordinators else Watch.COORDINATORS
