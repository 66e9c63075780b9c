"""Who is in a programme: a list for its coordinators, with numbers, filters and a search.

Names are sealed, so sorting by them and looking for them is done here. It takes the same few
statements however many people there are.
"""

from dataclasses import dataclass

from bot.db.tables import Person
from bot.domain.paging import page_of
from bot.domain.people import Focus, Role
from bot.domain.roster import Wanted, plain_form
from bot.services import focusing, members
from bot.services.core import Actor, Core
from bot.services.people.roster_facts import Counts, Entry, counts_of, named

PAGE_SIZE = 8
MOST_FOUND = 12
_OURS = (Focus.PEOPLE_SEARCH, Focus.GROUP_NAME)


@dataclass(frozen=True)
class Roster:
    """A page of those who fit `role` and `wanted`, by name, from page 0 on; `found` fit in all."""

    language: str
    programme: str
    counts: Counts
    role: Role | None
    wanted: Wanted
    entries: tuple[Entry, ...]
    found: int
    number: int
    pages: int
    focus: Focus | None


@dataclass(frozen=True)
class Found:
    """Those whose name has in it what was typed; `more` did not fit."""

    language: str
    typed: str
    entries: tuple[Entry, ...]
    more: int


async def begin(core: Core, actor: Actor) -> Roster:
    """Return the first page for a coordinator, whose typed words look for a name from now on.

    That is settled first and by itself: opening thousands of names must not hold up anybody who
    writes.
    """
    async with core.db.write() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        focusing.take(core, me, Focus.PEOPLE_SEARCH)
    return await _page(core, actor, None, Wanted.ALL, 0, Focus.PEOPLE_SEARCH)


async def show(
    core: Core,
    actor: Actor,
    role: Role | None = None,
    wanted: Wanted = Wanted.ALL,
    number: int = 0,
) -> Roster:
    """Return a page; typed words look for a name, unless something else is open that takes them."""
    async with core.db.write() as s:
        focus = look_for_names(core, await members.require(s, actor, Role.COORDINATOR))
    return await _page(core, actor, role, wanted, number, focus)


async def _page(
    core: Core, actor: Actor, role: Role | None, wanted: Wanted, number: int, focus: Focus | None
) -> Roster:
    async with core.db.read() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        everybody = await named(s, core, me.programme_id, role, wanted)
        page = page_of(everybody, number, PAGE_SIZE)
        return Roster(
            language=me.language,
            programme=(await members.programme_of(s, me)).name,
            counts=await counts_of(s, core, me.programme_id),
            role=role,
            wanted=wanted,
            entries=page.shown,
            found=len(everybody),
            number=page.number,
            pages=page.pages,
            focus=focus,
        )


async def search(core: Core, actor: Actor, typed: str) -> Found:
    """Return who is called something with `typed` in it, those first whose name begins with it."""
    wanted = plain_form(typed)
    async with core.db.read() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        everybody = await named(s, core, me.programme_id)
        hits = [each for each in everybody if wanted in plain_form(each.name)]
        hits.sort(key=lambda each: not plain_form(each.name).startswith(wanted))
        shown = tuple(hits[:MOST_FOUND]) if wanted else ()
        return Found(me.language, typed, shown, len(hits) - len(shown) if wanted else 0)


def look_for_names(core: Core, me: Person) -> Focus | None:
    """Let a coordinator's next text look for a name, unless something else is open; say which."""
    if me.focus is None or me.focus in _OURS:
        focusing.take(core, me, Focus.PEOPLE_SEARCH)
    return me.focus
