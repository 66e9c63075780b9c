"""One folder, one rehearsal at a time."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from bot.config import SettingError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_NAME = "rehearsal.lock"


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Hold `folder`, which is made if need be. Raises `SettingError` while another process does.

    The system lets go of it with the process, however that ends. Where a file system knows no
    locks, nobody is kept out.
    """
    with _open(folder) as file:
        try:
            _lock(file)
        except (BlockingIOError, PermissionError):
            raise SettingError(
                f"Another rehearsal is using {folder}: end that one first, or name another folder."
            ) from None
        except OSError:
            pass
        yield


def _open(folder: Path) -> IO[bytes]:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return (folder / _NAME).open("ab")
    except OSError as error:
        raise SettingError(f"The folder {folder} cannot be used: {error.strerror}.") from None


def _lock(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
