"""What people will see of a survey, shown to the coordinator who writes it. Nothing is stored."""

from datetime import datetime

from bot.db.tables import Programme, Survey, SurveyQuestion
from bot.domain.rules import Rules
from bot.domain.surveys import HAS_OPTIONS, SurveyState
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.members import programme_of
from bot.services.surveys import draft_rows, question_steps, sending
from bot.services.surveys.answer_views import QuestionView


async def questions(core: Core, actor: Actor, survey_id: int) -> tuple[QuestionView, ...]:
    """Return each question that can be asked as its reader would see it; refuse without any.

    A draft that has no day yet is shown as if it went out now.
    """
    async with core.db.read() as s:
        me = await draft_rows.coordinator(s, actor)
        survey = await draft_rows.find(s, me, survey_id, lock=False)
        programme = await programme_of(s, me)
        complete = [each for each in await draft_rows.questions_of(s, survey.id) if _can_ask(each)]
        if not complete or not survey.title:
            raise RefusedError(Reason.NOTHING_TO_PREVIEW)
        now = core.clock.now()
        fewest, ends = _as_sent(survey, programme, now)
        return tuple(
            QuestionView(
                language=me.language,
                zone=me.zone,
                now=now,
                title=survey.title,
                programme=programme.name,
                anonymous=bool(survey.anonymous),
                min_answers=fewest,
                closes_at=ends,
                recipient_id=0,
                question_id=each.id,
                number=number,
                of=len(complete),
                kind=each.kind,
                words=each.words,
                options=draft_rows.choices_of(each),
                intro=number == 1,
                ready=number > 1,
            )
            for number, each in enumerate(complete, start=1)
        )


def _can_ask(question: SurveyQuestion) -> bool:
    enough = len(question.options) >= question_steps.FEWEST_OPTIONS
    return bool(question.words) and (enough or question.kind not in HAS_OPTIONS)


def _as_sent(survey: Survey, programme: Programme, now: datetime) -> tuple[int, datetime | None]:
    """From how many answers on results are shown, and until when it is open."""
    if survey.state not in (SurveyState.DRAFT, SurveyState.SCHEDULED):
        return survey.min_answers, survey.closes_at
    opens = now if survey.opens_at is None else max(survey.opens_at, now)
    fewest = Rules.from_json(programme.rules).min_answers
    return fewest, sending.closes(survey, opens, programme.zone)
