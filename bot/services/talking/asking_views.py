"""What somebody sees who is asking for a person: what would go to whom, or why that cannot be."""

from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import HelpRequest, Person
from bot.domain.people import Focus
from bot.domain.talking import Wanted
from bot.services import members
from bot.services.core import Core
from bot.services.people.programmes import Line, helplines_of
from bot.services.talking import names, rows
from bot.services.talking.mentors import Mentor
from bot.services.talking.rows import Standing


class Nobody(StrEnum):
    """Why there is nobody to tell."""

    NO_COORDINATOR = "coordinator"
    ONLY_YOU = "only-you"
    ONLY_THAT_MENTOR = "only-mentor"
    MENTOR_AWAY = "mentor"


class Problem(StrEnum):
    """Why what somebody sent was not added to what goes along."""

    LONG = "long"
    NO_WORDS = "no-words"
    NOT_KEPT = "not-kept"


@dataclass(frozen=True)
class Asking:
    """Where somebody is with asking for a person.

    `takes_words` says that their next text goes along. `nobody` says that there is nobody to tell;
    `which`, that the mentor is to be chosen; `standing`, that the same has been asked for before,
    and stands, or has just been sent; `can_ask`, that a coordinator can be asked in place of a
    mentor who is not there.
    Otherwise it is a draft, `request_id`: `told` are told, first the first of them, that `name`
    (empty while joining) asks, with `words`, if any.
    """

    language: str
    helplines: tuple[Line, ...]
    focus: Focus | None
    wanted: Wanted
    mentor: str = ""
    request_id: int | None = None
    name: str = ""
    told: tuple[str, ...] = ()
    words: str | None = None
    takes_words: bool = False
    problem: Problem | None = None
    nobody: Nobody | None = None
    which: tuple[Mentor, ...] = ()
    standing: Standing | None = None
    sent: bool = False
    can_ask: bool = False


async def plain(s: AsyncSession, person: Person, wanted: Wanted) -> Asking:
    """Where to turn, and nothing else yet."""
    lines = await helplines_of(s, person.programme_id)
    return Asking(person.language, lines, person.focus, wanted)


async def draft(
    s: AsyncSession,
    core: Core,
    person: Person,
    request: HelpRequest,
    problem: Problem | None = None,
) -> Asking:
    """What would go to whom, if there still is somebody; and why the last text was left out."""
    there = await rows.recipients(s, core, person, request.wanted, request.mentor_id)
    if not there:
        return await nobody(s, core, person, request.wanted, request.mentor_id)
    return replace(
        await plain(s, person, request.wanted),
        mentor=await names.mentor(s, core, request.mentor_id),
        request_id=request.id,
        name=names.called(core, person),
        told=names.names(core, there),
        words=rows.open_words(core, person, request),
        takes_words=members.agrees(person),
        problem=problem,
    )


async def nobody(
    s: AsyncSession, core: Core, person: Person, wanted: Wanted, about: int | None
) -> Asking:
    """That there is nobody to tell, and why."""
    shown = await plain(s, person, wanted)
    why = Nobody.NO_COORDINATOR
    if wanted is Wanted.MENTOR:
        why = Nobody.MENTOR_AWAY
    elif wanted is Wanted.CONCERN and about in await _coordinators(s, person):
        why = Nobody.ONLY_THAT_MENTOR
    elif await _coordinators(s, person) == {person.id}:
        why = Nobody.ONLY_YOU
    return replace(
        shown,
        nobody=why,
        mentor=await names.mentor(s, core, about),
        can_ask=wanted is Wanted.MENTOR and await can_ask_besides(s, core, person),
    )


async def can_ask_besides(s: AsyncSession, core: Core, person: Person) -> bool:
    """Whether there is a coordinator to ask besides a mentor, who is not waited for already."""
    for each in await rows.open_of(s, person, lock=False):
        if each.wanted is Wanted.COORDINATOR and each.seen_at is None:
            return False
    return bool(await rows.recipients(s, core, person, Wanted.COORDINATOR, None))


async def _coordinators(s: AsyncSession, person: Person) -> set[int]:
    found = await members.coordinators(s, person.programme_id)
    return {each.id for each in found if each.unreachable_since is None}
