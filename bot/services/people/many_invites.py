"""What a coordinator chooses before links are made: how many, and whether into a group."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person
from bot.domain.paging import page_of
from bot.domain.people import Focus, Role
from bot.services import focusing, members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.people import groups, helpline_checks
from bot.services.people.invites import MOST, made_so_far
from bot.services.relationships.leaving import Left, leave

_ROLES = tuple(Role)


@dataclass(frozen=True)
class GroupChoice:
    """A group that people could be invited into."""

    group_id: int
    name: str


@dataclass(frozen=True)
class Ready:
    """All is chosen but the form. `made` is as in an offer."""

    language: str
    made: int


@dataclass(frozen=True)
class Offer:
    """Links that could be made; without a `count` that is asked, and typed words may say it.

    `groups` is page `number` of them, from 0 on; `wrong` says that the last words were no number
    from 1 to 100. `made` is how many the coordinator has made for the role so far.
    """

    language: str
    made: int
    role: Role
    groups: tuple[GroupChoice, ...]
    count: int | None = None
    number: int = 0
    has_more: bool = False
    wrong: bool = False


async def begin(core: Core, actor: Actor) -> str:
    """Refuse anyone but a coordinator; return their language."""
    async with core.db.read() as s:
        return (await members.require(s, actor, Role.COORDINATOR)).language


async def ask_count(core: Core, actor: Actor, role: Role) -> Offer:
    """Make a coordinator's next text say how many links there shall be for `role`."""
    async with core.db.write() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        if role is not Role.COORDINATOR:
            await helpline_checks.require_ready(s, me.programme_id)
        focusing.take(core, me, Focus.INVITE_COUNT, _ROLES.index(role))
        return await _offer(s, me, role)


async def take_count(core: Core, actor: Actor, text: str) -> Offer:
    """Read how many links there shall be. Nothing is made yet, and another number may follow."""
    async with core.db.read() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        if me.focus is not Focus.INVITE_COUNT or me.focus_id is None:
            raise RefusedError(Reason.CLOSED)
        return await _offer(s, me, _ROLES[me.focus_id], _number(text), typed=True)


async def into_group(core: Core, actor: Actor, role: Role, count: int, number: int = 0) -> Offer:
    """Return a page of the groups that so many people could be invited into."""
    async with core.db.read() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        return await _offer(s, me, role, count, number)


async def ask_form(core: Core, actor: Actor, role: Role) -> Ready:
    """Return what the question for the form of links for `role` needs."""
    async with core.db.read() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        return Ready(me.language, await made_so_far(s, me, role))


async def never_mind(core: Core, actor: Actor) -> Left:
    """Let a coordinator's words belong to this no longer."""
    async with core.db.write() as s:
        return leave(await members.require(s, actor), Focus.INVITE_COUNT)


async def _offer(
    s: AsyncSession,
    me: Person,
    role: Role,
    count: int | None = None,
    number: int = 0,
    *,
    typed: bool = False,
) -> Offer:
    page = page_of(await groups.all_of(s, me.programme_id), number, groups.PAGE_SIZE)
    return Offer(
        language=me.language,
        made=await made_so_far(s, me, role),
        role=role,
        groups=tuple(GroupChoice(group.id, group.name) for group in page.shown),
        count=count,
        number=page.number,
        has_more=page.has_more,
        wrong=typed and count is None,
    )


def _number(text: str) -> int | None:
    words = text.strip()
    number = int(words) if words.isdecimal() and len(words) < 5 else 0
    return number if 1 <= number <= MOST else None
