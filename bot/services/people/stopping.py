"""Stopping in the middle: `/cancel` lets go of the open question, and loses nothing."""

from dataclasses import dataclass

from bot.domain.people import Focus, PersonState
from bot.services import focusing, members
from bot.services.core import Actor, Core


@dataclass(frozen=True)
class Stopped:
    """What was stopped by `/cancel`; `focus` is where the person stands now."""

    language: str
    was: Focus | None
    focus: Focus | None


async def cancel(core: Core, actor: Actor) -> Stopped | None:
    """Let go of whatever waits for a person's text; None for a stranger.

    Nothing they wrote is lost. Somebody who is joining goes on later where they are.
    """
    async with core.db.write() as s:
        person = await members.find(s, actor.telegram_id)
        if person is None:
            return None
        joining = person.state is PersonState.JOINING
        was = focusing.joins_at(person) if joining else person.focus
        focusing.put_aside(person)
        return Stopped(person.language, was, person.focus)
