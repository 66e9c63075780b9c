"""What the author of an announcement is shown while they write it."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Broadcast, Person
from bot.domain.announcements import AnnouncementProblem
from bot.domain.audiences import Audience
from bot.domain.people import Focus
from bot.services import audience
from bot.services.audience import Reach
from bot.services.audience_lists import Choosable, choosable_groups
from bot.services.broadcasts.announcements import AnnouncementView, shown_to
from bot.services.core import Core


@dataclass(frozen=True)
class DraftView:
    """A draft: whom it is for, what it says, and what was wrong with what was sent last.

    `preview` is what people will see, None until there are words. `choosing` asks whom it is for,
    though that may have been said; `groups` is a page of them, to choose from if there is one.
    """

    language: str
    draft_id: int
    reach: Reach
    preview: AnnouncementView | None
    groups: Choosable | None
    choosing: bool
    problem: AnnouncementProblem | None


@dataclass(frozen=True)
class SentView:
    """An announcement is on its way to so many; `focus` is what the next words belong to."""

    language: str
    people: int
    focus: Focus | None


async def view(
    s: AsyncSession,
    core: Core,
    me: Person,
    row: Broadcast,
    problem: AnnouncementProblem | None,
    *,
    choosing: bool,
    page: int | None,
) -> DraftView:
    """Look a draft up as it stands now."""
    chosen = None if row.audience is None else Audience.from_json(row.audience)
    groups = None
    if page is not None:
        groups = await choosable_groups(s, row.programme_id, chosen, page)
    return DraftView(
        language=me.language,
        draft_id=row.id,
        reach=await audience.reach(s, row.programme_id, chosen),
        preview=await shown_to(s, core, me, row),
        groups=groups,
        choosing=choosing or chosen is None,
        problem=problem,
    )
