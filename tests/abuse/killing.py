"""Killing whoever writes: before any statement that does, any commit, anything done to a file."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event

_FILES = ("open", "fsync", "replace", "unlink", "mkdir")
# Before one of these everything is as it is before the next one that changes something.
_CHANGE_NOTHING = ("SELECT", "SET", "RESET", "LOCK")


class Killed(BaseException):
    """Nothing in the code catches this, and it says nothing to anybody."""


@contextmanager
def killed_before(step: int, *, commits: bool = True) -> Iterator[list[str]]:
    """Let this many steps be taken and raise `Killed` before the next; gives what was done.

    Before one step is after the one before it, so counting up from nothing tries every instant
    between two of them. Not `commits` leaves those alone: whoever is killed at one here, and not
    with the process, holds the database as long as that lives.
    """
    done: list[str] = []

    def next_step(what: str) -> None:
        if len(done) == step:
            raise Killed
        done.append(what)

    def statement(_connection: Any, _cursor: Any, words: str, *_: Any) -> None:
        what = words.split(" ", 1)[0]
        if what not in _CHANGE_NOTHING:
            next_step(what)

    def commit(_connection: Any) -> None:
        next_step("COMMIT")

    with pytest.MonkeyPatch.context() as patch:
        for name in _FILES:
            patch.setattr(os, name, _watched(name, getattr(os, name), next_step))
        event.listen(Engine, "before_cursor_execute", statement)
        if commits:
            event.listen(Engine, "commit", commit)
        try:
            yield done
        except BaseException:
            if len(done) == step:
                raise Killed from None  # whatever else went wrong over it on the way out
            raise
        finally:
            event.remove(Engine, "before_cursor_execute", statement)
            if commits:
                event.remove(Engine, "commit", commit)


def _watched(
    name: str, call: Callable[..., Any], next_step: Callable[[str], None]
) -> Callable[..., Any]:
    def watched(*given: Any, **named: Any) -> Any:
        next_step(name)
        return call(*given, **named)

    return watched
