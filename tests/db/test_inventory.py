"""Promises of the inventory of everything that is held."""

import pytest
from sqlalchemy import ForeignKey

from bot.db.inventory import INVENTORY, Erased, Held, Kind
from bot.db.tables import Base
from tests.abuse.sealed import sealed_columns

_TABLES = Base.metadata.tables
# The rows are there before the person is, or after.
_WITHOUT_REFERENCE = {"inbox": {"person_id"}, "audit_entries": {"person_id", "about_id"}}


def test_every_table_and_every_column_stands_in_the_inventory() -> None:
    """Whoever adds one says what it is, about whom, and how long it stays: bot/db/inventory."""
    there = {name: set(table.c.keys()) for name, table in _TABLES.items()}
    assert there == {name: set(held.columns) for name, held in INVENTORY.items()}


def test_whatever_is_sealed_is_somebodys_words_or_nobodys_answer() -> None:
    """Everything sealed is marked as words, so that nobody's can be left out or left behind."""
    for column in sealed_columns():
        held = INVENTORY[column.table.name].columns[column.name]
        nobodys = column.table.name == "anonymous_answers"
        assert (held.kind is Kind.WORDS) is not nobodys, f"{column}"


def test_every_column_that_names_a_person_is_marked_as_one() -> None:
    """A reference to a person is found by what the tables say, whatever it is called."""
    for name, table in _TABLES.items():
        named = {c.name for c in table.c if _points_at_people(c.foreign_keys)}
        assert set(INVENTORY[name].people()) == named | _WITHOUT_REFERENCE.get(name, set()), name


@pytest.mark.parametrize("name", sorted(INVENTORY))
def test_every_column_says_what_becomes_of_it_when_its_person_is_erased(name: str) -> None:
    """What is somebody's names the column that says whose; what stays of it says why."""
    held = INVENTORY[name]
    for column_name, column in held.columns.items():
        where = f"{name}.{column_name}"
        if column.kind in (Kind.PERSON, Kind.WORDS):
            assert column.of is not None, where
        if column.of is not None:
            whose = (*held.people(), "relationship_id", "id")
            assert column.of in whose, where
            assert column.of in held.columns, where
            assert (column.erased is Erased.STAYS) is (column.why is not None), where
        else:
            assert column.erased is Erased.STAYS, where


def test_whatever_is_emptied_can_be_empty() -> None:
    """So that nobody finds out by asking to be erased; the row of a person has stand-ins."""
    for name in set(INVENTORY) - {"people"}:
        for column_name, column in INVENTORY[name].columns.items():
            may_be_empty = _TABLES[name].c[column_name].nullable
            assert column.erased is not Erased.EMPTIED or may_be_empty, f"{name}.{column_name}"


@pytest.mark.parametrize("name", sorted(INVENTORY))
def test_every_table_says_how_long_its_rows_are_there(name: str) -> None:
    """Either by the programme's retention time, counted from a time in the row, or in words."""
    held: Held = INVENTORY[name]
    assert (held.old is None) is not (held.kept is None)
    if held.old is not None:
        assert held.old in held.columns


def _points_at_people(keys: set[ForeignKey]) -> bool:
    return any(key.column.table.name == "people" for key in keys)
