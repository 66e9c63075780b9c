"""Telling the other side of a pair that somebody pauses, or is back: never only half of it."""

from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person, Relationship
from bot.domain.queues import MessageKind
from bot.domain.recurrence import local_date_of
from bot.services import told
from bot.services.core import Actor, Core
from bot.services.people.rescheduling import pairs_of
from bot.services.telling import tell


async def tell_pairs(
    s: AsyncSession, core: Core, person: Person, actor: Actor, until: date | None
) -> None:
    """Tell everyone whom `person` is paired with that they pause `until` a day, or are back (None).

    What an earlier notice would have said is taken back where it has not gone yet. Whoever knows
    already how things are hears nothing: one who never heard of a pause is not told of its end.
    """
    for pair in await pairs_of(s, person):
        other_id = pair.mentee_id if pair.mentor_id == person.id else pair.mentor_id
        if await _known(s, core, person, pair, other_id) == until:
            continue
        await tell(
            s,
            core,
            await s.get_one(Person, other_id),
            MessageKind.PAUSE_NOTICE,
            actor.cause,
            dedupe=f"pause:{pair.id}:{person.id}:{actor.update_id}",
            subject_id=pair.id,
            detail={"by": person.id, "until": until.isoformat() if until else None},
        )


async def _known(
    s: AsyncSession, core: Core, person: Person, pair: Relationship, reader_id: int
) -> date | None:
    """Return until when the reader has heard that `person` pauses; take back what waits."""
    now = core.clock.now()
    rows = await told.newest_first(
        s, MessageKind.PAUSE_NOTICE, reader_id=reader_id, subject_id=pair.id
    )
    for row in rows:
        if row.detail["by"] != person.id or await told.take_back(s, row, now):
            continue
        said = row.detail["until"]
        day = None if said is None else date.fromisoformat(said)
        # One whose day has come is over, as the reader knows.
        is_ahead = day is not None and day > local_date_of(now, person.zone)
        return day if is_ahead else None
    return None
