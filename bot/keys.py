"""The master key: where it comes from, and whether it is the one this database was made with."""

import base64
import os
from datetime import datetime
from pathlib import Path

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.config import SettingError, Settings, parse_key
from bot.db.database import Database
from bot.db.tables import Installation, Person
from bot.db.trouble import named
from bot.db.vault import KEY_BYTES, Vault

log = structlog.get_logger()

_ROW = 1


def find_key(settings: Settings) -> bytes | None:
    """Return the master key from PLUMBLINE_KEY or its file; None if there is none yet."""
    if settings.key is not None:
        return settings.key
    path = settings.key_file
    try:
        return parse_key(path.read_text(encoding="ascii"))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SettingError(f"The key file {path} cannot be read: {error.strerror}.") from None
    except ValueError:
        raise SettingError(f"The key file {path} is damaged; put back your copy of it.") from None


def make_key(path: Path) -> bytes:
    """Make a master key and keep it in `path`, which only its owner may read."""
    key = os.urandom(KEY_BYTES)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(path, base64.b64encode(key) + b"\n")
    except OSError as error:
        raise SettingError(f"The key file {path} cannot be made: {error.strerror}.") from None
    return key


async def open_vault(settings: Settings, db: Database, now: datetime) -> Vault:
    """Return the vault for this database, whose schema must be up to date.

    The first time, a missing key is made and the database remembers it, and one line in the log
    says so. Afterwards only that key will do: `SettingError` says so.
    """
    async with db.write() as s:
        known = await s.get(Installation, _ROW)
        if known is not None:
            return _known_vault(settings, known.key_check)
        await _refuse_if_people(s, settings)
        found = find_key(settings)
        vault = Vault(found or make_key(settings.key_file))
        s.add(Installation(id=_ROW, key_check=vault.check_value(), created_at=now))
    log.warning(_begun(settings, new_key=found is None))
    return vault


async def trouble_with_key(settings: Settings, s: AsyncSession) -> str | None:
    """Say what is wrong with the key for this database, changing nothing; None if all is well."""
    try:
        known = await s.get(Installation, _ROW)
        if known is not None:
            _known_vault(settings, known.key_check)
        else:
            await _refuse_if_people(s, settings)
            find_key(settings)
    except SettingError as error:
        return str(error)
    return None


async def _refuse_if_people(s: AsyncSession, settings: Settings) -> None:
    """Where people are but no note of their key, a new key would lock them out of their words."""
    if await s.scalar(select(Person.id).limit(1)) is not None:
        raise SettingError(
            f"The database {named(settings.database_url)} holds people, but no longer knows which "
            "key is theirs: it is damaged, so restore a backup."
        )


def _begun(settings: Settings, *, new_key: bool) -> str:
    """Whoever starts in the wrong folder, or without the old one, must not miss that."""
    where = named(settings.database_url)
    if new_key:
        return (
            f"A new database and a new key were made: {where} and {settings.key_file}. If this "
            "bot had others before, stop it, put the old ones in their place, and start again."
        )
    key = "PLUMBLINE_KEY" if settings.key is not None else str(settings.key_file)
    return (
        f"A new database was made: {where}, for the key in {key}. If this bot had another one "
        "before, stop it, put the old database in its place, and start again."
    )


def _known_vault(settings: Settings, check_value: bytes) -> Vault:
    key = find_key(settings)
    if key is None:
        raise SettingError(
            f"The key of this database is missing: put back {settings.key_file}, or set "
            "PLUMBLINE_KEY. Without it nothing that people wrote can be read."
        )
    vault = Vault(key)
    if not vault.fits(check_value):
        where = "PLUMBLINE_KEY" if settings.key is not None else str(settings.key_file)
        raise SettingError(
            f"This database was made with another key than the one in {where}: put back the key "
            "that belongs to it, or set DATABASE_URL to the database that belongs to this key."
        )
    return vault


def _write(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        # Half a key on a full disk would be taken for a damaged one at the next start.
        path.unlink(missing_ok=True)
        raise
    # The database is about to rely on this key: the file's name must outlive a power cut too.
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
