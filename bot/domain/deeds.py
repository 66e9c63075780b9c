"""What the audit knows: a closed list of deeds, and of the few words that may stand with one.

Never what was written, and nothing of who asked for a person to talk to or of a concern: whoever
reads the audit may be the one whom it is about.
"""

from datetime import timedelta
from enum import StrEnum

# Nothing younger than this can be taken out, by nobody: the database itself refuses.
KEPT_FOR = timedelta(days=3 * 365)


class Deed(StrEnum):
    """What somebody did. `SETTING_CHANGED` is read from the changes of a programme's settings."""

    INVITED = "invited"
    INVITE_REVOKED = "invite-revoked"
    IMPORTED = "imported"
    JOINED = "joined"
    ROLE_TAKEN = "role-taken"
    GROUP_JOINED = "group-joined"
    GROUP_LEFT = "group-left"
    PAIRED = "paired"
    PAIR_ACCEPTED = "pair-accepted"
    PAIR_DECLINED = "pair-declined"
    PAIR_PAUSED = "pair-paused"
    PAIR_RESUMED = "pair-resumed"
    PAIR_ENDED = "pair-ended"
    SETTING_CHANGED = "setting-changed"
    HELPLINES_CONFIRMED = "helplines-confirmed"
    SURVEY_MADE = "survey-made"
    SURVEY_SENT = "survey-sent"
    SURVEY_REMINDED = "survey-reminded"
    SURVEY_CLOSED = "survey-closed"
    HEARD_SENT = "heard-sent"
    ANNOUNCED = "announced"
    BROADCAST_STOPPED = "broadcast-stopped"
    BROADCAST_RESUMED = "broadcast-resumed"
    RESULTS_READ = "results-read"
    DIGEST_SENT = "digest-sent"
    DIGEST_READ = "digest-read"
    HEALTH_SEEN_TO = "health-seen-to"
    HEALTH_REOPENED = "health-reopened"
    HISTORY_OPENED = "history-opened"
    HISTORY_CLOSED = "history-closed"
    HISTORY_READ = "history-read"
    EXPORTED = "exported"
    AGREED = "agreed"
    WITHDREW = "withdrew"
    TOOK_DATA = "took-data"
    ERASED = "erased"
    KEYS_ROTATED = "keys-rotated"
    REFUSED = "refused"


class Detail(StrEnum):
    """The one word that may stand with a deed: which role, or which kind of file."""

    MENTEE = "mentee"
    MENTOR = "mentor"
    COORDINATOR = "coordinator"
    CSV = "csv"
    XLSX = "xlsx"
    CHART = "chart"
    WORDS = "words"
    PEOPLE = "people"
    AUDIT = "audit"
