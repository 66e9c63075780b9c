"""Writing a survey: a draft that survives anything, and is in one coordinator's hands at a time.

Each call takes one tap or one message. Where somebody else has taken the draft over since, nothing
is changed, and what was typed is given back.
"""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person
from bot.domain.deeds import Deed
from bot.domain.people import Focus, Role
from bot.domain.survey_input import Problem
from bot.domain.survey_steps import Stand, Step
from bot.domain.surveys import SurveyState
from bot.services import audit, members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.relationships.leaving import Left, leave
from bot.services.surveys import draft_rows, draft_steps
from bot.services.surveys.draft_rows import Draft, hold
from bot.services.surveys.draft_views import TakenView, WritingView, taken, view

Writing = WritingView | TakenView


async def new(core: Core, actor: Actor) -> WritingView:
    """Begin a survey; one that was begun and left without a word is taken up again."""
    async with core.db.write() as s:
        me = await draft_rows.coordinator(s, actor)
        made = await draft_rows.made_by(s, me, actor) or await draft_rows.untouched(s, me)
        if made is None:
            draft = await draft_rows.make(s, core, me)
            made_id = draft.survey.id
            await audit.note(s, core, me, Deed.SURVEY_MADE, actor.update_id, subject=made_id)
        else:
            draft = await draft_rows.load(s, core, me, made)
        hold(draft, actor)
        return await view(draft)


async def write_on(core: Core, actor: Actor, survey_id: int, *, take_over: bool = False) -> Writing:
    """Go on with a draft where it was left; with `take_over`, whoever is writing it."""
    async with core.db.write() as s:
        draft = await own(s, core, actor, survey_id)
        if not is_mine(draft) and not take_over:
            return await taken(draft)
        hold(draft, actor)
        return await view(draft)


async def tap(
    core: Core, actor: Actor, survey_id: int, at: Stand, verb: str, value: str
) -> Writing:
    """Take a tap on a button of `at`; one of another step or question only shows the present."""
    async with core.db.write() as s:
        draft = await own(s, core, actor, survey_id)
        if not is_mine(draft):
            return await taken(draft)
        problems: tuple[Problem, ...] = ()
        if draft.survey.update_id != actor.update_id:
            problems = await draft_steps.tapped(draft, at, verb, value)
        _hold(draft, actor, at.step, problems)
        return await view(draft, *problems)


async def back(core: Core, actor: Actor, survey_id: int, at: Stand) -> Writing:
    """Go to the step before `at`, if that is where the author still stands."""
    async with core.db.write() as s:
        draft = await own(s, core, actor, survey_id)
        if not is_mine(draft):
            return await taken(draft)
        if draft.stand == at and draft.survey.update_id != actor.update_id:
            await draft_steps.back(draft)
        hold(draft, actor)
        return await view(draft)


async def write(core: Core, actor: Actor, text: str) -> Writing | Left:
    """Take typed words for what is asked just now; or leave, if there is nothing to write here."""
    async with core.db.write() as s:
        me = await members.require(s, actor)
        draft = await _written_by(s, core, me)
        if draft is None:
            return leave(me, Focus.SURVEY_WRITING)
        if draft.survey.state is not SurveyState.DRAFT:
            # It was sent meanwhile, and takes no more words.
            leave(me, Focus.SURVEY_WRITING)
            return await taken(draft, text)
        if not is_mine(draft):
            return await taken(draft, text)
        step = draft.stand.step
        if draft.survey.update_id == actor.update_id:
            return await view(draft, *await draft_steps.typed_again(draft, text))
        problems = await draft_steps.typed(draft, text)
        _hold(draft, actor, step, problems)
        return await view(draft, *problems)


async def own(s: AsyncSession, core: Core, actor: Actor, survey_id: int) -> Draft:
    """Return a draft of the coordinator's programme, locked; refuse one that is none any more."""
    me = await draft_rows.coordinator(s, actor)
    survey = await draft_rows.find(s, me, survey_id)
    if survey.state is not SurveyState.DRAFT:
        raise RefusedError(Reason.CLOSED)
    return await draft_rows.load(s, core, me, survey)


def is_mine(draft: Draft) -> bool:
    """Whether nobody else is writing it."""
    return draft.survey.editor_id in (None, draft.me.id)


def _hold(draft: Draft, actor: Actor, step: Step, problems: tuple[Problem, ...]) -> None:
    # What changed nothing is refused again, in the same words, by the same update handled again.
    changed = not problems or draft.stand.step is not step or draft_steps.takes_in_part(step)
    hold(draft, actor if changed else None)


async def _written_by(s: AsyncSession, core: Core, me: Person) -> Draft | None:
    """What somebody's words belong to: the survey that they are writing, if it is still there."""
    if me.focus is not Focus.SURVEY_WRITING or me.focus_id is None:
        return None
    if Role.COORDINATOR not in await members.roles_of(s, me.id):
        return None
    try:
        survey = await draft_rows.find(s, me, me.focus_id)
    except RefusedError:
        return None
    return await draft_rows.load(s, core, me, survey)
