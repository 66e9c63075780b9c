"""What goes to those who do not agree to today's text, and what may be done for them, by rule."""

import ast
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from bot.db.tables import OutboxRow, Person
from bot.domain.people import PersonState
from bot.domain.queues import ANSWERS_ANYBODY, Lane, MessageKind
from bot.domain.quiet import QuietHours
from bot.runtime.may_still_go import Fate, fate_of
from tests.abuse.agreeing import BEFORE

SERVICES = Path(__file__).parents[2] / "bot" / "services"
# Showing where to turn, what may be known and demanded at any time, being reached, and agreeing.
WHATEVER_THEY_AGREE_TO = {
    *("people/agreeing.py", "people/withdrawing.py", "people/joining.py", "people/menu.py"),
    *("people/reach.py", "people/privacy.py", "people/asking_to_forget.py", "mydata/asking.py"),
    *("talking/asking.py", "talking/receiving.py", "talking/settling.py", "talking/showing.py"),
    *("focusing.py", "waiting.py", "refusals.py"),
}


@pytest.mark.parametrize("lane", list(Lane))
def test_no_kind_of_message_goes_but_answers_to_what_anybody_may_ask(lane: Lane) -> None:
    """To whoever withdrew, in any lane; to whoever has to agree first, what is urgent and their own too."""
    now, quiet = datetime(2026, 3, 2, 12, tzinfo=UTC), QuietHours(time(21), time(8))
    gone = Person(state=PersonState.WITHDRAWN, consent_version=None)
    asked = Person(state=PersonState.ACTIVE, consent_version=BEFORE, zone="Europe/London")
    for kind in MessageKind:
        row = OutboxRow(lane=lane, kind=kind, detail={}, created_at=now)
        answers = kind in ANSWERS_ANYBODY
        assert fate_of(row, gone, quiet, now) is (Fate.GOES if answers else Fate.DROPPED), kind
        told = kind in (MessageKind.AGREE_ASK, MessageKind.FADES)
        free = answers or lane is Lane.URGENT or told
        assert (fate_of(row, asked, quiet, now) is Fate.AGREE_FIRST) is not free, kind


def test_only_what_everybody_may_do_at_any_time_knows_who_does_not_agree() -> None:
    """All other services find people by `members.find` or `require`, which refuse them."""
    found = set()
    for path in SERVICES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and ast.unparse(node) == "members.known":
                found.add(str(path.relative_to(SERVICES)))
    assert found == WHATEVER_THEY_AGREE_TO
