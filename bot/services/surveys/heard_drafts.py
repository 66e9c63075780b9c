"""What coordinators have written of what they heard, before it goes out: each their own words.

Nobody's words take the place of another's. They are kept as drafts of a broadcast, sealed under
the key of the one who wrote them.
"""

import zlib
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Broadcast, Person, Survey
from bot.db.vault import place
from bot.domain.broadcasts import BroadcastKind, BroadcastState
from bot.domain.ids import to_short
from bot.domain.people import PersonState
from bot.services.broadcasts.announcements import words_of
from bot.services.core import Core
from bot.services.members import name_of


@dataclass(frozen=True)
class Words:
    """What a coordinator has written, and who that is."""

    author_id: int
    author: str
    text: str

    @property
    def mark(self) -> str:
        """A few letters that stand for these words."""
        return to_short(zlib.crc32(self.text.encode()))


async def written(s: AsyncSession, core: Core, survey: Survey) -> list[Words]:
    """Return what has been written about a survey and not sent, the oldest first."""
    found = await s.execute(
        select(Broadcast, Person)
        .join(Person, Person.id == Broadcast.created_by)
        .where(*_of(survey), Broadcast.sealed.is_not(None), Person.state == PersonState.ACTIVE)
        .order_by(Broadcast.created_at, Broadcast.id)
    )
    return [
        Words(author.id, name_of(core.vault, author), words_of(core, author, row))
        for row, author in found
    ]


async def own(s: AsyncSession, core: Core, me: Person, survey: Survey) -> Broadcast:
    """Return the draft of one coordinator; if there is none yet, an empty one."""
    row = await s.scalar(select(Broadcast).where(*_of(survey), Broadcast.created_by == me.id))
    if row is None:
        row = Broadcast(
            programme_id=me.programme_id,
            kind=BroadcastKind.HEARD,
            state=BroadcastState.DRAFT,
            survey_id=survey.id,
            created_by=me.id,
            created_at=core.clock.now(),
        )
        s.add(row)
        await s.flush()
    return row


async def keep(s: AsyncSession, core: Core, me: Person, row: Broadcast, words: str) -> None:
    """Put words into a draft, in place of its author's before."""
    row.sealed = core.vault.seal(me, place("broadcasts", "sealed", row.id), words)
    await s.flush()


async def drop_all(s: AsyncSession, survey: Survey) -> None:
    """Delete every draft about a survey."""
    await s.execute(delete(Broadcast).where(*_of(survey)))


def _of(survey: Survey) -> tuple[ColumnElement[bool], ...]:
    return (
        Broadcast.survey_id == survey.id,
        Broadcast.kind == BroadcastKind.HEARD,
        Broadcast.state == BroadcastState.DRAFT,
    )
