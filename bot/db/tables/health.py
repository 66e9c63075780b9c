"""How relationships stand, as coordinators were told, and what they have seen to."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, word
from bot.domain.health import HealthState, Rule
from bot.domain.ids import new_id


class HealthTold(Base):
    """The state of a relationship as the last Monday digest had it, so that the next can compare.

    It decides nothing: the state itself is always worked out anew from what happened.
    """

    __tablename__ = "health_told"

    relationship_id: Mapped[int] = mapped_column(ForeignKey("relationships.id"), primary_key=True)
    state: Mapped[HealthState] = mapped_column(word(HealthState))
    told_at: Mapped[datetime]


class HealthHandled(Base):
    """That a coordinator has seen to a reason. `evidence` says which happening it was about.

    The reason comes back only with other evidence. `note` is sealed under the key of `person_id`.
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
