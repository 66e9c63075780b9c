"""The master key: where it comes from, and whether it is the one this database was made with."""

from collections.abc import Iterator
from datetime import datetime

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.config import SettingError, Settings
from bot.db.database import Database
from bot.db.tables import Installation, Person
from bot.db.trouble import named
from bot.db.vault import Vault
from bot.key_files import make_key, read_key

log = structlog.get_logger()

WRONG_ORDER = (
    "Of the two keys in PLUMBLINE_KEY the first is the one in use and the second never was: write "
    "the new one first, a comma, and then the one in use."
)
_ROW = 1


def find_key(settings: Settings) -> bytes | None:
    """Return the master key from PLUMBLINE_KEY or its file; None if there is none yet."""
    return settings.keys[0] if settings.keys else read_key(settings.key_file)


def next_key(settings: Settings) -> bytes | None:
    """Return the key to which the one in the file is being changed; None if there is no whole one.

    Nothing needs half of one: it is used only once all of it is on the disk.
    """
    try:
        return read_key(settings.next_key_file)
    except SettingError:
        return None


async def open_vault(settings: Settings, db: Database, now: datetime) -> Vault:
    """Return the vault for this database, whose schema must be up to date.

    The first time, a missing key is made and the database remembers it, and one line in the log
    says so. Afterwards only that key will do: `SettingError` says so.
    """
    async with db.write() as s:
        known = await s.get(Installation, _ROW)
        if known is not None:
            vault = vault_for(settings, known.key_check)
            unfinished = half_changed(settings, known.key_check)
            if unfinished:
                log.warning(unfinished)
            return vault
        await _refuse_if_people(s, settings)
        found = find_key(settings)
        vault = Vault(found or make_key(settings.key_file))
        s.add(Installation(id=_ROW, key_check=vault.check_value(), created_at=now))
    log.warning(_begun(settings, new_key=found is None))
    return vault


def vault_for(settings: Settings, check_value: bytes) -> Vault:
    """Return the vault of the database that holds `check_value`.

    `SettingError` if no key is there, or only others. While the key is being changed it may be
    the old or the new one.
    """
    others = False
    for key in _keys(settings):
        vault = Vault.that_fits(key, check_value)
        if vault is not None:
            return vault
        others = True
    raise SettingError(_wrong_key(settings) if others else _no_key(settings))


def half_changed(settings: Settings, check_value: bytes) -> str | None:
    """Say what is still to be done where the key is being changed; None where it is not."""
    if len(settings.keys) > 1:
        return _two_keys(settings, check_value)
    if not settings.keys and settings.next_key_file.exists():
        return (
            "A change of the key was begun and is not finished: stop the bot and run `python -m "
            f"bot keys rotate` again. Until then keep all of {settings.data}."
        )
    return None


async def trouble_with_key(settings: Settings, s: AsyncSession) -> str | None:
    """Say what is wrong with the key for this database, changing nothing; None if all is well."""
    try:
        known = await s.get(Installation, _ROW)
        if known is not None:
            vault_for(settings, known.key_check)
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
    return (
        f"A new database was made: {where}, for the key in {_where(settings)}. If this bot had "
        "another one before, stop it, put the old database in its place, and start again."
    )


def _keys(settings: Settings) -> Iterator[bytes]:
    """All keys that are there. Of the files the new one first: it takes the other one's place."""
    yield from settings.keys
    if not settings.keys:
        yield from _there(next_key(settings))
        yield from _there(read_key(settings.key_file))


def _there(key: bytes | None) -> tuple[bytes, ...]:
    return () if key is None else (key,)


def _two_keys(settings: Settings, check_value: bytes) -> str:
    new, old = settings.keys
    vault = Vault.that_fits(new, check_value)
    if vault is None:
        return (
            "PLUMBLINE_KEY holds two keys, and the change to the first is still to be made: stop "
            "the bot and run `python -m bot keys rotate`."
        )
    if vault.succeeds(old):
        return (
            "The key is changed to the first of the two in PLUMBLINE_KEY: take the comma and the "
            "second one out, then start the bot again."
        )
    return WRONG_ORDER


def _no_key(settings: Settings) -> str:
    return (
        "The key of this database is missing, and without it nothing that people wrote can be "
        f"read: put back {settings.key_file}, or set PLUMBLINE_KEY."
    )


def _wrong_key(settings: Settings) -> str:
    return (
        f"This database was made with another key than the one in {_where(settings)}, and without "
        "that one nothing that people wrote can be read: put back the key that belongs to it, or "
        "set DATABASE_URL to the database that belongs to this key."
    )


def _where(settings: Settings) -> str:
    return "PLUMBLINE_KEY" if settings.keys else str(settings.key_file)
