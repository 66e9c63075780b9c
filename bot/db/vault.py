"""Sealing what people write: the one place where text is encrypted and opened.

Every person has a key of their own, kept wrapped by the master key. A text is sealed with
AES-256-GCM under its writer's key, with the place it belongs to as associated data, so that a
ciphertext moved to another row does not open. Destroying a person's key destroys their words.
"""

import hashlib
import hmac
import os
from collections import OrderedDict
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
_NONCE_BYTES = 12
_CACHED_KEYS = 20_000
_CHECK = b"plumbline master key"


class WrongKeyError(Exception):
    """A text does not open: the master key is another one, or the text is not where it was."""


class KeyOwner(Protocol):
    """A person as far as sealing goes: whose key, and the key as it is stored."""

    @property
    def id(self) -> int:
        """The person's row id."""
        ...

    @property
    def wrapped_key(self) -> bytes:
        """Their key, wrapped by the master key."""
        ...


def place(table: str, column: str, row_id: int) -> bytes:
    """Name the one place where a sealed text belongs; it is bound into the ciphertext."""
    return f"{table}.{column}:{row_id}".encode()


class Vault:
    """Seals and opens texts; keeps recently used keys unwrapped in memory."""

    def __init__(self, master_key: bytes) -> None:
        """Take the 32-byte master key."""
        if len(master_key) != KEY_BYTES:
            raise ValueError("the master key must be 32 bytes")
        self._master = AESGCM(_derive(master_key, b"wrap"))
        self._own = AESGCM(_derive(master_key, b"own"))
        self._marks = _derive(master_key, b"marks")
        self._people: OrderedDict[int, AESGCM] = OrderedDict()

    def new_key(self, person_id: int) -> bytes:
        """Make a key for a new person and return it wrapped, ready to be stored."""
        return _encrypt(self._master, os.urandom(KEY_BYTES), place("people", "key", person_id))

    def seal(self, owner: KeyOwner, where: bytes, text: str) -> bytes:
        """Seal `text` under its writer's key for the place `where` (see `place`)."""
        # A lone surrogate cannot be encoded otherwise, and losing an answer over one would be worse.
        return _encrypt(self._key_of(owner), text.encode("utf-8", "surrogatepass"), where)

    def open(self, owner: KeyOwner, where: bytes, sealed: bytes) -> str:
        """Open what `seal` made for the same writer and place; `WrongKeyError` otherwise."""
        return _decrypt(self._key_of(owner), sealed, where).decode("utf-8", "surrogatepass")

    def seal_own(self, where: bytes, text: bytes) -> bytes:
        """Seal what belongs to nobody known: updates of people who have not joined."""
        return _encrypt(self._own, text, where)

    def open_own(self, where: bytes, sealed: bytes) -> bytes:
        """Open what `seal_own` made for the same place; `WrongKeyError` otherwise."""
        return _decrypt(self._own, sealed, where)

    def mark(self, text: str) -> bytes:
        """Return 32 bytes by which the same text is known again; without the key they say nothing."""
        return hmac.new(self._marks, text.encode("utf-8", "surrogatepass"), hashlib.sha256).digest()

    def check_value(self) -> bytes:
        """Return a value to store, by which `fits` later knows this master key again."""
        return self.seal_own(place("installation", "key_check", 1), _CHECK)

    def fits(self, check_value: bytes) -> bool:
        """Tell whether `check_value` was made with this master key."""
        try:
            return self.open_own(place("installation", "key_check", 1), check_value) == _CHECK
        except WrongKeyError:
            return False

    def forget(self, person_id: int) -> None:
        """Drop a person's unwrapped key from memory."""
        self._people.pop(person_id, None)

    def _key_of(self, owner: KeyOwner) -> AESGCM:
        cached = self._people.get(owner.id)
        if cached is not None:
            self._people.move_to_end(owner.id)
            return cached
        raw = _decrypt(self._master, owner.wrapped_key, place("people", "key", owner.id))
        cipher = AESGCM(raw)
        self._people[owner.id] = cipher
        if len(self._people) > _CACHED_KEYS:
            self._people.popitem(last=False)
        return cipher


def _derive(master_key: bytes, purpose: bytes) -> bytes:
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=b"plumbline " + purpose).derive(
        master_key
    )


def _encrypt(cipher: AESGCM, text: bytes, where: bytes) -> bytes:
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + cipher.encrypt(nonce, text, where)


def _decrypt(cipher: AESGCM, sealed: bytes, where: bytes) -> bytes:
    try:
        return cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], where)
    except (InvalidTag, ValueError) as error:
        raise WrongKeyError from error
