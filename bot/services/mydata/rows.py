"""Reading every row that is about one person, in one transaction and the same few statements.

However much somebody wrote, it takes as many statements. Nothing is opened here.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, Table, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import tables as t
from bot.db.base import Base

Row = TypeVar("Row", bound=Base)


@dataclass(frozen=True)
class PersonRows:
    """How somebody came in, and where they belong."""

    programme: t.Programme
    roles: Sequence[t.PersonRole]
    consents: Sequence[t.Consent]
    invites: Sequence[t.Invite]
    planned_pairs: Sequence[t.PlannedPair]
    groups: dict[int, t.Group]
    member_of: Collection[int]


@dataclass(frozen=True)
class PairRows:
    """Pairs of theirs and those that they proposed, and what they wrote; `others` are by id."""

    others: dict[int, t.Person]
    relationships: Sequence[t.Relationship]
    histories: Sequence[t.OpenedHistory]
    agreements: Sequence[t.Agreement]
    meetings: Sequence[t.Meeting]
    digests: Sequence[t.Digest]
    responses: Sequence[t.Response]
    answers: Sequence[t.Answer]
    agenda: Sequence[t.AgendaItem]
    meeting_drafts: Sequence[t.MeetingDraft]


@dataclass(frozen=True)
class SurveyRows:
    """Surveys that they were asked, by id, and those that they wrote or are writing."""

    surveys: dict[int, t.Survey]
    questions: Sequence[t.SurveyQuestion]
    recipients: Sequence[t.SurveyRecipient]
    survey_answers: Sequence[t.SurveyAnswer]
    broadcasts: Sequence[t.Broadcast]


@dataclass(frozen=True)
class OtherRows:
    """What they set, confirmed and saw to, asked for, and what waits."""

    handled: Sequence[t.HealthHandled]
    edits: Sequence[t.ProgrammeEdit]
    changes: Sequence[t.ProgrammeChange]
    people_files: Sequence[t.PeopleFile]
    helplines: Sequence[t.Helpline]
    help_requests: Sequence[t.HelpRequest]
    outbox: Sequence[t.OutboxRow]
    due: Sequence[t.DueRow]
    inbox: Sequence[t.InboxRow]
    audit: Sequence[t.AuditEntry]
    refusals: Sequence[t.Refusals]


@dataclass(frozen=True)
class Rows(PersonRows, PairRows, SurveyRows, OtherRows):
    """All rows about `person`, each list in order of time."""

    person: t.Person

    def is_theirs(self, relationship: t.Relationship) -> bool:
        """Whether they are one of the two."""
        return self.person.id in (relationship.mentor_id, relationship.mentee_id)


async def read(s: AsyncSession, me: t.Person) -> Rows:
    """Read everything about `me`."""
    parts = (await _person(s, me), await _pairs(s, me), await _surveys(s, me), await _rest(s, me))
    return Rows(person=me, **{name: found for part in parts for name, found in vars(part).items()})


async def _person(s: AsyncSession, me: t.Person) -> PersonRows:
    mine = or_(t.Invite.created_by == me.id, t.Invite.used_by == me.id)
    member_of = select(t.GroupMember.group_id).where(t.GroupMember.person_id == me.id)
    # Names of groups are the programme's; they are few.
    groups = await _all(s, t.Group, t.Group.programme_id == me.programme_id, order=t.Group.name)
    return PersonRows(
        programme=await s.get_one(t.Programme, me.programme_id),
        roles=await _of(s, t.PersonRole, me, t.PersonRole.given_at),
        consents=await _of(s, t.Consent, me, t.Consent.agreed_at),
        invites=await _all(s, t.Invite, mine, order=t.Invite.created_at),
        planned_pairs=await _planned(s, me),
        groups={each.id: each for each in groups},
        member_of=set(await s.scalars(member_of)),
    )


async def _planned(s: AsyncSession, me: t.Person) -> Sequence[t.PlannedPair]:
    used = select(t.Invite.id).where(t.Invite.used_by == me.id)
    which = or_(
        t.PlannedPair.created_by == me.id,
        t.PlannedPair.mentor_invite_id.in_(used),
        t.PlannedPair.mentee_invite_id.in_(used),
    )
    return await _all(s, t.PlannedPair, which, order=t.PlannedPair.created_at)


async def _pairs(s: AsyncSession, me: t.Person) -> PairRows:
    theirs = or_(t.Relationship.mentor_id == me.id, t.Relationship.mentee_id == me.id)
    which = or_(theirs, t.Relationship.proposed_by == me.id)
    pairs = await _all(s, t.Relationship, which, order=t.Relationship.created_at)
    own = [each.id for each in pairs if me.id in (each.mentor_id, each.mentee_id)]
    two = {who for each in pairs if each.id in own for who in (each.mentor_id, each.mentee_id)}
    others = await _all(s, t.Person, t.Person.id.in_(two - {me.id}))
    return PairRows(
        others={each.id: each for each in others},
        relationships=pairs,
        histories=await _of(s, t.OpenedHistory, me, t.OpenedHistory.opened_at),
        agreements=await _in(s, t.Agreement, own, t.Agreement.created_at),
        meetings=await _in(s, t.Meeting, own, t.Meeting.starts_at),
        digests=await _in(s, t.Digest, own, t.Digest.sent_at),
        responses=await _of(s, t.Response, me, t.Response.offered_at),
        answers=await _of(s, t.Answer, me, t.Answer.answered_at),
        agenda=await _of(s, t.AgendaItem, me, t.AgendaItem.created_at),
        meeting_drafts=await _of(s, t.MeetingDraft, me),
    )


async def _surveys(s: AsyncSession, me: t.Person) -> SurveyRows:
    recipients = await _of(s, t.SurveyRecipient, me)
    asked = t.Survey.id.in_([each.survey_id for each in recipients])
    which = or_(asked, t.Survey.created_by == me.id, t.Survey.editor_id == me.id)
    surveys = await _all(s, t.Survey, which, order=t.Survey.created_at)
    theirs = t.SurveyQuestion.survey_id.in_([each.id for each in surveys])
    sent = t.Broadcast.created_by == me.id
    return SurveyRows(
        surveys={each.id: each for each in surveys},
        questions=await _all(s, t.SurveyQuestion, theirs, order=t.SurveyQuestion.position),
        recipients=recipients,
        survey_answers=await _of(s, t.SurveyAnswer, me, t.SurveyAnswer.answered_at),
        broadcasts=await _all(s, t.Broadcast, sent, order=t.Broadcast.created_at),
    )


async def _rest(s: AsyncSession, me: t.Person) -> OtherRows:
    # Never by `mentor_id`: whom a concern is about learns nothing of it.
    requests = or_(
        t.HelpRequest.person_id == me.id,
        t.HelpRequest.seen_by == me.id,
        t.HelpRequest.settled_by == me.id,
    )
    return OtherRows(
        handled=await _of(s, t.HealthHandled, me, t.HealthHandled.handled_at),
        edits=await _of(s, t.ProgrammeEdit, me),
        changes=await _of(s, t.ProgrammeChange, me, t.ProgrammeChange.changed_at),
        people_files=await _of(s, t.PeopleFile, me),
        helplines=await _all(s, t.Helpline, t.Helpline.confirmed_by == me.id),
        help_requests=await _all(s, t.HelpRequest, requests, order=t.HelpRequest.created_at),
        outbox=await _of(s, t.OutboxRow, me, t.OutboxRow.created_at),
        due=await _of(s, t.DueRow, me, t.DueRow.due_at),
        inbox=await _of(s, t.InboxRow, me, t.InboxRow.received_at),
        audit=await _of(s, t.AuditEntry, me, t.AuditEntry.at),
        refusals=await _of(s, t.Refusals, me),
    )


async def _of(s: AsyncSession, table: type[Row], me: t.Person, order: Any = None) -> Sequence[Row]:
    """The rows of a table that has a column `person_id`."""
    return await _all(s, table, table.__table__.c.person_id == me.id, order=order)


async def _in(s: AsyncSession, table: type[Row], pairs: Sequence[int], order: Any) -> Sequence[Row]:
    return await _all(s, table, table.__table__.c.relationship_id.in_(pairs), order=order)


async def _all(
    s: AsyncSession, table: type[Row], which: ColumnElement[bool], *, order: Any = None
) -> Sequence[Row]:
    keys = cast(Table, table.__table__).primary_key.columns
    first = () if order is None else (order,)
    return (await s.scalars(select(table).where(which).order_by(*first, *keys))).all()
