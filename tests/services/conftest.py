"""Here `make test` asks SQLite alone, and `make soak` PostgreSQL as well.

It is the same statements that both are asked, and what differs between the two is tested where it
lies: tests/db, tests/delivery and tests/runtime ask both every time.
"""

import pytest


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.soak)])
def database_kind(request: pytest.FixtureRequest) -> str:
    """Each kind of database in turn."""
    return str(request.param)
