"""What coordinators have seen to. How a relationship stands is worked out anew each time."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, word
from bot.domain.health import Rule
from bot.domain.ids import new_id


class HealthHandled(Base):
    """That a coordinator has seen to a reason. `evidence` says which happening it was about.

    The reason comes back only with other evidence. `detail` holds its dates and numbers, so that it
    can be shown when it is over. `note` is sealed under the key of `person_id`.
    """

    __tablename__ = "health_handled"
    __table_args__ = (UniqueConstraint("relationship_id", "rule", "evidence"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=new_id)
    relationship_id: Mapped[int] = mapped_column(ForeignKey("relationships.id"))
    rule: Mapped[Rule] = mapped_column(word(Rule))
    evidence: Mapped[str] = mapped_column(String(64))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    note: Mapped[bytes | None] = mapped_column(LargeBinary)
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    update_id: Mapped[int | None]
    handled_at: Mapped[datetime]
