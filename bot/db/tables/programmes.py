"""What coordinators set for their programme: what one is about to set, and what was changed.

Like the settings themselves, nothing here is personal, so nothing is sealed.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, word
from bot.domain.ids import new_id
from bot.domain.programme_settings import Setting


class ProgrammeEdit(Base):
    """What a coordinator is about to set: at most one thing at a time, known by its random id.

    For a helpline, `helpline_id` is the one to change (None: a new one), and `label` and `contact`
    are what was typed and waits for their yes. `update_id` is the last update that changed it.
    """

    __tablename__ = "programme_edits"

    id: Mapped[int] = mapped_column(primary_key=True, default=new_id)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), unique=True)
    setting: Mapped[Setting] = mapped_column(word(Setting))
    helpline_id: Mapped[int | None]
    label: Mapped[str | None] = mapped_column(String(120))
    contact: Mapped[str | None] = mapped_column(String(200))
    update_id: Mapped[int]


class ProgrammeChange(Base):
    """That a coordinator changed a setting, and what from and to; one row for each update.

    A helpline is `label` and `contact` on two lines; None where there was none, or is none now.
    """

    __tablename__ = "programme_changes"
    __table_args__ = (Index("ix_programme_changes_setting", "programme_id", "setting"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=new_id)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    setting: Mapped[Setting] = mapped_column(word(Setting))
    helpline_id: Mapped[int | None]
    before: Mapped[str | None] = mapped_column(String(400))
    after: Mapped[str | None] = mapped_column(String(400))
    update_id: Mapped[int] = mapped_column(unique=True)
    changed_at: Mapped[datetime]
