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
# What is drawn in one run is much alike, so many runs find more than a long one.
_RUN = 125
_PARTS = 2
_LONG_PARTS = 8
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
    """The same ones every time, half of them in each part."""
    runs = 500 // _PARTS // _RUN
    _play(tmp_path, list(range(part * runs, (part + 1) * runs)), _OFTEN)


@pytest.mark.soak
@pytest.mark.parametrize("part", range(_LONG_PARTS))
def test_in_10_000_sequences_every_promise_holds(tmp_path: Path, part: int) -> None:
    """Others every time; the numbers printed make them the same again."""
    drawn = random.SystemRandom()
    runs = 10_000 // _LONG_PARTS // _RUN
    _play(tmp_path, [drawn.randrange(2**32) for _ in range(runs)], _OFTEN | _SELDOM)


def _play(folder: Path, seeds: list[int], comes_about: set[str]) -> None:
    drawing = settings(
        max_examples=_RUN,
        stateful_step_count=_STEPS,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    with asyncio.Runner() as runner:
        Programme.runner, Programme.kept = runner, KeptSqlite(folder)
        Programme.begins = runner.run(furnish(Programme.kept))
        Programme.happened = Counter()
        for each in seeds:
            # A week takes as long as three sequences, so they pass in the last run of many only.
            Programme.takes_weeks = comes_about >= _SELDOM and each == seeds[-1]
            print(f"{_RUN} sequences, seed {each}")
            run_state_machine_as_test(seed(each)(Programme), settings=drawing)
    missing = {what for what in comes_about if not Programme.happened[what]}
    assert not missing, f"{missing} never came about: {Programme.happened}"
