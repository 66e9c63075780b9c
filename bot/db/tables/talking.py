"""Requests for a person to talk to."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, word
from bot.domain.ids import new_id
from bot.domain.talking import Wanted


class HelpRequest(Base):
    """That a person asks for a human to get in touch; without `sent_at`, what they are about to ask.

    `mentor_id` is the mentor who is asked, or whom a concern is about: that mentor must not learn
    of a concern, so nothing of theirs may hold such a row, nor count it. `words` are sealed under
    the key of the person; only whoever has seen it reads them. It is repeated from `since` on, and
    was so `step` times. `settled_by` is whoever said that it is settled, or took it back; nobody if
    time did, or if the same was asked for anew. `update_id` is the last update by which its person
    changed it.
    """

    __tablename__ = "help_requests"

    id: Mapped[int] = mapped_column(primary_key=True, default=new_id)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    wanted: Mapped[Wanted] = mapped_column(word(Wanted))
    mentor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    words: Mapped[bytes | None] = mapped_column(LargeBinary)
    update_id: Mapped[int]
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    since: Mapped[datetime | None]
    step: Mapped[int] = mapped_column(SmallInteger, default=0)
    seen_at: Mapped[datetime | None]
    seen_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
