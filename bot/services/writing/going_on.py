"""After three quiet weeks: carry on, less often, pause, or talk to someone."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.people import Focus
from bot.services import members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.relationships import pairs
from bot.services.writing import prompting


class GoOn(StrEnum):
    """How a mentee wants to go on. PAUSE and TALK change nothing by themselves."""

    CARRY_ON = "carry"
    LESS_OFTEN = "fewer"
    PAUSE = "pause"
    TALK = "talk"


@dataclass(frozen=True)
class GoneOn:
    """What they chose."""

    language: str
    focus: Focus | None
    choice: GoOn


async def go_on(core: Core, actor: Actor, relationship_id: int, choice: GoOn) -> GoneOn:
    """Do as the mentee says: prompt again every week or every second one, or point the way."""
    async with core.db.write() as s:
        person = await members.require(s, actor)
        pair = await pairs.require(s, person, relationship_id)
        if pair.i_am_mentor:
            raise RefusedError(Reason.NOT_ALLOWED)
        if choice in (GoOn.CARRY_ON, GoOn.LESS_OFTEN):
            pair.relationship.reflect_every_weeks = 2 if choice is GoOn.LESS_OFTEN else 1
            await prompting.resume(s, core, pair.relationship)
        return GoneOn(person.language, person.focus, choice)
