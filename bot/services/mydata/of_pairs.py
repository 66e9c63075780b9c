"""Making the part about a person's pairs: schedules and meetings, and no word of the other one."""

from bot.db.tables import Agreement, Digest, Meeting, Relationship
from bot.db.vault import Vault, WrongKeyError
from bot.domain.people import Role
from bot.domain.relationships import AgreementState
from bot.domain.viewers import Matter, Viewer
from bot.domain.visibility import State, may_see
from bot.services import members
from bot.services.mydata.opening import Opener
from bot.services.mydata.rows import Rows
from bot.services.mydata.taking_part import (
    DigestSent,
    HistoryOpened,
    MeetingBegun,
    Pair,
    Planned,
    Schedule,
)
from bot.services.mydata.unreadable import Words


def pairs(rows: Rows, sealed: Opener, vault: Vault) -> tuple[Pair, ...]:
    """Their pairs, oldest first."""
    own = [each for each in rows.relationships if rows.is_theirs(each)]
    return tuple(_pair(rows, sealed, vault, each) for each in own)


def histories_opened(rows: Rows, sealed: Opener, vault: Vault) -> tuple[HistoryOpened, ...]:
    """Which later mentors they let read what they shared before."""
    pairs = {each.id: each for each in rows.relationships}
    return tuple(
        HistoryOpened(
            earlier_pair_id=str(each.earlier_id),
            later_pair_id=str(each.later_id),
            earlier=_other(rows, sealed, vault, pairs[each.earlier_id]),
            later=_other(rows, sealed, vault, pairs[each.later_id]),
            opened_at=each.opened_at,
            update_id=each.update_id,
        )
        for each in rows.histories
    )


def meetings_begun(rows: Rows) -> tuple[MeetingBegun, ...]:
    """The new time for a meeting that they are choosing, or chose last."""
    return tuple(
        MeetingBegun(
            pair_id=str(each.relationship_id),
            meeting_id=None if each.meeting_id is None else str(each.meeting_id),
            day=each.day,
            at=each.at,
            begun_at=each.created_at,
            done_at=each.done_at,
            update_id=each.update_id,
        )
        for each in rows.meeting_drafts
    )


def _pair(rows: Rows, sealed: Opener, vault: Vault, pair: Relationship) -> Pair:
    is_mentor = pair.mentor_id == rows.person.id
    return Pair(
        id=str(pair.id),
        kind=pair.kind,
        state=pair.state,
        you_are=Role.MENTOR if is_mentor else Role.MENTEE,
        other=_other(rows, sealed, vault, pair),
        proposed_by_you=pair.proposed_by == rows.person.id,
        proposed_at=pair.created_at,
        you_said_yes_at=pair.mentor_said_yes_at if is_mentor else pair.mentee_said_yes_at,
        reflect_every_weeks=pair.reflect_every_weeks,
        prompts_stopped_at=None if is_mentor else pair.prompts_stopped_at,
        prompts_resumed_at=None if is_mentor else pair.prompts_resumed_at,
        paused_at=pair.paused_at,
        resumed_at=pair.resumed_at,
        ended_at=pair.ended_at,
        schedules=tuple(_schedules(rows, sealed, pair)),
        meetings=tuple(
            _meeting(rows, sealed, each)
            for each in rows.meetings
            if each.relationship_id == pair.id
        ),
        digests=tuple(
            _digest(each, is_mentor=is_mentor)
            for each in rows.digests
            if each.relationship_id == pair.id
        ),
        update_id=pair.update_id,
    )


def _other(rows: Rows, sealed: Opener, vault: Vault, pair: Relationship) -> Words | None:
    """What the other one is called, where they see that today."""
    is_mentor = pair.mentor_id == rows.person.id
    other = rows.others.get(pair.mentee_id if is_mentor else pair.mentor_id)
    if other is None:
        return None
    viewer = Viewer.MENTOR if is_mentor else Viewer.MENTEE
    if not may_see(viewer, Matter.NAME, State(pair=pair.state, writer=other.state)):
        return None
    try:
        return members.name_of(vault, other) or None
    except WrongKeyError:
        return sealed.cannot_open("people.name")


def _schedules(rows: Rows, sealed: Opener, pair: Relationship) -> list[Schedule]:
    """What was agreed on, proposed or begun; what the other one has only begun is theirs."""
    return [
        _schedule(sealed, each, by_me=each.proposed_by == rows.person.id)
        for each in rows.agreements
        if each.relationship_id == pair.id
        and (each.proposed_by == rows.person.id or each.state is not AgreementState.DRAFT)
    ]


def _schedule(sealed: Opener, row: Agreement, *, by_me: bool) -> Schedule:
    return Schedule(
        state=row.state,
        by_you=by_me,
        reflection_weekday=row.reflection_weekday,
        reflection_time=row.reflection_time,
        cadence=row.cadence,
        meeting_weekday=row.meeting_weekday,
        meeting_week=row.meeting_week,
        meeting_time=row.meeting_time,
        first_meeting_on=row.first_meeting_on,
        minutes=row.minutes,
        place=sealed.text("agreements.place", row.id, row.place) if by_me else None,
        digest_hours=row.digest_hours,
        checkin_time=row.checkin_time,
        step=row.step if by_me else None,
        reviewed=row.reviewed,
        made_at=row.created_at,
        proposed_at=row.proposed_at,
        answered_at=row.answered_at,
        message_id=row.message_id if by_me else None,
        update_id=row.update_id if by_me else None,
    )


def _meeting(rows: Rows, sealed: Opener, row: Meeting) -> Planned:
    is_my_place = row.place_by == rows.person.id
    return Planned(
        id=str(row.id),
        occurrence=row.occurrence,
        starts_at=row.starts_at,
        minutes=row.minutes,
        state=row.state,
        place=sealed.text("meetings.place", row.id, row.place) if is_my_place else None,
        digest_hours=row.digest_hours,
        changes=row.sequence,
        added=row.added,
        moved=row.moved,
        changed_by_you=row.changed_by == rows.person.id,
        made_at=row.created_at,
        update_id=row.update_id,
    )


def _digest(row: Digest, *, is_mentor: bool) -> DigestSent:
    return DigestSent(str(row.meeting_id), row.sent_at, row.opened_at if is_mentor else None)
