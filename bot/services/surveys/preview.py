"""What people will see of a survey, shown to the coordinator who writes it. Nothing is stored."""

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
        complete = [
            each
            for each in await draft_rows.questions_of(s, survey.id)
            if each.words
            and (each.kind not in HAS_OPTIONS or len(each.options) >= question_steps.FEWEST_OPTIONS)
        ]
        if not complete or not survey.title:
            raise RefusedError(Reason.NOTHING_TO_PREVIEW)
        now = core.clock.now()
        fresh = survey.state in (SurveyState.DRAFT, SurveyState.SCHEDULED)
        fewest = Rules.from_json(programme.rules).min_answers
        opens = survey.opens_at if survey.opens_at is not None and survey.opens_at > now else now
        ends = sending.closes(survey, opens, programme.zone) if fresh else survey.closes_at
        return tuple(
            QuestionView(
                language=me.language,
                zone=me.zone,
                now=now,
                title=survey.title,
                programme=programme.name,
                anonymous=bool(survey.anonymous),
                min_answers=fewest if fresh else survey.min_answers,
                closes_at=ends,
                recipient_id=0,
                question_id=each.id,
                number=number,
                of=len(complete),
                kind=each.kind,
                words=each.words,
                options=tuple(each.options),
                intro=number == 1,
                ready=number > 1,
            )
            for number, each in enumerate(complete, start=1)
        )
