"""A master key is made whole and once, or not at all."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.config import SettingError, load
from bot.key_files import make_key
from bot.keys import find_key


@contextmanager
def _no_room() -> Iterator[None]:
    """No file may grow beyond ten bytes, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_without_room_for_it_no_half_of_a_key_is_left(tmp_path: Path) -> None:
    settings = load({}, tmp_path)
    with _no_room(), pytest.raises(SettingError, match="cannot be made"):
        make_key(settings.key_file)
    assert find_key(settings) is None
    assert make_key(settings.key_file) == find_key(settings)


def test_a_key_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "data" / "plumbline.key"
    make_key(path)
    before = path.read_bytes()
    with pytest.raises(SettingError, match="cannot be made: File exists"):
        make_key(path)
    assert path.read_bytes() == before
