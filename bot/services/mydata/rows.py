"""Reading every row that is about one person, in one transaction and the same few statements.

However much somebody wrote, it takes as many statements. Nothing is opened here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, Table, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import tables as t
from bot.db.base import Base

Row = TypeVar("Row", bound=Base)


@dataclass(frozen=True)
class Rows:
    """The rows about `person`, each list in order of time; `others` are people by id.

    Of surveys there are those that they were asked, and those that they wrote or are writing.
    """

    person: t.Person
    programme: t.Programme
    others: dict[int, t.Person]
    roles: Sequence[t.PersonRole]
    consents: Sequence[t.Consent]
    invites: Sequence[t.Invite]
    planned_pairs: Sequence[t.PlannedPair]
    groups: dict[int, t.Group]
    member_of: Sequence[int]
    relationships: Sequence[t.Relationship]
    histories: Sequence[t.OpenedHistory]
    agreements: Sequence[t.Agreement]
    meetings: Sequence[t.Meeting]
    digests: Sequence[t.Digest]
    responses: Sequence[t.Response]
    answers: Sequence[t.Answer]
    agenda: Sequence[t.AgendaItem]
    meeting_drafts: Sequence[t.MeetingDraft]
    recipients: Sequence[t.SurveyRecipient]
    survey_answers: Sequence[t.SurveyAnswer]
    surveys: dict[int, t.Survey]
    questions: Sequence[t.SurveyQuestion]
    broadcasts: Sequence[t.Broadcast]
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

    def is_theirs(self, relationship: t.Relationship) -> bool:
        """Whether they are one of the two."""
        return self.person.id in (relationship.mentor_id, relationship.mentee_id)


async def read(s: AsyncSession, me: t.Person) -> Rows:
    """Read everything about `me`."""
    pairs = await _all(
        s,
        t.Relationship,
        or_(
            t.Relationship.mentor_id == me.id,
            t.Relationship.mentee_id == me.id,
            t.Relationship.proposed_by == me.id,
        ),
        order=t.Relationship.created_at,
    )
    own = [each.id for each in pairs if me.id in (each.mentor_id, each.mentee_id)]
    two = {who for each in pairs if each.id in own for who in (each.mentor_id, each.mentee_id)}
    invites = await _all(
        s,
        t.Invite,
        or_(t.Invite.created_by == me.id, t.Invite.used_by == me.id),
        order=t.Invite.created_at,
    )
    recipients = await _of(s, t.SurveyRecipient, me)
    asked = [each.survey_id for each in recipients]
    surveys = await _all(
        s,
        t.Survey,
        or_(t.Survey.created_by == me.id, t.Survey.editor_id == me.id, t.Survey.id.in_(asked)),
        order=t.Survey.created_at,
    )
    member_of = list(
        await s.scalars(select(t.GroupMember.group_id).where(t.GroupMember.person_id == me.id))
    )
    # Names of groups are the programme's; they are few.
    groups = await _all(s, t.Group, t.Group.programme_id == me.programme_id, order=t.Group.name)
    others = await _all(s, t.Person, t.Person.id.in_(two - {me.id}))
    return Rows(
        person=me,
        programme=await s.get_one(t.Programme, me.programme_id),
        others={each.id: each for each in others},
        roles=await _of(s, t.PersonRole, me, t.PersonRole.given_at),
        consents=await _of(s, t.Consent, me, t.Consent.agreed_at),
        invites=invites,
        planned_pairs=await _planned(s, me),
        groups={each.id: each for each in groups},
        member_of=member_of,
        relationships=pairs,
        histories=await _of(s, t.OpenedHistory, me, t.OpenedHistory.opened_at),
        agreements=await _in(s, t.Agreement, own, t.Agreement.created_at),
        meetings=await _in(s, t.Meeting, own, t.Meeting.starts_at),
        digests=await _in(s, t.Digest, own, t.Digest.sent_at),
        responses=await _of(s, t.Response, me, t.Response.offered_at),
        answers=await _of(s, t.Answer, me, t.Answer.answered_at),
        agenda=await _of(s, t.AgendaItem, me, t.AgendaItem.created_at),
        meeting_drafts=await _of(s, t.MeetingDraft, me),
        recipients=recipients,
        survey_answers=await _of(s, t.SurveyAnswer, me, t.SurveyAnswer.answered_at),
        surveys={each.id: each for each in surveys},
        questions=await _all(
            s,
            t.SurveyQuestion,
            t.SurveyQuestion.survey_id.in_([each.id for each in surveys]),
            order=t.SurveyQuestion.position,
        ),
        broadcasts=await _all(
            s, t.Broadcast, t.Broadcast.created_by == me.id, order=t.Broadcast.created_at
        ),
        handled=await _of(s, t.HealthHandled, me, t.HealthHandled.handled_at),
        edits=await _of(s, t.ProgrammeEdit, me),
        changes=await _of(s, t.ProgrammeChange, me, t.ProgrammeChange.changed_at),
        people_files=await _of(s, t.PeopleFile, me),
        helplines=await _all(s, t.Helpline, t.Helpline.confirmed_by == me.id),
        help_requests=await _all(
            s,
            t.HelpRequest,
            or_(
                t.HelpRequest.person_id == me.id,
                t.HelpRequest.seen_by == me.id,
                t.HelpRequest.settled_by == me.id,
            ),
            order=t.HelpRequest.created_at,
        ),
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


async def _planned(s: AsyncSession, me: t.Person) -> Sequence[t.PlannedPair]:
    used = select(t.Invite.id).where(t.Invite.used_by == me.id)
    which = or_(
        t.PlannedPair.created_by == me.id,
        t.PlannedPair.mentor_invite_id.in_(used),
        t.PlannedPair.mentee_invite_id.in_(used),
    )
    return await _all(s, t.PlannedPair, which, order=t.PlannedPair.created_at)


async def _all(
    s: AsyncSession, table: type[Row], which: ColumnElement[bool], *, order: Any = None
) -> Sequence[Row]:
    keys = cast(Table, table.__table__).primary_key.columns
    first = () if order is None else (order,)
    return (await s.scalars(select(table).where(which).order_by(*first, *keys))).all()
