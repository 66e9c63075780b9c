"""Which files are opened to be written, by anything in this process."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
_watching: list[set[str]] = []


def _note(event: str, args: tuple[Any, ...]) -> None:
    if _watching and event == "open":
        path, mode, flags = args
        if isinstance(path, str) and (set(mode or "") & set("wax+") or (flags or 0) & _WRITES):
            _watching[-1].add(path)


# Python has no way to take one away again; without anybody watching it does nothing.
sys.addaudithook(_note)


@contextmanager
def files_written() -> Iterator[set[str]]:
    """The paths of files that Python opens to write meanwhile; a database opens its own."""
    found: set[str] = set()
    _watching.append(found)
    try:
        yield found
    finally:
        _watching.remove(found)
