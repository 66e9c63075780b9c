"""The digest: what a mentor reads before a meeting, sent once and open at any time.

Whoever asks is the mentor of a relationship that goes on, checked on every call; what they may
read is decided anew each time, so that an answer taken back is gone from an old button too.
"""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Answer, Digest, Meeting, Person, Relationship, Response
from bot.domain.deeds import Deed
from bot.domain.relationships import MeetingState
from bot.domain.responses import AnswerKind
from bot.services import audit, members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.meeting import meeting_rows
from bot.services.meeting.meeting_views import place_seen
from bot.services.meeting.windows import coming, end_of, window_of
from bot.services.reading import whose
from bot.services.reading.digest_contents import Gathered, gather, said
from bot.services.reading.digest_views import DigestView, NudgeView, VoiceView, WhoseDigest
from bot.services.reading.digest_weeks import day_of
from bot.services.relationships import pairs
from bot.services.relationships.pairs import Pair
from bot.services.writing import sharing


async def open_digest(
    core: Core, actor: Actor, relationship_id: int | None = None
) -> DigestView | WhoseDigest:
    """Show the digest of the coming meeting, or what there is; ask whose where there are several."""
    async with core.db.write() as s:
        person = await members.require(s, actor)
        mine = await whose.mine(s, core, person, whose.DIGEST)
        if relationship_id is None and len(mine) > 1:
            return WhoseDigest(person.language, whose.names(core, mine))
        pair = mine[0] if relationship_id is None else whose.one_of(mine, relationship_id)
        meeting = await coming(s, pair.relationship, core.clock.now())
        return await _opened(s, core, actor, pair, meeting)


async def open_for_meeting(core: Core, actor: Actor, meeting_id: int) -> DigestView:
    """Show the digest of one meeting, or of the coming one where that was called off."""
    async with core.db.write() as s:
        person = await members.require(s, actor)
        meeting = await s.get(Meeting, meeting_id)
        if meeting is None:
            raise RefusedError(Reason.GONE)
        mine = await whose.mine(s, core, person, whose.DIGEST)
        pair = whose.one_of(mine, meeting.relationship_id)
        if meeting.state is MeetingState.CALLED_OFF:
            meeting = await coming(s, pair.relationship, core.clock.now())
        return await _opened(s, core, actor, pair, meeting)


async def voice(core: Core, actor: Actor, answer_id: int) -> VoiceView:
    """Give a voice note to whoever may read the answer that it is."""
    async with core.db.read() as s:
        person = await members.require(s, actor)
        answer = await s.get(Answer, answer_id)
        if answer is None:
            raise RefusedError(Reason.GONE)
        response = await s.get_one(Response, answer.response_id)
        relationship = await s.get_one(Relationship, response.relationship_id)
        writer = await s.get_one(Person, response.person_id)
        pair = await pairs.find(s, person, relationship.id)
        seen = await sharing.seen_by(s, core, relationship, person, response, writer)
        if pair is None or not pair.is_active or seen is None:
            raise RefusedError(Reason.GONE)
        for shared in seen.answers:
            if shared.answer_id == answer_id and shared.kind is AnswerKind.VOICE:
                return VoiceView(
                    language=person.language,
                    who=members.name_of(core.vault, writer),
                    on=day_of(seen, writer.zone),
                    question=said(shared).question,
                    file_id=shared.voice,
                )
        raise RefusedError(Reason.GONE)


async def for_sending(core: Core, person_id: int, meeting_id: int) -> DigestView | None:
    """The digest of a meeting as it goes out now, noted as sent; None if it may not go any more.

    What is noted is what goes: a fingerprint of it, and when.
    """
    async with core.db.write() as s:
        pair, meeting = await mentor_and_meeting(s, core, person_id, meeting_id)
        if pair is None or meeting is None:
            return None
        gathered = await _gather(s, core, pair, meeting)
        row = await _row(s, meeting)
        if row.fingerprint != gathered.fingerprint:
            await _note(s, core, pair, Deed.DIGEST_SENT, None)
        row.sent_at, row.fingerprint = core.clock.now(), gathered.fingerprint
        return await _view(s, core, pair, meeting, gathered)


async def nudge(core: Core, person_id: int, meeting_id: int) -> NudgeView | None:
    """What to say where nobody knows whether the digest arrived; None if it matters no more."""
    async with core.db.read() as s:
        pair, meeting = await mentor_and_meeting(s, core, person_id, meeting_id)
        if pair is None or meeting is None:
            return None
        return NudgeView(
            language=pair.me.language,
            zone=pair.me.zone,
            now=core.clock.now(),
            mentee=members.name_of(core.vault, pair.mentee),
            relationship_id=pair.relationship.id,
            meeting_at=meeting.starts_at,
        )


async def mentor_and_meeting(
    s: AsyncSession, core: Core, person_id: int, meeting_id: int
) -> tuple[Pair | None, Meeting | None]:
    """The pair whose mentor a person is and its meeting; nothing unless that is still ahead."""
    meeting = await s.get(Meeting, meeting_id)
    if meeting is None or meeting.state is not MeetingState.PLANNED:
        return None, None
    if meeting.starts_at <= core.clock.now():
        return None, None
    person = await s.get_one(Person, person_id)
    pair = await pairs.find(s, person, meeting.relationship_id)
    if pair is None or not pair.is_active or not pair.i_am_mentor:
        return None, None
    return pair, meeting


async def has_changed(s: AsyncSession, core: Core, pair: Pair, meeting: Meeting) -> bool:
    """Whether the digest of a meeting would say something else now than when it went."""
    row = await s.scalar(select(Digest).where(Digest.meeting_id == meeting.id))
    gathered = await _gather(s, core, pair, meeting)
    return row is None or row.fingerprint != gathered.fingerprint


async def _opened(
    s: AsyncSession, core: Core, actor: Actor, pair: Pair, meeting: Meeting | None
) -> DigestView:
    await _note(s, core, pair, Deed.DIGEST_READ, actor.update_id)
    if meeting is not None:
        row = await _row(s, meeting)
        row.opened_at = row.opened_at or core.clock.now()
    return await _view(s, core, pair, meeting, await _gather(s, core, pair, meeting))


async def _note(s: AsyncSession, core: Core, pair: Pair, deed: Deed, update_id: int | None) -> None:
    mentee, pair_id = pair.other.id, pair.relationship.id
    once_in = audit.READING_ON if deed is Deed.DIGEST_READ else timedelta(0)
    await audit.note(
        s, core, pair.me, deed, update_id, about=mentee, subject=pair_id, once_in=once_in
    )


async def _gather(s: AsyncSession, core: Core, pair: Pair, meeting: Meeting | None) -> Gathered:
    return await gather(s, core, pair, await window_of(s, core, pair.relationship, meeting))


async def _row(s: AsyncSession, meeting: Meeting) -> Digest:
    row = await s.scalar(select(Digest).where(Digest.meeting_id == meeting.id).with_for_update())
    if row is None:
        row = Digest(meeting_id=meeting.id, relationship_id=meeting.relationship_id)
        s.add(row)
        await s.flush()
    return row


async def _view(
    s: AsyncSession, core: Core, pair: Pair, meeting: Meeting | None, gathered: Gathered
) -> DigestView:
    now = core.clock.now()
    is_over = meeting is not None and end_of(meeting) <= now
    placed_by = await place_seen(s, pair, meeting) if meeting else None
    return DigestView(
        language=pair.me.language,
        zone=pair.me.zone,
        now=now,
        mentee=members.name_of(core.vault, pair.mentee),
        relationship_id=pair.relationship.id,
        meeting_id=meeting.id if meeting else None,
        meeting_at=meeting.starts_at if meeting else None,
        place=meeting_rows.where(core.vault, meeting, placed_by) if meeting else "",
        contents=gathered.contents,
        is_over=is_over,
        stopped_asking=pair.relationship.prompts_stopped_at is not None and not is_over,
        checkins_stopped=not is_over and gathered.checkins_stopped,
    )
