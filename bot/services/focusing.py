"""What a person's next text belongs to, and for how long.

A question that would take any text for its answer lets go by itself: what somebody types hours
later is meant for something else, and may be a cry for help. Answers to a reflection are not let
go of: they are welcome days later, and the bot says which question it took them for.
"""

from dataclasses import dataclass
from datetime import timedelta

from bot.db.tables import Person
from bot.domain.people import Focus
from bot.services import members
from bot.services.core import Actor, Core

LETS_GO_AFTER = timedelta(minutes=30)
_LETS_GO = frozenset(
    {
        Focus.AGENDA,
        Focus.SETTINGS_NAME,
        Focus.SETTINGS_ZONE,
        Focus.PAUSE,
        Focus.AGREEMENT,
        Focus.MEETING_MOVE,
    }
)


@dataclass(frozen=True)
class LetGo:
    """What a person was in the middle of, long before they wrote again."""

    language: str
    was: Focus


def take(core: Core, person: Person, focus: Focus, focus_id: int | None = None) -> None:
    """Make a person's next text belong to `focus`, as of now."""
    person.focus, person.focus_id, person.focus_at = focus, focus_id, core.clock.now()


def put_aside(person: Person) -> None:
    """Let a person's next text belong to nothing: what they opened now is answered by buttons.

    What they were in the middle of stays open.
    """
    person.focus = person.focus_id = None


def is_let_go(core: Core, person: Person) -> bool:
    """Whether what a person was in the middle of takes their text no longer."""
    if person.focus not in _LETS_GO or person.focus_at is None:
        return False
    return core.clock.now() - person.focus_at > LETS_GO_AFTER


async def let_go(core: Core, actor: Actor) -> LetGo | None:
    """Leave what a person was in the middle of, if that is long ago; None if it is not."""
    async with core.db.write() as s:
        person = await members.require(s, actor)
        was = person.focus
        if was is None or not is_let_go(core, person):
            return None
        person.focus = person.focus_id = None
        return LetGo(person.language, was)
