"""What the digest's renderers are given. Texts are plain; instants are aware, in UTC."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.digest import Contents, WeekState


@dataclass(frozen=True)
class DigestView:
    """A digest for one mentor.

    `meeting_at` is None where no meeting is planned; `is_over` says that it lies behind them;
    `stopped_asking` that the mentee gets no more prompts until they say so; `checkins_stopped` that
    the mentor is asked for no more check-ins since the digest before.
    """

    language: str
    zone: str
    now: datetime
    mentee: str
    relationship_id: int
    meeting_id: int | None
    meeting_at: datetime | None
    place: str
    contents: Contents
    is_over: bool = False
    stopped_asking: bool = False
    checkins_stopped: bool = False


@dataclass(frozen=True)
class WhoseDigest:
    """The mentor has several mentees: whose digest, by relationship and name?"""

    language: str
    mentees: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class VoiceView:
    """A voice note by Telegram's file id: `who` spoke it, `on` which day, for which question."""

    language: str
    who: str
    on: date
    question: str
    file_id: str


@dataclass(frozen=True)
class NudgeView:
    """That a digest waits to be opened."""

    language: str
    zone: str
    now: datetime
    mentee: str
    relationship_id: int
    meeting_at: datetime


@dataclass(frozen=True)
class NewsView:
    """That a mentee has sent something, and no meeting is planned."""

    language: str
    mentee: str


@dataclass(frozen=True)
class MenteeRow:
    """One mentee: the next meeting, and the last reflection's day and state, never its content.

    `has_before` says that the mentee lets this mentor read what was before.
    """

    relationship_id: int
    name: str
    meeting_at: datetime | None
    last_on: date | None
    last_state: WeekState | None
    has_before: bool = False


@dataclass(frozen=True)
class MenteesView:
    """A mentor's mentees."""

    language: str
    zone: str
    now: datetime
    rows: tuple[MenteeRow, ...]
