"""The rehearsal as somebody runs it: lines are piped in, and a whole programme answers."""

import io
from datetime import UTC, datetime

import pytest

from bot.rehearsal import terminal

# A Thursday night: the rehearsal begins on the Monday before, in the morning.
TODAY = datetime(2026, 3, 5, 23, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def shown() -> str:
    lines = [":people", ":wait 2d", ":+11h", "1", "I listen well.", ":leo", ":quit", "never said"]
    out = io.StringIO()
    terminal.run(TODAY, io.StringIO("\n".join(lines)), out)
    return out.getvalue()


class TestALivingProgramme:
    """A newcomer lands in the middle of things, and is told what this is."""

    def test_it_says_what_it_is(self, shown: str) -> None:
        assert "no\naccount, nothing leaves this machine" in shown
        assert shown.endswith("The rehearsal is over, and nothing of it is kept.\n")

    def test_six_people_take_part(self, shown: str) -> None:
        roles = [shown.count(f" {role}; ") for role in ("coordinator", "mentor", "mentee")]
        assert roles == [1, 2, 3]

    def test_a_pair_has_agreed_on_a_schedule(self, shown: str) -> None:
        assert "every Wednesday at 20:00" in shown

    def test_it_begins_on_a_monday_morning(self, shown: str) -> None:
        assert "Ana's phone, Mon 2 March, 09:00" in shown

    def test_time_brings_the_weekly_questions(self, shown: str) -> None:
        assert "[1 Begin]" in shown
        assert "1 of 4" in shown
        assert "2 of 4" in shown

    def test_what_is_piped_is_shown_where_it_was_typed(self, shown: str) -> None:
        assert "Ana, Wed 4 March, 20:00 > I listen well." in shown

    def test_nothing_is_read_after_quitting(self, shown: str) -> None:
        assert "never said" not in shown

    def test_it_fits_a_terminal_of_80_columns(self, shown: str) -> None:
        assert [line for line in shown.split("\n") if len(line) > 80] == []
