"""Stopping in the middle: `/cancel` lets go of the open question, and loses nothing."""

from dataclasses import dataclass

from bot.domain.people import Focus, PersonState
from bot.services import focusing, members
from bot.services.core import Actor, Core
from bot.services.surveys.unfinished import OpenSurvey
from bot.services.waiting import Begun, Waiting, begun_by, waiting_for

_FILLING = (Focus.ANSWERING, Focus.REVIEWING)
_SHOWS_WHAT_WAITS = (None, Focus.SURVEY_ANSWER)


@dataclass(frozen=True)
class Stopped:
    """What was stopped by `/cancel`; `focus` is where the person stands now.

    `begun` are the questions that were stopped, if they can be gone on with. Where nothing was
    open, `waiting` is what was stopped before; where a survey was, it is among them, and `survey`
    says how far it is.
    """

    language: str
    was: Focus | None
    focus: Focus | None
    begun: Begun | None = None
    waiting: Waiting | None = None
    survey: OpenSurvey | None = None


async def cancel(core: Core, actor: Actor) -> Stopped | None:
    """Let go of whatever waits for a person's text; None for a stranger.

    Nothing they wrote is lost. Somebody who is joining goes on later where they are.
    """
    async with core.db.write() as s:
        person = await members.find(s, actor.telegram_id)
        if person is None:
            return None
        if person.state is PersonState.JOINING:
            question = focusing.joins_at(person)
            focusing.put_aside(person)
            return Stopped(person.language, question, person.focus)
        was, was_id = person.focus, person.focus_id
        focusing.put_aside(person)
        waiting = await waiting_for(s, core, person) if was in _SHOWS_WHAT_WAITS else None
        surveys = waiting.surveys if waiting else ()
        return Stopped(
            language=person.language,
            was=was,
            focus=person.focus,
            begun=await begun_by(s, core, person, was_id) if was in _FILLING else None,
            waiting=waiting,
            survey=next((each for each in surveys if each.recipient_id == was_id), None),
        )
