"""Asking every service there is, as somebody, without changing anything: what comes back is read."""

import importlib
import inspect
import pkgutil
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime
from enum import Enum
from functools import cache
from itertools import product
from typing import Any, cast

from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

import bot.services
from bot.db.database import Database
from bot.db.tables import Base, Person
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError

_NOTHING: Any = inspect.Parameter.empty
_UPDATE = 777_777
# What is asked for makes no difference to these.
_WHATEVER_IT_IS = {
    *(Reason.NOT_ALLOWED, Reason.NOT_A_MEMBER, Reason.STILL_JOINING),
    *(Reason.WITHDRAWN, Reason.AGREE_FIRST),
}
# What services say to ids of something else, and to made-up words: nothing is shown by that.
_NONSENSE = (TypeError, AttributeError, KeyError, ValueError, AssertionError, ArgumentError)
_AS = {"actor", "person_id", "reader_id", "reader", "person", "asker", "telegram_id"}


@dataclass(frozen=True)
class Asker:
    """Who asks: by Telegram's id, and the row, if there is one."""

    telegram_id: int
    row: Person | None


class Undoing(Database):
    """A database in which nothing that is done stays done."""

    def __init__(self, db: Database) -> None:
        """Look at the same rows as `db`."""
        self.engine = db.engine
        self.is_sqlite = db.is_sqlite
        self.writes = 0
        self._sessions = async_sessionmaker(db.engine, expire_on_commit=False)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """Open a transaction that is taken back at its end."""
        async with self._sessions() as s:
            yield s
            await s.flush()
            # Going back would empty what was read, which is still to be shown.
            s.expunge_all()
            await s.rollback()

    read = write


@cache
def services() -> tuple[Callable[..., Any], ...]:
    """Every use case that somebody can be behind: it takes the core, and then who it is."""
    found = []
    for module in pkgutil.walk_packages(bot.services.__path__, "bot.services."):
        loaded = importlib.import_module(module.name)
        for name, each in vars(loaded).items():
            own = inspect.iscoroutinefunction(each) and each.__module__ == module.name
            if own and not name.startswith("_"):
                parameters = list(inspect.signature(each).parameters.values())
                takes_core = len(parameters) > 1 and parameters[0].annotation is Core
                if takes_core and parameters[1].name in _AS:
                    found.append(each)
    return tuple(found)


def name_of(service: Callable[..., Any]) -> str:
    """Where a service is found, without what all of them begin with."""
    return f"{service.__module__.removeprefix('bot.services.')}.{service.__name__}"


async def all_that(core: Core, asker: Asker, known: Mapping[str, list[Any]]) -> dict[str, set[Any]]:
    """Everything that each service shows somebody, leaf by leaf; `known` are ids by what they are."""
    undoing = replace(core, db=Undoing(core.db))
    found: dict[str, set[Any]] = {}
    for service in services():
        seen = found.setdefault(name_of(service), set())
        who, *others = list(inspect.signature(service).parameters.values())[1:]
        if (as_whom := _as_whom(who, asker)) is None:
            continue
        for given in _given(others, known):
            try:
                seen.update(leaves(await service(undoing, as_whom, **given)))
            except RefusedError as refused:
                if refused.reason in _WHATEVER_IT_IS:
                    break
            except _NONSENSE:
                continue
    return found


def leaves(view: Any) -> Iterator[Any]:
    """Every value in a view; of a view of ours also which of its fields are filled."""
    if is_dataclass(view):
        if hasattr(view, "person_id"):
            yield type(view).__name__, view.person_id
        for field in fields(view):
            value = getattr(view, field.name)
            if value not in (None, (), ""):
                yield f"{type(view).__name__}.{field.name}"
            yield from leaves(value)
    elif isinstance(view, Mapping):
        for key, value in view.items():
            yield from leaves(key)
            yield from leaves(value)
    elif isinstance(view, list | tuple | set | frozenset):
        for each in view:
            yield from leaves(each)
    elif isinstance(view, Enum):
        # As words they are equal to others of the same letters.
        yield f"{type(view).__name__}.{view.name}"
    elif view.__hash__ is not None and not isinstance(view, Base):
        yield view


def _as_whom(who: inspect.Parameter, asker: Asker) -> Any:
    if who.name == "actor":
        return Actor(asker.telegram_id, _UPDATE)
    if who.name == "telegram_id":
        return asker.telegram_id
    if asker.row is None:
        return None
    return asker.row if who.annotation is Person else asker.row.id


def _given(
    others: list[inspect.Parameter], known: Mapping[str, list[Any]]
) -> Iterator[dict[str, Any]]:
    names = [each.name for each in others]
    for values in product(*(_values(each, known) for each in others)):
        given = dict(zip(names, values, strict=True))
        yield {name: value for name, value in given.items() if value is not _NOTHING}


def _values(other: inspect.Parameter, known: Mapping[str, list[Any]]) -> list[Any]:
    if other.name in known:
        return known[other.name]
    if other.default is not _NOTHING:
        return [_NOTHING]
    wanted = other.annotation
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return [next(iter(wanted))]
    simple: Mapping[Any, Any] = {str: "x", int: 0, bool: True, datetime: known["now"][0]}
    return [simple.get(wanted, cast(Any, None))]
