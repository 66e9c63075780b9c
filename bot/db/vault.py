"""Sealing what people write: the one place where text is encrypted and opened.

Every person has a key of their own, kept wrapped by the master key. A text is sealed with
AES-256-GCM under its writer's key, with the place it belongs to as associated data, so that a
ciphertext moved to another row does not open. Destroying a person's key destroys their words.
"""

import hashlib
import hmac
import os
from collections import OrderedDict
from collections.abc import Sequence
from typing import Protocol, Self

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


_CHECK_PLACE = place("installation", "key_check", 1)


class Vault:
    """Seals and opens texts; keeps recently used keys unwrapped in memory."""

    def __init__(self, master_key: bytes, earlier_marks: Sequence[bytes] = ()) -> None:
        """Take the 32-byte master key, and what earlier ones made marks with, oldest first."""
        if len(master_key) != KEY_BYTES:
            raise ValueError("the master key must be 32 bytes")
        self._master = AESGCM(_derive(master_key, b"wrap"))
        self._own = AESGCM(_derive(master_key, b"own"))
        # A mark cannot be made anew, since nobody keeps what was marked. So with every change of
        # the master key the mark itself is marked once more, and new ones go the same way.
        self._marks = (*earlier_marks, _derive(master_key, b"marks"))
        self._people: OrderedDict[int, tuple[bytes, AESGCM]] = OrderedDict()

    @classmethod
    def that_fits(cls, master_key: bytes, check_value: bytes) -> Self | None:
        """Return the vault of the database that holds `check_value`; None if its key is another."""
        try:
            known = cls(master_key).open_own(_CHECK_PLACE, check_value)
        except WrongKeyError:
            return None
        marks = known.removeprefix(_CHECK)
        return cls(
            master_key, [marks[at : at + KEY_BYTES] for at in range(0, len(marks), KEY_BYTES)]
        )

    def new_key(self, owner_id: int) -> bytes:
        """Make a key for a new person or survey and return it wrapped, ready to be stored."""
        return _encrypt(self._master, os.urandom(KEY_BYTES), _key_place(owner_id))

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
        mark = text.encode("utf-8", "surrogatepass")
        for key in self._marks:
            mark = _keyed(key, mark)
        return mark

    def check_value(self) -> bytes:
        """Return a value to store, from which `that_fits` later makes this vault again."""
        return self.seal_own(_CHECK_PLACE, _CHECK + b"".join(self._marks[:-1]))

    def successor(self, master_key: bytes) -> "Vault":
        """Return the vault for another master key, to which all that hangs on this one can go."""
        return Vault(master_key, self._marks)

    def succeeds(self, master_key: bytes) -> bool:
        """Tell whether this vault, or one before it, succeeded that of `master_key`."""
        return _derive(master_key, b"marks") in self._marks[:-1]

    def key_for(self, successor: "Vault", owner_id: int, wrapped_key: bytes) -> bytes:
        """Wrap a person's or survey's key for `successor`; `WrongKeyError` if it was not ours."""
        where = _key_place(owner_id)
        return _encrypt(successor._master, _decrypt(self._master, wrapped_key, where), where)

    def own_for(self, successor: "Vault", where: bytes, sealed: bytes) -> bytes:
        """Seal for `successor` what `seal_own` made here; `WrongKeyError` if it was not ours."""
        return successor.seal_own(where, self.open_own(where, sealed))

    def mark_for(self, successor: "Vault", mark: bytes) -> bytes:
        """Turn a mark of ours into the one that `successor` makes of the same text."""
        return _keyed(successor._marks[-1], mark)

    def forget(self, person_id: int) -> None:
        """Drop a person's unwrapped key from memory."""
        self._people.pop(person_id, None)

    def _key_of(self, owner: KeyOwner) -> AESGCM:
        wrapped, cached = self._people.get(owner.id, (b"", None))
        # Of somebody who is erased there is no key any more, whatever is remembered.
        if cached is not None and wrapped == owner.wrapped_key:
            self._people.move_to_end(owner.id)
            return cached
        raw = _decrypt(self._master, owner.wrapped_key, _key_place(owner.id))
        cipher = AESGCM(raw)
        self._people[owner.id] = owner.wrapped_key, cipher
        if len(self._people) > _CACHED_KEYS:
            self._people.popitem(last=False)
        return cipher


def _key_place(owner_id: int) -> bytes:
    return place("people", "key", owner_id)


def _keyed(key: bytes, text: bytes) -> bytes:
    return hmac.new(key, text, hashlib.sha256).digest()


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
