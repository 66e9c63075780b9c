"""Making the parts about a person themselves: who they are, and how they came in."""

from bot.db.tables import Invite
from bot.services.mydata import about
from bot.services.mydata.opening import Opener
from bot.services.mydata.rows import Rows


def you(rows: Rows, sealed: Opener) -> about.You:
    """The person."""
    me = rows.person
    return about.You(
        id=str(me.id),
        name=sealed.text("people.name", me.id, me.name) or "",
        telegram_id=me.telegram_id,
        programme=rows.programme.name,
        state=me.state,
        consent_version=me.consent_version,
        roles=tuple(about.HeldRole(each.role, each.given_at) for each in rows.roles),
        language=me.language,
        zone=me.zone,
        since=me.created_at,
        paused_at=me.paused_at,
        paused_until=me.paused_until,
        unreachable_since=me.unreachable_since,
        last_asked_at=me.last_unasked_at,
        next_words=me.focus,
        next_words_since=me.focus_at,
        next_words_id=None if me.focus_id is None else str(me.focus_id),
        live_message_id=me.live_message_id,
        update_id=me.update_id,
    )


def consents(rows: Rows) -> tuple[about.Agreed, ...]:
    """What they agreed to, and when."""
    return tuple(
        about.Agreed(each.version, each.agreed_at, each.withdrawn_at) for each in rows.consents
    )


def groups(rows: Rows) -> tuple[str, ...]:
    """The names of the groups that they belong to."""
    return tuple(group.name for group in rows.groups.values() if group.id in rows.member_of)


def invites_used(rows: Rows) -> tuple[about.HeldInvite, ...]:
    """The invites by which they came in."""
    return tuple(_invite(rows, each) for each in rows.invites if each.used_by == rows.person.id)


def invites_made(rows: Rows) -> tuple[about.HeldInvite, ...]:
    """The invites that they made; whoever used one is not named."""
    return tuple(_invite(rows, each) for each in rows.invites if each.created_by == rows.person.id)


def _invite(rows: Rows, invite: Invite) -> about.HeldInvite:
    return about.HeldInvite(
        role=invite.role,
        made_at=invite.created_at,
        expires_at=invite.expires_at,
        used_at=invite.used_at,
        revoked_at=invite.revoked_at,
        refused_at=invite.refused_at,
        group=None if invite.group_id is None else rows.groups[invite.group_id].name,
        update_id=invite.update_id,
    )
