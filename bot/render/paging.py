"""The buttons that turn the pages of a list."""

from collections.abc import Callable

from bot.render.message import Button, Rows
from bot.render.texts import Texts


def turns(t: Texts, number: int, *, has_more: bool, data: Callable[[int], str]) -> Rows:
    """A row that leads to the pages beside `number`, from 0 on; no row where there are none.

    `data` is what the button to a page says when it is tapped.
    """
    row = []
    if number:
        row.append(Button(t.label("button-fewer"), data(number - 1)))
    if has_more:
        row.append(Button(t.label("button-more"), data(number + 1)))
    return (tuple(row),) if row else ()
