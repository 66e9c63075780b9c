"""Counting attempts at what is not somebody's, so that who goes on with them is slowed down.

Only what nobody comes upon by tapping what they were shown: a command of another role, a link that
was never made, a button that was never there. What is too early, over or settled counts for nothing.
"""

from datetime import datetime, timedelta

from sqlalchemy import select

from bot.db.tables import Person, Refusals
from bot.domain.deeds import Deed
from bot.domain.patience import Tries, tried
from bot.domain.people import Focus
from bot.services import audit, members
from bot.services.core import Actor, Core
from bot.services.errors import Reason
from bot.services.people import invite_tokens

# What one is told who asks for another's, or for what another role may do.
FOREIGN = frozenset({Reason.NOT_ALLOWED})
# What a button comes to whose row is another's, or nobody's. Old buttons come to it as well, so
# it counts only for a button that was never there.
INVENTED = FOREIGN | {Reason.GONE}
# Coordinators read of it once a day, however often it happens.
_ONE_LINE = timedelta(days=1)
# Asking for a person to talk to, and coming in by a link.
_ALWAYS_HEARD = (
    Focus.TALK,
    Focus.TALK_WORDS,
    Focus.JOIN_NAME,
    Focus.JOIN_ZONE,
    Focus.JOIN_LANGUAGE,
)


async def count(core: Core, actor: Actor) -> None:
    """Count one attempt; the same update again counts nothing."""
    now = core.clock.now()
    async with core.db.write() as s:
        person = await members.known(s, actor.telegram_id)
        if person is None:
            core.slowed.count(actor.telegram_id, now)
            return
        row = await s.get(Refusals, person.id, with_for_update=True)
        if row is not None and row.update_id == actor.update_id:
            return
        tries = tried(_tries(row) if row is not None else None, now)
        if row is None:
            row = Refusals(person_id=person.id)
            s.add(row)
        row.counted, row.since, row.level = tries.counted, tries.since, tries.level
        row.until, row.update_id = tries.until, actor.update_id
        if tries.waits(now):
            row.slowed_at = now
            await audit.note(s, core, person, Deed.REFUSED, actor.update_id, once_in=_ONE_LINE)
    core.slowed.note(actor.telegram_id, tries, now)


async def guessed(core: Core, actor: Actor, token: str) -> None:
    """Count a link that was never made; one that has been used, or is too old, is none."""
    async with core.db.read() as s:
        made = await invite_tokens.look_up(s, token)
    if made is None:
        await count(core, actor)


async def recall(core: Core) -> None:
    """Remember who has to wait, after a restart."""
    now = core.clock.now()
    async with core.db.read() as s:
        rows = await s.execute(
            select(Person.telegram_id, Refusals)
            .join(Refusals, Refusals.person_id == Person.id)
            .where(Refusals.until > now, Person.telegram_id.is_not(None))
            .order_by(Refusals.since)
        )
        for telegram_id, row in rows:
            core.slowed.note(telegram_id, _tries(row), now)


async def is_heard(core: Core, telegram_id: int) -> bool:
    """Whether somebody's next words are taken even while they have to wait.

    They belong to asking for a person to talk to, or to coming in.
    """
    async with core.db.read() as s:
        focus = await s.scalar(select(Person.focus).where(Person.telegram_id == telegram_id))
    return focus in _ALWAYS_HEARD


async def lets_in(core: Core, telegram_id: int, token: str) -> bool:
    """Whether a link is right for somebody who has to wait: it is still good, or was theirs.

    Only one a minute is looked up, whatever comes of it, so that guessing stays slow.
    """
    now = core.clock.now()
    if not core.slowed.may_look(telegram_id, now):
        return False
    async with core.db.read() as s:
        made = await invite_tokens.look_up(s, token)
        if made is None or invite_tokens.is_good(made, now):
            return made is not None
        person = await members.known(s, telegram_id)
        return person is not None and made.used_by == person.id


def until(core: Core, telegram_id: int) -> datetime | None:
    """Until when somebody has to wait; None if they need not."""
    return core.slowed.until(telegram_id, core.clock.now())


def _tries(row: Refusals) -> Tries:
    return Tries(row.counted, row.since, row.level, row.until)
