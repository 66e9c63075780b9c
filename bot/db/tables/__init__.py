"""Every table, in one place to import from."""

from bot.db.base import Base
from bot.db.tables.audit import AuditEntry, Refusals
from bot.db.tables.health import HealthHandled
from bot.db.tables.pairs import Agreement, Meeting, MeetingDraft, OpenedHistory, Relationship
from bot.db.tables.people import (
    Consent,
    Group,
    GroupMember,
    Helpline,
    Installation,
    Invite,
    PeopleFile,
    Person,
    PersonRole,
    PlannedPair,
    Programme,
)
from bot.db.tables.programmes import ProgrammeChange, ProgrammeEdit
from bot.db.tables.queues import DueRow, InboxRow, OutboxRow
from bot.db.tables.responses import AgendaItem, Answer, Digest, Response
from bot.db.tables.surveys import (
    AnonymousAnswer,
    Broadcast,
    Survey,
    SurveyAnswer,
    SurveyQuestion,
    SurveyRecipient,
)
from bot.db.tables.talking import HelpRequest

__all__ = [
    "AgendaItem",
    "Agreement",
    "AnonymousAnswer",
    "Answer",
    "AuditEntry",
    "Base",
    "Broadcast",
    "Consent",
    "Digest",
    "DueRow",
    "Group",
    "GroupMember",
    "HealthHandled",
    "HelpRequest",
    "Helpline",
    "InboxRow",
    "Installation",
    "Invite",
    "Meeting",
    "MeetingDraft",
    "OpenedHistory",
    "OutboxRow",
    "PeopleFile",
    "Person",
    "PersonRole",
    "PlannedPair",
    "Programme",
    "ProgrammeChange",
    "ProgrammeEdit",
    "Refusals",
    "Relationship",
    "Response",
    "Survey",
    "SurveyAnswer",
    "SurveyQuestion",
    "SurveyRecipient",
]
