"""What is held of what waits for somebody, and of what they asked for and were sent.

The names of these fields are the keys of the JSON file (`docs/mydata.schema.json`): they are only
added to.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.queues import DueKind, DueOutcome, InboxState, MessageKind, OutboxState
from bot.domain.talking import Wanted
from bot.domain.viewers import Viewer
from bot.services.mydata.unreadable import Unreadable, Words


@dataclass(frozen=True)
class HelpAsked:
    """That they asked for a person to talk to, or are about to: without `sent_at`."""

    wanted: Wanted
    wording: Words | None
    read_by: tuple[Viewer, ...]
    begun_at: datetime
    sent_at: datetime | None
    repeated_from: datetime | None
    repeated: int
    seen_at: datetime | None
    settled_at: datetime | None
    settled_by_you: bool
    update_id: int


@dataclass(frozen=True)
class Message:
    """A message to them: what kind, never its words, which are made when it goes."""

    kind: MessageKind
    state: OutboxState
    made_at: datetime
    not_before: datetime
    finished_at: datetime | None
    attempts: int
    message_id: int | None
    update_id: int | None


@dataclass(frozen=True)
class FallsDue:
    """Something that falls due for them, or did."""

    kind: DueKind
    occurrence: str
    planned_at: datetime
    due_at: datetime
    outcome: DueOutcome | None
    attempts: int
    finished_at: datetime | None


@dataclass(frozen=True)
class Update:
    """What they sent and what is not handled yet, as Telegram brought it."""

    update_id: int
    chat_id: int | None
    state: InboxState
    attempts: int
    error: str | None
    received_at: datetime
    content: Mapping[str, Any] | Unreadable | None
