"""docs/PRIVACY.md says who reads what, and for how long, exactly as the rules have it."""

import re
from pathlib import Path

from bot.delivery.inbox import KEPT, SET_ASIDE_KEPT
from bot.domain.consent import KEPT_FOR as WITHDRAWN_KEPT
from bot.domain.deeds import KEPT_FOR as DEEDS_KEPT
from bot.domain.retention import (
    ASKED_BEFORE,
    NEVER_FINISHED,
    SHORTER_COUNTS_AFTER,
    TIME_TO_OBJECT,
)
from bot.domain.rules import ALLOWED, Rules
from bot.domain.viewers import Sight, Viewer
from bot.domain.visibility import TABLE
from bot.services.people.invites import LIFETIME
from tests.docs.inventory_table import BEGIN, END, table

PAGE = (Path(__file__).parents[2] / "docs" / "PRIVACY.md").read_text(encoding="utf-8")
_NOT_OTHERS = (Viewer.WRITER, Viewer.OPERATOR)


def test_the_table_names_everybody_who_sees_something_and_no_other() -> None:
    """What is seen in words, and by whom; only whether; or as ciphertext."""
    columns = (Sight.WORDS, Sight.HAPPENED)
    rows = re.findall(r"^\| `([a-z]+)` \| [^|]+ \| ([^|]+) \| ([^|]+) \|", PAGE, re.MULTILINE)
    said = {
        (matter, sight.value, viewer)
        for matter, *cells in rows
        for sight, cell in zip(columns, cells, strict=True)
        for viewer in cell.strip().split(", ")
        if viewer != "nobody"
    }
    assert said == {
        (matter.value, sight.value, viewer.value)
        for matter, sight, viewer in TABLE
        if sight in columns and viewer not in _NOT_OTHERS
    }
    assert {matter for matter, *_ in rows} == {matter.value for matter, _, _ in TABLE}


def test_what_is_sealed_is_said() -> None:
    """Whoever has the database without the key reads what is named here, and no other."""
    (said,) = re.findall(r"In the clear are ((?:`[a-z]+`,? ?(?:and )?\n?)+)", PAGE)
    assert set(re.findall(r"`([a-z]+)`", said)) == {
        matter.value
        for matter, sight, viewer in TABLE
        if viewer is Viewer.OPERATOR and sight is Sight.WORDS
    }


def test_how_long_things_are_kept() -> None:
    """Every number on the page is the one that the code goes by."""
    kept, years = ALLOWED["keep_months"], DEEDS_KEPT.days // 365
    for said in (
        f"| the number of an update | {KEPT.days * 24} hours |",
        f"| a message that failed three times | {SET_ASIDE_KEPT.days} days |",
        f"| an invite link | works once, {LIFETIME.days} days |",
        f"{Rules.keep_months} months unless it says otherwise, {kept[0]} to {kept[-1]}.",
        f"A shorter time counts {SHORTER_COUNTS_AFTER.days} days after it was set",
        f"| somebody who agreed and never finished coming in | {NEVER_FINISHED.days} days |",
        f"asked, and erased {ASKED_BEFORE.days} days later unless they would like to stay |",
        f"| somebody who took their consent back | {WITHDRAWN_KEPT.days} days |",
        f"| somebody who asked a coordinator to have them erased | {TIME_TO_OBJECT.days} days |",
        f"| who did what, never in words | {years} years |",
    ):
        assert said in PAGE.replace("\n", " ") or said in PAGE, said


def test_what_becomes_of_each_thing_is_what_the_inventory_says() -> None:
    """If it is not: `python -c "from tests.docs.inventory_table import table; print(table())"`."""
    assert PAGE.partition(BEGIN)[2].partition(END)[0] == table()
