"""A survey in the middle of being answered: who, which questions, and how far they are."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Broadcast, Person, Programme, Survey, SurveyQuestion, SurveyRecipient
from bot.domain.people import Focus
from bot.domain.survey_drafts import Draft
from bot.domain.surveys import SurveyQuestionKind, SurveyState
from bot.services import focusing, members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.surveys.sealing import open_draft, seal_draft


def _everything(which: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    """All that a step of a survey needs, one row for each question."""
    return (
        select(Person, SurveyRecipient, Survey, Programme.name, SurveyQuestion)
        .join(SurveyRecipient, SurveyRecipient.person_id == Person.id)
        .join(Survey, Survey.id == SurveyRecipient.survey_id)
        .join(Programme, Programme.id == Survey.programme_id)
        .join(SurveyQuestion, SurveyQuestion.survey_id == Survey.id)
        .where(which, Person.id == bindparam("person_id", type_=BigInteger))
        .order_by(SurveyQuestion.position, SurveyQuestion.id)
    )


# Made once, since building them for every message and answer costs as much as running them.
_WANTED = bindparam("wanted", type_=BigInteger)
_BY_ID = _everything(SurveyRecipient.id == _WANTED)
_BY_BROADCAST = _everything(
    Survey.id == select(Broadcast.survey_id).where(Broadcast.id == _WANTED).scalar_subquery()
)


@dataclass
class Taking:
    """What somebody was asked, with the questions in their order and their draft, opened.

    `cursor` counts from 1; one more than there are questions means: all answered, not yet sent.
    """

    person: Person
    recipient: SurveyRecipient
    survey: Survey
    programme: str
    questions: tuple[SurveyQuestion, ...]
    draft: Draft

    @property
    def cursor(self) -> int:
        """The number of the question being asked."""
        return self.recipient.cursor or 1

    @property
    def is_held(self) -> bool:
        """Whether all is answered and only waits to be sent."""
        return self.cursor > len(self.questions)

    @property
    def is_open(self) -> bool:
        """Whether the survey takes answers."""
        return self.survey.state is SurveyState.OPEN

    @property
    def is_sent(self) -> bool:
        """Whether their answers are in, and they are not changing them just now."""
        return self.recipient.answered and self.recipient.cursor is None

    @property
    def is_changing(self) -> bool:
        """Whether their answers are in, with their name, and they are changing them."""
        return self.recipient.answered and self.recipient.cursor is not None

    @property
    def has_focus(self) -> bool:
        """Whether the person's next words belong to this survey."""
        person = self.person
        return person.focus is Focus.SURVEY_ANSWER and person.focus_id == self.recipient.id

    @property
    def question(self) -> SurveyQuestion:
        """The question being asked."""
        return self.questions[self.cursor - 1]

    def words_of(self, question_id: int) -> str:
        """The words of one of the questions; empty if it is none of these."""
        return next((each.words for each in self.questions if each.id == question_id), "")

    def ask(self, core: Core, actor: Actor, number: int, draft: Draft) -> None:
        """Go to question `number`, where what was chosen of several before is ticked."""
        is_question = number <= len(self.questions)
        given = draft.answers.get(self.questions[number - 1].id) if is_question else None
        several = given is not None and given.kind is SurveyQuestionKind.CHOICES
        ticks = given.choices if given is not None and several else ()
        self.stand(core, actor, number, replace(draft, ticks=ticks))

    def stand(self, core: Core, actor: Actor, cursor: int, draft: Draft) -> None:
        """Write down how far they are, and that their next words belong here."""
        self.draft = draft
        self.recipient.cursor = cursor
        self.recipient.update_id = actor.update_id
        self.recipient.draft = seal_draft(core, self.person, self.recipient.id, draft)
        self.take_focus(core)

    def put_down(self) -> None:
        """Keep nothing of the draft, nor of where and when they were at it."""
        self.recipient.draft = self.recipient.cursor = self.recipient.update_id = None
        self.drop_focus()

    def take_focus(self, core: Core) -> None:
        """Make the person's next words belong to this survey."""
        focusing.take(core, self.person, Focus.SURVEY_ANSWER, self.recipient.id)

    def drop_focus(self) -> None:
        """Leave the person free if their words belonged to this survey, and keep no time of it."""
        if self.has_focus:
            focusing.put_aside(self.person)
            self.person.focus_at = None


async def load(s: AsyncSession, core: Core, actor: Actor, recipient_id: int | None) -> Taking:
    """Read a survey that this person was asked; the one in focus unless said.

    `RefusedError`: not a member; GONE for one that is not theirs; NOTHING_OPEN without a focus.
    """
    person = await members.require(s, actor)
    if recipient_id is None:
        if person.focus is not Focus.SURVEY_ANSWER or person.focus_id is None:
            raise RefusedError(Reason.NOTHING_OPEN)
        recipient_id = person.focus_id
    found = await _load(s, core, _BY_ID, person.id, recipient_id)
    if found is None:
        raise RefusedError(Reason.GONE)
    return found


async def load_asked_by(
    s: AsyncSession, core: Core, person_id: int, broadcast_id: int
) -> Taking | None:
    """Read the survey that a broadcast asks this person for; None if they were not asked it."""
    return await _load(s, core, _BY_BROADCAST, person_id, broadcast_id)


async def still_open(s: AsyncSession, taking: Taking, *, to_send: bool = False) -> bool:
    """Whether the survey is open still; until this transaction ends, nobody can close it.

    Whoever closes it waits, or has come first, and then this is False. `to_send` when answers may
    be handed in: then this is the only one to do so.
    """
    state = await s.scalar(
        select(Survey.state).where(Survey.id == taking.survey.id).with_for_update(read=not to_send)
    )
    return state is SurveyState.OPEN


def is_due(taking: Taking, now: datetime) -> bool:
    """Whether it is to be asked now: open, not yet over, and not answered."""
    closes_at = taking.survey.closes_at
    in_time = closes_at is None or closes_at > now
    return taking.is_open and in_time and not taking.recipient.answered


async def _load(
    s: AsyncSession, core: Core, which: Select[*tuple[Any, ...]], person_id: int, wanted: int
) -> Taking | None:
    found = (await s.execute(which, {"person_id": person_id, "wanted": wanted})).all()
    if not found:
        return None
    person, recipient, survey, programme, _ = found[0]
    draft = open_draft(core, person, recipient)
    return Taking(person, recipient, survey, programme, tuple(row[4] for row in found), draft)
