"""Every table, in one place to import from."""

from bot.db.base import Base
from bot.db.tables.pairs import Agreement, Meeting, MeetingDraft, Relationship
from bot.db.tables.people import (
    Consent,
    Helpline,
    Installation,
    Invite,
    Person,
    PersonRole,
    Programme,
)
from bot.db.tables.queues import DueRow, HelpRequest, InboxRow, OutboxRow
from bot.db.tables.responses import AgendaItem, Answer, Digest, Response

__all__ = [
    "AgendaItem",
    "Agreement",
    "Answer",
    "Base",
    "Consent",
    "Digest",
    "DueRow",
    "HelpRequest",
    "Helpline",
    "InboxRow",
    "Installation",
    "Invite",
    "Meeting",
    "MeetingDraft",
    "OutboxRow",
    "Person",
    "PersonRole",
    "Programme",
    "Relationship",
    "Response",
]
