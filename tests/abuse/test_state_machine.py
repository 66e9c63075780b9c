"""Whatever people do, in whatever order, what they were promised about their words holds.

Nobody reads what the promises do not let them read, nothing is sent to anybody who has not agreed
to it, at most one prompt goes for a pair and a local day, and every answer stands in exactly one
place, or in none once its writer was erased. See `tests/abuse/model`.
"""

import asyncio
import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.abuse.model.furnishing import furnish
from tests.abuse.model.machine import Programme
from tests.databases import KeptSqlite

# Sequences are many and short: what is rare comes about by where they begin.
_STEPS = 6
_PARTS = 4
_LONG_PARTS = 20
# Without these it would be no proof of anything; the rarer ones want many sequences.
_OFTEN = {
    *("paired", "ended", "withdrew", "came back", "agreed", "erased", "shared", "kept private"),
    *("edited", "sent words", "sent digest", "sent my_data_file"),
}
_SELDOM = {
    *("joined again", "listed", "opened", "closed", "killed while sending", "Ben read", "Dan read"),
    *("sent reflection_prompt", "sent agree_ask", "sent closing_ask", "sent pair_rests"),
}


@pytest.mark.parametrize("part", range(_PARTS))
def test_in_500_sequences_every_promise_holds(tmp_path: Path, part: int) -> None:
    """The same ones every time, a quarter of them in each part."""
    _play(tmp_path, 500 // _PARTS, part, _OFTEN)


@pytest.mark.soak
@pytest.mark.parametrize("part", range(_LONG_PARTS))
def test_in_10_000_sequences_every_promise_holds(tmp_path: Path, part: int) -> None:
    """Others every time; the number printed makes them the same again."""
    number = random.SystemRandom().randrange(2**32)
    _play(tmp_path, 10_000 // _LONG_PARTS, number, _OFTEN | _SELDOM)


def _play(folder: Path, sequences: int, number: int, comes_about: set[str]) -> None:
    print(f"{sequences} sequences, seed {number}")
    with asyncio.Runner() as runner:
        Programme.runner, Programme.kept = runner, KeptSqlite(folder)
        Programme.begins = runner.run(furnish(Programme.kept))
        Programme.happened = Counter()
        run_state_machine_as_test(
            seed(number)(Programme),
            settings=settings(
                max_examples=sequences,
                stateful_step_count=_STEPS,
                deadline=None,
                database=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
    missing = {what for what in comes_about if not Programme.happened[what]}
    assert not missing, f"{missing} never came about: {Programme.happened}"
