"""Relationships, agreements and meetings."""

from datetime import date, datetime, time

from sqlalchemy import ForeignKey, Index, LargeBinary, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, word
from bot.domain.ids import new_id
from bot.domain.recurrence import Cadence
from bot.domain.relationships import (
    AgreementState,
    MeetingState,
    RelationshipKind,
    RelationshipState,
)


class Relationship(Base):
    """A one-to-one pair. It becomes active when both sides have said yes.

    `paused_at` and `resumed_at` are of its last break; `held_at` is when that began because one of
    the two had withdrawn, None for any other.
    """

    __tablename__ = "relationships"

    id: Mapped[int] = mapped_column(primary_key=True, default=new_id)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"), index=True)
    kind: Mapped[RelationshipKind] = mapped_column(word(RelationshipKind))
    state: Mapped[RelationshipState] = mapped_column(word(RelationshipState))
    mentor_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    mentee_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    mentor_said_yes_at: Mapped[datetime | None]
    mentee_said_yes_at: Mapped[datetime | None]
    reflect_every_weeks: Mapped[int] = mapped_column(SmallInteger, default=1)
    prompts_stopped_at: Mapped[datetime | None]
    prompts_resumed_at: Mapped[datetime | None]
    paused_at: Mapped[datetime | None]
    resumed_at: Mapped[datetime | None]
    held_at: Mapped[datetime | None]
    proposed_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    update_id: Mapped[int | None]
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class OpenedHistory(Base):
    """That a mentee lets the mentor of `later_id` read what they shared in `earlier_id`.

    Taken back, the row goes.
    """

    __tablename__ = "opened_histories"
    __table_args__ = (UniqueConstraint("earlier_id", "later_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=new_id)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    earlier_id: Mapped[int] = mapped_column(ForeignKey("relationships.id"))
    later_id: Mapped[int] = mapped_column(ForeignKey("relationships.id"), index=True)
    update_id: Mapped[int]
    opened_at: Mapped[datetime]


class Agreement(Base):
    """The schedule of a relationship: one side's draft, a proposal, or what both accepted.

    Wall times are in the mentee's zone. `step` is where the draft's author stands, and `reviewed`
    that they have come to see all of it, so that a change leads straight back to there.
    `meeting_week` is 1 to 4, or -1 for the last, and only used by a monthly cadence.
    `place` is sealed under the key of `proposed_by`.
    """

    __tablename__ = "agreements"
    __table_args__ = (Index("ix_agreements_relationship_state", "relationship_id", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=new_id)
    relationship_id: Mapped[int] = mapped_column(ForeignKey("relationships.id"))
    state: Mapped[AgreementState] = mapped_column(word(AgreementState))
    proposed_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    step: Mapped[str | None] = mapped_column(String(32))
    reviewed: Mapped[bool] = mapped_column(default=False)
    reflection_weekday: Mapped[int | None] = mapped_column(SmallInteger)
    reflection_time: Mapped[time | None]
    cadence: Mapped[Cadence | None] = mapped_column(word(Cadence))
    meeting_weekday: Mapped[int | None] = mapped_column(SmallInteger)
    meeting_week: Mapped[int | None] = mapped_column(SmallInteger)
    meeting_time: Mapped[time | None]
    first_meeting_on: Mapped[date | None]
    minutes: Mapped[int] = mapped_column(SmallInteger, default=60)
    place: Mapped[bytes | None] = mapped_column(LargeBinary)
    digest_hours: Mapped[int] = mapped_column(SmallInteger, default=24)
    checkin_time: Mapped[time] = mapped_column(default=time(19, 0))
    message_id: Mapped[int | None]
    update_id: Mapped[int | None]
    created_at: Mapped[datetime]
    proposed_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]


class Meeting(Base):
    """A planned talk. `occurrence` is its date by the agreement, whatever day it was moved to.

    `place` is sealed under the key of `place_by`. `sequence` counts changes, for calendars.
    `added` is one that people arranged by itself, `moved` one whose time they chose themselves;
    `changed_by` is who did, or called it off. `update_id` is the last update that changed it.
    """

    __tablename__ = "meetings"
    __table_args__ = (UniqueConstraint("relationship_id", "occurrence"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=new_id)
    relationship_id: Mapped[int] = mapped_column(ForeignKey("relationships.id"))
    occurrence: Mapped[date]
    starts_at: Mapped[datetime]
    minutes: Mapped[int] = mapped_column(SmallInteger)
    place: Mapped[bytes | None] = mapped_column(LargeBinary)
    place_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    digest_hours: Mapped[int] = mapped_column(SmallInteger)
    state: Mapped[MeetingState] = mapped_column(word(MeetingState))
    sequence: Mapped[int] = mapped_column(SmallInteger, default=0)
    added: Mapped[bool] = mapped_column(default=False)
    moved: Mapped[bool] = mapped_column(default=False)
    changed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    update_id: Mapped[int | None]
    created_at: Mapped[datetime]


class MeetingDraft(Base):
    """A new time for a meeting that somebody is choosing; at most one a person.

    Without `meeting_id` it is a meeting to be added. `day` and `at` are in the zone of the one
    who chooses. Once `done_at`, it only answers the same update again.
    """

    __tablename__ = "meeting_drafts"

    id: Mapped[int] = mapped_column(primary_key=True, default=new_id)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), unique=True)
    relationship_id: Mapped[int] = mapped_column(ForeignKey("relationships.id"))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    day: Mapped[date | None]
    at: Mapped[time | None]
    update_id: Mapped[int | None]
    created_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
