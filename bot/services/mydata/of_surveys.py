"""Making the part about surveys that a person was asked: what they said, if that bears their name."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from bot.db.tables import SurveyAnswer, SurveyQuestion, SurveyRecipient
from bot.domain.survey_answers import Given, from_sealable
from bot.domain.survey_drafts import Draft, from_json
from bot.domain.viewers import Matter, Standing, Viewer
from bot.services.mydata.of_writing import readers
from bot.services.mydata.opening import Opener
from bot.services.mydata.rows import Rows
from bot.services.mydata.taking_part import Asked, Said
from bot.services.mydata.unreadable import Unreadable

_Questions = Sequence[SurveyQuestion]


def surveys_asked(rows: Rows, sealed: Opener) -> tuple[Asked, ...]:
    """The surveys that they were asked, oldest first."""
    answers: dict[int, list[SurveyAnswer]] = {}
    for each in rows.survey_answers:
        answers.setdefault(each.survey_id, []).append(each)
    asked = {each.survey_id: each for each in rows.recipients}
    return tuple(
        _asked(rows, sealed, asked[survey_id], answers.get(survey_id, []))
        for survey_id in rows.surveys
        if survey_id in asked
    )


def _asked(
    rows: Rows, sealed: Opener, row: SurveyRecipient, answers: Sequence[SurveyAnswer]
) -> Asked:
    survey = rows.surveys[row.survey_id]
    questions = [each for each in rows.questions if each.survey_id == survey.id]
    text = sealed.text("survey_recipients.draft", row.id, row.draft)
    draft = from_json(text) if isinstance(text, str) else Draft()
    typed = draft.typed
    last = None if typed is None else typed.text
    return Asked(
        title=survey.title,
        anonymous=survey.anonymous,
        asked_as=row.segment,
        answered=row.answered,
        answers=tuple(_answers(rows, sealed, questions, answers)),
        begun=tuple(_begun(draft, questions, row.cursor)),
        stands_at=row.cursor,
        typed_last=text if isinstance(text, Unreadable) else last,
        typed_at=None if typed is None else typed.at,
        message_id=None if typed is None else typed.message_id,
        update_id=row.update_id,
    )


def _answers(
    rows: Rows, sealed: Opener, questions: _Questions, answers: Sequence[SurveyAnswer]
) -> Iterator[Said]:
    """What they sent with their name, in the order of the questions."""
    by_question = {each.question_id: each for each in answers}
    read_by = readers(rows, Matter.SURVEY, Standing.SHARED)
    for question in questions:
        row = by_question.get(question.id)
        if row is not None:
            text = sealed.text("survey_answers.sealed", row.id, row.sealed)
            assert text is not None  # an answer always holds something
            given = Given(question.kind) if isinstance(text, Unreadable) else from_sealable(text)
            said = _said(question, given, read_by, row.answered_at)
            yield replace(said, said=text) if isinstance(text, Unreadable) else said


def _begun(draft: Draft, questions: _Questions, cursor: int | None) -> Iterator[Said]:
    """What they have answered and not sent; what is ticked belongs to the question being asked."""
    for number, question in enumerate(questions, start=1):
        given = draft.answers.get(question.id)
        if number == cursor and draft.ticks:
            given = Given(question.kind, choices=draft.ticks)
        if given is not None:
            yield _said(question, given, (), None)


def _said(
    question: SurveyQuestion, given: Given, read_by: tuple[Viewer, ...], at: datetime | None
) -> Said:
    return Said(
        wording=question.words,
        kind=question.kind,
        number=given.number,
        choices=tuple(question.options[each] for each in given.choices),
        said=given.text or None,
        read_by=read_by,
        answered_at=at,
    )
