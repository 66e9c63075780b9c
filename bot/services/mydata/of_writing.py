"""Making the parts that a person wrote for a pair of theirs, with who can read each of it today."""

from bot.db.tables import AgendaItem, Answer, Relationship, Response
from bot.domain.answers import Given, from_sealable
from bot.domain.questionnaires import Question, Questionnaire
from bot.domain.viewers import Matter, Standing, Viewer, matter_of, standing_of
from bot.domain.visibility import State, may_see
from bot.library.questionnaires import Library
from bot.services.mydata.opening import Opener
from bot.services.mydata.rows import Rows
from bot.services.mydata.taking_part import Answered, Filled, Listed
from bot.services.mydata.unreadable import Unreadable

# Others who may be let read words; a writer reads their own anyway.
READERS = (Viewer.MENTOR, Viewer.MENTEE, Viewer.LATER_MENTOR, Viewer.COORDINATOR)


def writings(rows: Rows, sealed: Opener, library: Library) -> tuple[Filled, ...]:
    """Every questionnaire that was put to them, oldest first, with their answers in its order."""
    answers: dict[int, list[Answer]] = {}
    for each in rows.answers:
        answers.setdefault(each.response_id, []).append(each)
    pairs = {each.id: each for each in rows.relationships}
    return tuple(
        _filled(rows, sealed, library, each, pairs[each.relationship_id], answers.get(each.id, []))
        for each in rows.responses
    )


def agenda(rows: Rows, sealed: Opener) -> tuple[Listed, ...]:
    """What they put on the list, oldest first; also what they took off again."""
    pairs = {each.id: each for each in rows.relationships}
    return tuple(_listed(rows, sealed, each, pairs[each.relationship_id]) for each in rows.agenda)


def readers(
    rows: Rows, matter: Matter, standing: Standing, pair: Relationship | None = None
) -> tuple[Viewer, ...]:
    """Who besides its writer can read something of theirs today."""
    if standing is Standing.SHARED and pair and pair.id in {h.earlier_id for h in rows.histories}:
        standing = Standing.OPENED
    state = State(standing, None if pair is None else pair.state, rows.person.state)
    mine = Viewer.MENTOR if pair and pair.mentor_id == rows.person.id else Viewer.MENTEE
    others = (each for each in READERS if pair is None or each is not mine)
    return tuple(each for each in others if may_see(each, matter, state))


def _filled(
    rows: Rows,
    sealed: Opener,
    library: Library,
    row: Response,
    pair: Relationship,
    answers: list[Answer],
) -> Filled:
    asked = library.get(row.questionnaire, row.version)
    order = {key: place for place, key in enumerate(asked.keys)}
    answers = sorted(answers, key=lambda each: order.get(each.question, len(order)))
    return Filled(
        id=str(row.id),
        pair_id=str(row.relationship_id),
        meeting_id=None if row.meeting_id is None else str(row.meeting_id),
        kind=row.kind,
        occasion=row.occasion,
        questionnaire=row.questionnaire,
        questionnaire_version=row.version,
        state=row.state,
        stands_at=row.cursor,
        changing=row.changing,
        offered_at=row.offered_at,
        opened_at=row.opened_at,
        closes_at=row.closes_at,
        finished_at=row.finished_at,
        released_at=row.released_at,
        answers=tuple(_answered(rows, sealed, asked, row, pair, each) for each in answers),
        message_id=row.message_id,
        update_id=row.update_id,
    )


def _answered(
    rows: Rows,
    sealed: Opener,
    asked: Questionnaire,
    response: Response,
    pair: Relationship,
    row: Answer,
) -> Answered:
    text = sealed.text("answers.sealed", row.id, row.sealed)
    assert text is not None  # an answer always holds something
    given = Given(row.kind) if isinstance(text, Unreadable) else from_sealable(row.kind, text)
    question, language = _question(asked, row.question), rows.person.language
    chosen = question.label(given.choice, language) if question and given.choice else given.choice
    standing = standing_of(response.state, response.released_at, row.reader)
    parts = (part.message_id for part in given.in_parts(row.message_id))
    return Answered(
        question=row.question,
        wording=question.text(language) if question else row.question,
        kind=row.kind,
        said=text if isinstance(text, Unreadable) else given.text or chosen or None,
        number=given.number or None,
        voice=given.voice or None,
        seconds=given.seconds or None,
        meant_for=row.reader,
        read_by=readers(rows, matter_of(response.kind), standing, pair),
        answered_at=row.answered_at,
        edited_at=row.edited_at,
        message_ids=tuple(each for each in parts if each is not None),
        update_id=row.update_id,
    )


def _question(asked: Questionnaire, key: str) -> Question | None:
    return next((each for each in asked.questions if each.key == key), None)


def _listed(rows: Rows, sealed: Opener, row: AgendaItem, pair: Relationship) -> Listed:
    is_there = row.removed_at is None
    return Listed(
        pair_id=str(row.relationship_id),
        wording=sealed.text("agenda_items.sealed", row.id, row.sealed) or "",
        read_by=readers(rows, Matter.AGENDA, Standing.SHARED, pair) if is_there else (),
        noted_at=row.created_at,
        edited_at=row.edited_at,
        removed_at=row.removed_at,
        message_id=row.message_id,
        update_id=row.update_id,
    )
