"""What people write, and the digests made of it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, word
from bot.domain.ids import new_id
from bot.domain.responses import AnswerKind, Reader, ResponseKind, ResponseState


class Response(Base):
    """One person's filling of one questionnaire for one occasion.

    `occasion` is the local date of the reflection (an assessment bears that of the reflection
    it stands beside), or the meeting's short id. `cursor` is the key of the question being
    asked, or "review". `released_at` is when the other side could first read it: an assessment
    stays sealed until the reflection is sent, skipped or lapsed. `update_id` is the last update
    that changed this row, so that handling it again changes nothing.
    """

    __tablename__ = "responses"
    __table_args__ = (
        UniqueConstraint("relationship_id", "person_id", "kind", "occasion"),
        Index("ix_responses_person_state", "person_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, default=new_id)
    relationship_id: Mapped[int] = mapped_column(ForeignKey("relationships.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    kind: Mapped[ResponseKind] = mapped_column(word(ResponseKind))
    occasion: Mapped[str] = mapped_column(String(32))
    questionnaire: Mapped[str] = mapped_column(String(48))
    version: Mapped[int] = mapped_column(SmallInteger)
    state: Mapped[ResponseState] = mapped_column(word(ResponseState))
    cursor: Mapped[str | None] = mapped_column(String(32))
    changing: Mapped[bool] = mapped_column(default=False)
    message_id: Mapped[int | None]
    update_id: Mapped[int | None]
    offered_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    released_at: Mapped[datetime | None]


class Answer(Base):
    """One question's answer. `sealed` holds its text, number, choice or voice file id as JSON.

    `message_id` is the Telegram message it came in, so that editing that message edits it.
    """

    __tablename__ = "answers"
    __table_args__ = (UniqueConstraint("response_id", "question"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=new_id)
    response_id: Mapped[int] = mapped_column(ForeignKey("responses.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    question: Mapped[str] = mapped_column(String(32))
    kind: Mapped[AnswerKind] = mapped_column(word(AnswerKind))
    reader: Mapped[Reader] = mapped_column(word(Reader))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    message_id: Mapped[int | None] = mapped_column(index=True)
    update_id: Mapped[int]
    answered_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]


class AgendaItem(Base):
    """Something the mentee wants to talk about; it heads the digest of the next meeting."""

    __tablename__ = "agenda_items"

    id: Mapped[int] = mapped_column(primary_key=True, default=new_id)
    relationship_id: Mapped[int] = mapped_column(ForeignKey("relationships.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    message_id: Mapped[int | None] = mapped_column(index=True)
    update_id: Mapped[int] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]


class Digest(Base):
    """That a digest went out for a meeting, and a fingerprint of what it was made from."""

    __tablename__ = "digests"

    id: Mapped[int] = mapped_column(primary_key=True, default=new_id)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), unique=True)
    relationship_id: Mapped[int] = mapped_column(ForeignKey("relationships.id"), index=True)
    sent_at: Mapped[datetime | None]
    fingerprint: Mapped[str | None] = mapped_column(String(64))
    opened_at: Mapped[datetime | None]
