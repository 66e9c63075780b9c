"""Agreements as rows: reading what they say, writing it, and finding the one that stands."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Agreement, Person
from bot.db.vault import Vault, place
from bot.domain.relationships import AgreementState
from bot.domain.terms import Terms
from bot.domain.viewers import Matter
from bot.services.core import Core
from bot.services.members import name_of
from bot.services.relationships.pairs import Pair

_LATEST = (
    select(Agreement)
    .where(
        Agreement.relationship_id == bindparam("relationship_id"),
        Agreement.state == bindparam("state", type_=Agreement.state.type),
    )
    .order_by(Agreement.proposed_at.desc(), Agreement.id)
    .limit(1)
)


@dataclass(frozen=True)
class TermsView:
    """A schedule for one reader. Its wall times are in the mentee's `zone`.

    `meets` is when they meet next: one instant, or two where the first of the schedule comes after
    a meeting arranged by itself. `is_change` says that another agreement stood before.
    """

    language: str
    terms: Terms
    zone: str
    reader_zone: str
    mentee: str
    i_am_mentor: bool
    now: datetime
    meets: tuple[datetime, ...] = ()
    is_change: bool = False


async def standing(s: AsyncSession, relationship_id: int) -> Agreement | None:
    """Return the agreement that both accepted, if there is one."""
    return await _latest(s, relationship_id, AgreementState.ACCEPTED)


async def on_the_table(s: AsyncSession, relationship_id: int) -> Agreement | None:
    """Return the proposal that waits for an answer, if there is one; it is the newest."""
    return await _latest(s, relationship_id, AgreementState.PROPOSED)


async def has_former(s: AsyncSession, relationship_id: int) -> bool:
    """Tell whether an agreement stood once that does so no longer."""
    found = await s.scalar(
        select(Agreement.id)
        .where(
            Agreement.relationship_id == relationship_id,
            Agreement.state == AgreementState.REPLACED,
            # A proposal that was put aside was never answered.
            Agreement.answered_at.is_not(None),
        )
        .limit(1)
    )
    return found is not None


async def draft_of(s: AsyncSession, relationship_id: int, person: Person) -> Agreement | None:
    """Return what a person has begun to propose in this relationship, if anything."""
    return await s.scalar(
        select(Agreement).where(
            Agreement.relationship_id == relationship_id,
            Agreement.proposed_by == person.id,
            Agreement.state == AgreementState.DRAFT,
        )
    )


async def read(s: AsyncSession, vault: Vault, agreement: Agreement) -> Terms:
    """Return what an agreement says, its place opened."""
    where = ""
    if agreement.place is not None:
        author = await s.get_one(Person, agreement.proposed_by)
        where = vault.open(author, place("agreements", "place", agreement.id), agreement.place)
    return Terms(
        reflection_weekday=agreement.reflection_weekday,
        reflection_time=agreement.reflection_time,
        cadence=agreement.cadence,
        meeting_weekday=agreement.meeting_weekday,
        meeting_week=agreement.meeting_week,
        meeting_time=agreement.meeting_time,
        first_meeting_on=agreement.first_meeting_on,
        minutes=agreement.minutes,
        place=where,
        digest_hours=agreement.digest_hours,
    )


def write(vault: Vault, agreement: Agreement, author: Person, terms: Terms) -> None:
    """Make an agreement of `author` say `terms`, its place sealed."""
    agreement.reflection_weekday = terms.reflection_weekday
    agreement.reflection_time = terms.reflection_time
    agreement.cadence = terms.cadence
    agreement.meeting_weekday = terms.meeting_weekday
    agreement.meeting_week = terms.meeting_week
    agreement.meeting_time = terms.meeting_time
    agreement.first_meeting_on = terms.first_meeting_on
    agreement.minutes = terms.minutes
    agreement.digest_hours = terms.digest_hours
    agreement.place = (
        vault.seal(author, place("agreements", "place", agreement.id), terms.place)
        if terms.place
        else None
    )


def view(
    core: Core,
    pair: Pair,
    terms: Terms,
    meets: tuple[datetime, ...] = (),
    *,
    is_change: bool = False,
) -> TermsView:
    """Return these terms as the reader of `pair` should see them."""
    return TermsView(
        language=pair.me.language,
        terms=terms if pair.sees(Matter.PLACE) else replace(terms, place=""),
        zone=pair.mentee.zone,
        reader_zone=pair.me.zone,
        mentee=name_of(core.vault, pair.mentee),
        i_am_mentor=pair.i_am_mentor,
        now=core.clock.now(),
        meets=meets,
        is_change=is_change,
    )


async def _latest(s: AsyncSession, relationship_id: int, state: AgreementState) -> Agreement | None:
    return await s.scalar(_LATEST, {"relationship_id": relationship_id, "state": state})
