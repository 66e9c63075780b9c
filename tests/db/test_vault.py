"""What people write can be read only with their own key, in its own place."""

import os
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.db.vault import Vault, WrongKeyError, place

VAULT = Vault(bytes(range(32)))
HERE = place("answers", "sealed", 1)


@dataclass(frozen=True)
class Owner:
    id: int
    wrapped_key: bytes


def owner(number: int, vault: Vault = VAULT) -> Owner:
    return Owner(number, vault.new_key(number))


ANA = owner(1)


@given(st.text())
def test_any_text_comes_back_as_it_was(text: str) -> None:
    assert VAULT.open(ANA, HERE, VAULT.seal(ANA, HERE, text)) == text


def test_a_lone_surrogate_and_a_nul_come_back_too() -> None:
    text = "a\x00b\ud83d"
    assert VAULT.open(ANA, HERE, VAULT.seal(ANA, HERE, text)) == text


def test_a_text_moved_to_another_row_does_not_open() -> None:
    sealed = VAULT.seal(ANA, HERE, "mine")
    with pytest.raises(WrongKeyError):
        VAULT.open(ANA, place("answers", "sealed", 2), sealed)


def test_another_person_s_key_does_not_open_it() -> None:
    sealed = VAULT.seal(ANA, HERE, "mine")
    with pytest.raises(WrongKeyError):
        VAULT.open(owner(2), HERE, sealed)


def test_a_key_given_to_another_person_does_not_unwrap() -> None:
    sealed = VAULT.seal(ANA, HERE, "mine")
    with pytest.raises(WrongKeyError):
        Vault(bytes(range(32))).open(Owner(2, ANA.wrapped_key), HERE, sealed)


def test_another_master_key_opens_nothing_and_is_recognised() -> None:
    other = Vault(os.urandom(32))
    sealed = VAULT.seal(ANA, HERE, "mine")
    with pytest.raises(WrongKeyError):
        other.open(ANA, HERE, sealed)
    assert Vault.that_fits(bytes(range(32)), VAULT.check_value()) is not None
    assert Vault.that_fits(os.urandom(32), VAULT.check_value()) is None


def test_the_words_do_not_stand_in_what_is_stored() -> None:
    assert b"mine" not in VAULT.seal(ANA, HERE, "mine")


@pytest.mark.parametrize("cut", [0, 5, 12, 20])
def test_a_damaged_text_is_refused(cut: int) -> None:
    with pytest.raises(WrongKeyError):
        VAULT.open(ANA, HERE, VAULT.seal(ANA, HERE, "mine")[:cut])


def test_a_forgotten_key_is_unwrapped_again_when_needed() -> None:
    sealed = VAULT.seal(ANA, HERE, "mine")
    VAULT.forget(ANA.id)
    assert VAULT.open(ANA, HERE, sealed) == "mine"


def test_a_short_master_key_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Vault(b"short")
