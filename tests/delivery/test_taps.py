"""A second tap is told from another one by its message, its button, its update and its time."""

import pytest

from bot.delivery.taps import Tap, Taps

ANA, BEN = 1, 2
FIRST = Tap(10, 5, "an announcement")


@pytest.mark.parametrize(
    ("tap", "chat", "after", "second"),
    [
        pytest.param(Tap(11, 5, FIRST.data), ANA, 0.5, True, id="in a hurry"),
        pytest.param(Tap(11, 5, FIRST.data), ANA, 2.5, False, id="wanted once more"),
        pytest.param(Tap(10, 5, FIRST.data), ANA, 0.5, False, id="handled again after a failure"),
        pytest.param(Tap(11, 5, "another"), ANA, 0.5, False, id="another button"),
        pytest.param(Tap(11, 6, FIRST.data), ANA, 0.5, False, id="another message"),
        pytest.param(Tap(11, 5, FIRST.data), BEN, 0.5, False, id="somebody else"),
    ],
)
def test_only_a_second_tap_in_a_hurry_is_one(
    tap: Tap, chat: int, after: float, second: bool
) -> None:
    now = [100.0]
    taps = Taps(lambda: now[0])
    taps.answered(ANA, FIRST)
    now[0] += after
    assert taps.is_second(chat, tap) is second
    # Something else was answered meanwhile.
    taps.answered(ANA, None)
    assert not taps.is_second(chat, tap)
