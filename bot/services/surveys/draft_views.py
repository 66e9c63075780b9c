"""A survey being written as its author should see it, at the step where they stand."""

from dataclasses import dataclass
from datetime import datetime

from bot.db.tables import Person, Programme, SurveyQuestion
from bot.domain.people import Focus
from bot.domain.rules import Rules
from bot.domain.survey_input import Problem
from bot.domain.survey_steps import Stand, Step, preceding
from bot.domain.surveys import SurveyQuestionKind, SurveyState
from bot.services import audience
from bot.services.audience import Reach
from bot.services.audience_lists import Choosable, choosable_groups, choosable_people
from bot.services.members import name_of
from bot.services.surveys.draft_rows import Draft, choices_of


@dataclass(frozen=True)
class Written:
    """A question as it stands in a draft; without words it has only just been begun."""

    id: int
    kind: SurveyQuestionKind
    words: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class WritingView:
    """A draft at the step where its author stands, and what was wrong with what they sent last.

    Times are aware; `zone` is the author's. `choosable` is a page of groups or people to pick from.
    """

    language: str
    survey_id: int
    stand: Stand
    title: str | None
    questions: tuple[Written, ...]
    anonymous: bool | None
    reach: Reach
    opens_at: datetime | None
    closes_at: datetime | None
    days_open: int | None
    repeat_weeks: int | None
    min_answers: int
    zone: str
    now: datetime
    reviewed: bool
    has_back: bool
    choosable: Choosable | None
    problems: tuple[Problem, ...] = ()

    @property
    def question(self) -> Written | None:
        """The question that its author stands at."""
        return next((each for each in self.questions if each.id == self.stand.about), None)


@dataclass(frozen=True)
class TakenView:
    """Somebody else writes this survey now, or it is a draft no longer.

    `editor` is what they are called, `since` when they last changed it, and `typed` what was not
    put into it. `focus` is what the next words of the reader belong to.
    """

    language: str
    survey_id: int
    title: str | None
    state: SurveyState
    editor: str
    since: datetime | None
    zone: str
    now: datetime
    focus: Focus | None
    typed: str | None = None


def written(question: SurveyQuestion) -> Written:
    """Return a question's row as it is shown."""
    return Written(question.id, question.kind, question.words, choices_of(question))


async def reach(draft: Draft) -> Reach:
    """Return whom a draft is for, as of now."""
    return await audience.reach(draft.s, draft.survey.programme_id, draft.audience)


async def view(draft: Draft, *problems: Problem) -> WritingView:
    """Return a draft as its author should see it now."""
    survey, stand = draft.survey, draft.stand
    programme = await draft.s.get_one(Programme, survey.programme_id)
    before = preceding(stand, reviewed=survey.reviewed, has_questions=bool(draft.questions))
    return WritingView(
        language=draft.me.language,
        survey_id=survey.id,
        stand=stand,
        title=survey.title,
        questions=tuple(written(each) for each in draft.questions),
        anonymous=survey.anonymous,
        reach=await reach(draft),
        opens_at=survey.opens_at,
        closes_at=survey.closes_at,
        days_open=survey.days_open,
        repeat_weeks=survey.repeat_weeks,
        min_answers=Rules.from_json(programme.rules).min_answers,
        zone=draft.me.zone,
        now=draft.core.clock.now(),
        reviewed=survey.reviewed,
        has_back=before is not None,
        choosable=await _choosable(draft),
        problems=problems,
    )


async def taken(draft: Draft, typed: str | None = None) -> TakenView:
    """Return who writes a draft now, for somebody who does not."""
    survey = draft.survey
    editor = None if survey.editor_id is None else await draft.s.get(Person, survey.editor_id)
    return TakenView(
        language=draft.me.language,
        survey_id=survey.id,
        title=survey.title,
        state=survey.state,
        editor="" if editor is None else name_of(draft.core.vault, editor),
        since=survey.edited_at,
        zone=draft.me.zone,
        now=draft.core.clock.now(),
        focus=draft.me.focus,
        typed=typed,
    )


async def _choosable(draft: Draft) -> Choosable | None:
    number = draft.stand.about or 0
    if draft.stand.step is Step.GROUPS:
        return await choosable_groups(draft.s, draft.survey.programme_id, draft.audience, number)
    if draft.stand.step is Step.PEOPLE:
        return await choosable_people(
            draft.s, draft.core.vault, draft.survey.programme_id, draft.audience, number
        )
    return None
