"""Who did what and when; and whose attempts at what is not theirs are slowed down."""

from datetime import datetime
from typing import cast

from sqlalchemy import ForeignKey, Index, SmallInteger, Table
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import only_added
from bot.db.base import Base, word
from bot.domain.deeds import Deed, Detail
from bot.domain.ids import new_id


class AuditEntry(Base):
    """That somebody did something. It is never changed, and taken out only when it is old.

    `person_id` is who did it, None for whoever runs the server; `about_id` is the person whom it
    was done to or for; `subject_id` is the pair, survey, broadcast or group that it was about;
    `count` says how many. Ids only, and bound to no other row, so that nothing has to be changed
    here when somebody is erased: their number then leads to nobody. Without `programme_id` it is
    of the whole installation. `update_id` is the update it was done with.
    """

    __tablename__ = only_added.TABLE
    __table_args__ = (
        Index("ix_audit_entries_programme_at", "programme_id", "at", "id"),
        Index("ix_audit_entries_at", "at"),
        Index("ix_audit_entries_person_at", "person_id", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, default=new_id)
    programme_id: Mapped[int | None]
    at: Mapped[datetime]
    person_id: Mapped[int | None]
    deed: Mapped[Deed] = mapped_column(word(Deed))
    about_id: Mapped[int | None]
    subject_id: Mapped[int | None]
    count: Mapped[int | None]
    detail: Mapped[Detail | None] = mapped_column(word(Detail))
    update_id: Mapped[int | None]


class Refusals(Base):
    """How often somebody asked lately for what is not theirs, and until when they are to wait.

    `counted` is how many since `since`; `level` says how long the last wait was, which began at
    `slowed_at` and is over at `until`.
    """

    __tablename__ = "refusals"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    counted: Mapped[int] = mapped_column(SmallInteger)
    since: Mapped[datetime]
    level: Mapped[int] = mapped_column(SmallInteger)
    slowed_at: Mapped[datetime | None]
    until: Mapped[datetime | None]
    update_id: Mapped[int | None]


only_added.watch(cast(Table, AuditEntry.__table__))
