"""What waits: due rows, updates received, and messages to send."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, word
from bot.domain.ids import new_id
from bot.domain.queues import DueKind, DueOutcome, InboxState, Lane, MessageKind, OutboxState


class DueRow(Base):
    """What falls due for whom at which instant; done exactly once for each occurrence.

    `subject_id` is the relationship, response, meeting or person that `kind` speaks of.
    """

    __tablename__ = "due_rows"
    __table_args__ = (
        UniqueConstraint("kind", "subject_id", "person_id", "occurrence"),
        Index("ix_due_rows_waiting", "outcome", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[DueKind] = mapped_column(word(DueKind))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    subject_id: Mapped[int]
    occurrence: Mapped[str] = mapped_column(String(32))
    planned_at: Mapped[datetime]
    due_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(SmallInteger, default=0)
    outcome: Mapped[DueOutcome | None] = mapped_column(word(DueOutcome))
    finished_at: Mapped[datetime | None]


class InboxRow(Base):
    """An update as Telegram sent it, sealed. Handled, only its number stays, for two days.

    The number is kept because Telegram may send an update again for 24 hours.
    """

    __tablename__ = "inbox"
    __table_args__ = (Index("ix_inbox_state", "state", "update_id"),)

    update_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    chat_id: Mapped[int | None]
    person_id: Mapped[int | None]
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    state: Mapped[InboxState] = mapped_column(word(InboxState))
    attempts: Mapped[int] = mapped_column(SmallInteger, default=0)
    error: Mapped[str | None] = mapped_column(String(120))
    received_at: Mapped[datetime]


class OutboxRow(Base):
    """A message to send: what and to whom, never its words.

    `dedupe` makes asking for the same message twice change nothing. `fence` rises with every
    claim, so that a claimant whose lease ran out cannot report on a row claimed anew.
    `update_id` or `due_id` is what gave rise to it, where that is known and may be kept.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_waiting", "state", "lane", "not_before", "id"),
        Index("ix_outbox_subject", "subject_id", "state"),
        # A number is never used again: what is on its way may report on a row that is gone.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    lane: Mapped[Lane] = mapped_column(SmallInteger)
    kind: Mapped[MessageKind] = mapped_column(word(MessageKind))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    subject_id: Mapped[int | None]
    update_id: Mapped[int | None]
    due_id: Mapped[int | None]
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    dedupe: Mapped[str] = mapped_column(String(120), unique=True)
    state: Mapped[OutboxState] = mapped_column(word(OutboxState))
    not_before: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(SmallInteger, default=0)
    fence: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None]
    message_id: Mapped[int | None]
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
