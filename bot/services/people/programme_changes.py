"""What coordinators changed in their programme, and telling the others, so that nothing moves in silence.

Others hear of it a few minutes later, and what was changed in one go comes in one message. Changes
follow on each other by the clock: Telegram may begin to number its updates anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import OutboxRow, Person, ProgrammeChange
from bot.domain.people import PersonState, Role
from bot.domain.programme_settings import Setting
from bot.domain.queues import MessageKind, OutboxState
from bot.services import members, told
from bot.services.core import Actor, Core
from bot.services.telling import tell

IN_ONE_GO = timedelta(minutes=5)


@dataclass(frozen=True)
class Change:
    """A setting that was changed: by whom (empty if they are gone), when, from what to what.

    `about` tells settings apart: a helpline each its own. None stands for no helpline.
    """

    setting: Setting
    about: int | None
    who: str
    at: datetime
    before: str | None
    after: str | None


@dataclass(frozen=True)
class News:
    """What one coordinator is told of what others changed."""

    language: str
    changes: tuple[Change, ...]


async def made_with(s: AsyncSession, actor: Actor, me: Person) -> ProgrammeChange | None:
    """Return what this very update has changed already."""
    change = await s.scalar(
        select(ProgrammeChange).where(ProgrammeChange.update_id == actor.update_id)
    )
    return change if change is not None and change.person_id == me.id else None


async def note(
    s: AsyncSession,
    core: Core,
    actor: Actor,
    me: Person,
    setting: Setting,
    before: str | None,
    after: str | None,
    helpline_id: int | None = None,
) -> ProgrammeChange:
    """Write down a change and have the other coordinators told."""
    change = ProgrammeChange(
        programme_id=me.programme_id,
        person_id=me.id,
        setting=setting,
        helpline_id=helpline_id,
        before=before,
        after=after,
        update_id=actor.update_id,
        changed_at=core.clock.now(),
    )
    s.add(change)
    await s.flush()
    for coordinator in await members.coordinators_for(s, me):
        await _tell(s, core, actor, coordinator, change)
    return change


async def last_of(
    s: AsyncSession,
    core: Core,
    programme_id: int,
    setting: Setting,
    before: ProgrammeChange | None = None,
) -> Change | None:
    """Return the last change of a setting, or the last one before another."""
    query = select(ProgrammeChange).where(
        ProgrammeChange.programme_id == programme_id, ProgrammeChange.setting == setting
    )
    if before is not None:
        earlier = ProgrammeChange.changed_at < before.changed_at
        at_once = ProgrammeChange.changed_at == before.changed_at
        same = and_(at_once, ProgrammeChange.update_id < before.update_id)
        query = query.where(or_(earlier, same))
    newest_first = (ProgrammeChange.changed_at.desc(), ProgrammeChange.update_id.desc())
    row = await s.scalar(query.order_by(*newest_first).limit(1))
    return None if row is None else await view_of(s, core, row)


async def view_of(s: AsyncSession, core: Core, row: ProgrammeChange) -> Change:
    """Return a change as coordinators of its programme may see it."""
    who = await s.get_one(Person, row.person_id)
    name = "" if who.state is PersonState.LEFT else members.name_of(core.vault, who)
    return Change(row.setting, row.helpline_id, name, row.changed_at, row.before, row.after)


async def news_for(core: Core, reader: Person, ids: Sequence[int]) -> News | None:
    """What a coordinator is told: of each setting its value before and after, if they differ."""
    async with core.db.read() as s:
        if Role.COORDINATOR not in await members.roles_of(s, reader.id):
            return None
        rows = await s.scalars(
            select(ProgrammeChange)
            .where(ProgrammeChange.id.in_(ids), ProgrammeChange.programme_id == reader.programme_id)
            .order_by(ProgrammeChange.changed_at, ProgrammeChange.update_id)
        )
        together: dict[tuple[Setting, int | None], Change] = {}
        for change in [await view_of(s, core, row) for row in rows.all()]:
            first = together.get((change.setting, change.about), change)
            together[change.setting, change.about] = replace(change, before=first.before)
    left = tuple(each for each in together.values() if each.before != each.after)
    return News(reader.language, left) if left else None


async def _tell(
    s: AsyncSession, core: Core, actor: Actor, reader: Person, change: ProgrammeChange
) -> None:
    """Tell one coordinator, together with what they have not been told yet."""
    waiting: list[int] = []
    not_gone_yet = select(OutboxRow).where(
        OutboxRow.person_id == reader.id,
        OutboxRow.subject_id == change.programme_id,
        OutboxRow.kind == MessageKind.PROGRAMME_CHANGED,
        OutboxRow.state == OutboxState.WAITING,
    )
    for row in await s.scalars(not_gone_yet):
        if await told.take_back(s, row, core.clock.now()):
            waiting += row.detail["changes"]
    await tell(
        s,
        core,
        reader,
        MessageKind.PROGRAMME_CHANGED,
        actor.cause,
        subject_id=change.programme_id,
        dedupe=f"programme:{change.id}:{reader.id}",
        detail={"changes": [*waiting, change.id]},
        wait=IN_ONE_GO,
    )
