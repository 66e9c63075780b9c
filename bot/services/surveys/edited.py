"""An edited message that may have been an answer to a survey: how that answer can be changed.

An answer to a survey keeps no trace of the message that it came in, so nobody can tell whether it
was one. Said is what there is to do if it was.
"""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import or_, select

from bot.db.tables import Survey, SurveyRecipient
from bot.domain.surveys import SurveyState
from bot.services import members
from bot.services.core import Actor, Core


class Way(StrEnum):
    """How an answer is changed: going back to it, from the answers that were sent, or not at all."""

    BACK = "back"
    CHANGE = "change"
    GONE = "gone"


@dataclass(frozen=True)
class PerhapsView:
    """A survey that the message may have belonged to."""

    recipient_id: int
    title: str
    way: Way


@dataclass(frozen=True)
class EditedView:
    """A message was edited of which nothing is known; `perhaps` has the latest survey first."""

    language: str
    perhaps: tuple[PerhapsView, ...]


async def perhaps_answered(core: Core, actor: Actor) -> EditedView:
    """Return the open surveys that this person answers or has answered, opened before they wrote."""
    async with core.db.read() as s:
        person = await members.require(s, actor)
        begun = SurveyRecipient.cursor.is_not(None)
        rows = await s.execute(
            select(SurveyRecipient.id, Survey.title, Survey.anonymous, begun)
            .join(Survey, Survey.id == SurveyRecipient.survey_id)
            .where(
                SurveyRecipient.person_id == person.id,
                Survey.state == SurveyState.OPEN,
                Survey.opened_at <= (actor.sent_at or core.clock.now()),
                or_(SurveyRecipient.answered, begun),
            )
            .order_by(Survey.opened_at.desc(), Survey.id)
        )
        found = [PerhapsView(row[0], row[1] or "", _way(row[2], row[3])) for row in rows]
        return EditedView(person.language, tuple(found))


def _way(anonymous: bool | None, begun: bool) -> Way:
    if begun:
        return Way.BACK
    return Way.GONE if anonymous else Way.CHANGE
