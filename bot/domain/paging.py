"""Lists that are too long for one message, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some of a list: page `number` of `pages`, from page 0 on; an empty list has one."""

    shown: tuple[T, ...]
    number: int
    pages: int

    @property
    def has_more(self) -> bool:
        """Whether there is a page after this one."""
        return self.number + 1 < self.pages


def page_of(found: Sequence[T], number: int, size: int) -> Page[T]:
    """Return a page of a list, `size` to each.

    A number beyond the end gives the last one, since lists shrink while people look at them.
    """
    number, pages = within(number, len(found), size)
    return Page(tuple(found[number * size : (number + 1) * size]), number, pages)


def within(number: int, total: int, size: int) -> tuple[int, int]:
    """Return the number of the page that there is in place of `number`, and how many there are."""
    pages = max(1, -(-total // size))
    return max(0, min(number, pages - 1)), pages
