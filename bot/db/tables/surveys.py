"""Surveys, who was asked, what they answered, and broadcasts.

What a coordinator writes to send to many (titles, questions, choices) holds nothing personal, and
is kept as it is. Answers are sealed: those that bear a name under the key of the person who gave
them, anonymous ones under a key of the survey's own.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    ForeignKey,
    Index,
    LargeBinary,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, word
from bot.domain.broadcasts import BroadcastKind, BroadcastState
from bot.domain.ids import new_id
from bot.domain.surveys import Segment, SurveyQuestionKind, SurveyState


class Survey(Base):
    """One round of a survey: a draft, scheduled, open, or closed.

    `opens_at` None means: as soon as it is sent. It closes `days_open` days later at the same wall
    time, or at `closes_at`, which is filled in when it opens. `step` is where its author stands,
    `reviewed` that they have seen all of it, and `editor_id` who is writing it just now.
    `min_answers` is fixed when it opens, so that nobody can lower it to look; so is `by_audience`,
    whether anonymous answers are kept with the audience of whoever gave them. `wrapped_key` seals
    them. `unmixed` says that some came in since they were last mixed. A repeated one is a row for
    each round: `first_id` is the first of them. `update_id` is the last update that changed it.
    """

    __tablename__ = "surveys"
    __table_args__ = (Index("ix_surveys_programme_state", "programme_id", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=new_id)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    state: Mapped[SurveyState] = mapped_column(word(SurveyState))
    title: Mapped[str | None] = mapped_column(String(80))
    anonymous: Mapped[bool | None]
    audience: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    opens_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    days_open: Mapped[int | None] = mapped_column(SmallInteger)
    repeat_weeks: Mapped[int | None] = mapped_column(SmallInteger)
    min_answers: Mapped[int] = mapped_column(SmallInteger, default=5)
    wrapped_key: Mapped[bytes] = mapped_column(LargeBinary)
    by_audience: Mapped[bool] = mapped_column(default=False)
    unmixed: Mapped[bool] = mapped_column(default=False)
    first_id: Mapped[int | None]
    round: Mapped[int] = mapped_column(SmallInteger, default=1)
    step: Mapped[str | None] = mapped_column(String(48))
    reviewed: Mapped[bool] = mapped_column(default=False)
    created_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    editor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    edited_at: Mapped[datetime | None]
    update_id: Mapped[int | None]
    created_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    heard: Mapped[str | None] = mapped_column(Text)
    heard_at: Mapped[datetime | None]


class SurveyQuestion(Base):
    """One question of a survey. `options` are the labels of a choice, in their order."""

    __tablename__ = "survey_questions"
    __table_args__ = (Index("ix_survey_questions_survey", "survey_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=new_id)
    survey_id: Mapped[int] = mapped_column(ForeignKey("surveys.id"))
    position: Mapped[int] = mapped_column(SmallInteger)
    kind: Mapped[SurveyQuestionKind] = mapped_column(word(SurveyQuestionKind))
    words: Mapped[str] = mapped_column(String(500))
    options: Mapped[list[str]] = mapped_column(JSON, default=list)


class SurveyRecipient(Base):
    """That a person was asked, and whether they have answered; never what, and never when.

    `draft` is what they have answered so far, sealed under their key as JSON by question id;
    `cursor` is the position of the question being asked. Both are emptied, with `update_id`, in
    the transaction that takes the answers in. `segment` is what they were when the survey opened.
    """

    __tablename__ = "survey_recipients"
    __table_args__ = (UniqueConstraint("survey_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=new_id)
    survey_id: Mapped[int] = mapped_column(ForeignKey("surveys.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    segment: Mapped[Segment] = mapped_column(word(Segment))
    answered: Mapped[bool] = mapped_column(default=False)
    cursor: Mapped[int | None] = mapped_column(SmallInteger)
    draft: Mapped[bytes | None] = mapped_column(LargeBinary)
    update_id: Mapped[int | None]


class SurveyAnswer(Base):
    """One answer that bears a name, sealed under the key of the person who gave it."""

    __tablename__ = "survey_answers"
    __table_args__ = (UniqueConstraint("question_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=new_id)
    survey_id: Mapped[int] = mapped_column(ForeignKey("surveys.id"), index=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("survey_questions.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    answered_at: Mapped[datetime]


class AnonymousAnswer(Base):
    """One answer to one question by nobody: no person, no time, no order, no link to another.

    `sealed` holds the answer and the segment, under the survey's key. All rows of a survey are
    written anew in random order while answers come in, so that not even where and in which
    transaction the database keeps them tells who came when.
    """

    __tablename__ = "anonymous_answers"

    id: Mapped[int] = mapped_column(primary_key=True, default=new_id)
    survey_id: Mapped[int] = mapped_column(ForeignKey("surveys.id"), index=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("survey_questions.id"))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class Broadcast(Base):
    """One message to many. Each recipient has an outbox row whose `subject_id` is this row.

    `sealed` holds words that a coordinator typed, under the key of `created_by`. `message_id` is the
    message in the author's chat that shows how far it is, and `shown` what it showed last.
    `counts` is what became of it (`bot.domain.broadcast_counts.Counts`), once it is over.
    Of a draft, `message_id` and `started_at` are the message after which a rest may come, and when
    it came (`bot.services.broadcasts.cut_words`).
    """

    __tablename__ = "broadcasts"
    __table_args__ = (Index("ix_broadcasts_state", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=new_id)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"), index=True)
    kind: Mapped[BroadcastKind] = mapped_column(word(BroadcastKind))
    state: Mapped[BroadcastState] = mapped_column(word(BroadcastState))
    survey_id: Mapped[int | None] = mapped_column(ForeignKey("surveys.id"), index=True)
    audience: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    total: Mapped[int] = mapped_column(default=0)
    created_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    message_id: Mapped[int | None]
    shown: Mapped[str | None] = mapped_column(String(120))
    counts: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    update_id: Mapped[int | None]
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
