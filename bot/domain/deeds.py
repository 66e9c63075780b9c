"""What the audit knows: a closed list of deeds, and of the few words that may stand with one.

Never what was written, and nothing of who asked for a person to talk to or of a concern: whoever
reads the audit may be the one whom it is about.
"""

from collections.abc import Mapping
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
    ERASURE_ASKED = "erasure-asked"
    ERASURE_OFF = "erasure-off"
    ERASURE_KEPT = "erasure-kept"
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


class Kind(StrEnum):
    """What coordinators may look at by itself; each deed is of one kind."""

    PEOPLE = "people"
    PAIRS = "pairs"
    ASKED = "asked"
    READ = "read"
    SETTINGS = "settings"
    OWN = "own"
    REFUSED = "refused"


KINDS: Mapping[Kind, frozenset[Deed]] = {
    Kind.PEOPLE: frozenset(
        {
            Deed.INVITED,
            Deed.INVITE_REVOKED,
            Deed.IMPORTED,
            Deed.JOINED,
            Deed.ROLE_TAKEN,
            Deed.GROUP_JOINED,
            Deed.GROUP_LEFT,
        }
    ),
    Kind.PAIRS: frozenset(
        {
            Deed.PAIRED,
            Deed.PAIR_ACCEPTED,
            Deed.PAIR_DECLINED,
            Deed.PAIR_PAUSED,
            Deed.PAIR_RESUMED,
            Deed.PAIR_ENDED,
            Deed.HEALTH_SEEN_TO,
            Deed.HEALTH_REOPENED,
        }
    ),
    Kind.ASKED: frozenset(
        {
            Deed.SURVEY_MADE,
            Deed.SURVEY_SENT,
            Deed.SURVEY_REMINDED,
            Deed.SURVEY_CLOSED,
            Deed.HEARD_SENT,
            Deed.ANNOUNCED,
            Deed.BROADCAST_STOPPED,
            Deed.BROADCAST_RESUMED,
        }
    ),
    Kind.READ: frozenset(
        {
            Deed.RESULTS_READ,
            Deed.DIGEST_SENT,
            Deed.DIGEST_READ,
            Deed.HISTORY_OPENED,
            Deed.HISTORY_CLOSED,
            Deed.HISTORY_READ,
            Deed.EXPORTED,
        }
    ),
    Kind.SETTINGS: frozenset({Deed.SETTING_CHANGED, Deed.HELPLINES_CONFIRMED, Deed.KEYS_ROTATED}),
    Kind.OWN: frozenset(
        {
            Deed.AGREED,
            Deed.WITHDREW,
            Deed.TOOK_DATA,
            Deed.ERASED,
            Deed.ERASURE_ASKED,
            Deed.ERASURE_OFF,
            Deed.ERASURE_KEPT,
        }
    ),
    Kind.REFUSED: frozenset({Deed.REFUSED}),
}
# Of a pair of their own a coordinator learns nothing of how it is doing (`bot/domain/watching.py`),
# nor what its two let each other read; but for what they did themselves.
NOT_OF_ONES_OWN_PAIR = frozenset(
    {
        Deed.HEALTH_SEEN_TO,
        Deed.HEALTH_REOPENED,
        Deed.DIGEST_SENT,
        Deed.DIGEST_READ,
        Deed.HISTORY_OPENED,
        Deed.HISTORY_CLOSED,
        Deed.HISTORY_READ,
    }
)
# Deeds whose subject is a pair, a survey, something sent to many, or a group.
OF_A_PAIR = KINDS[Kind.PAIRS] | NOT_OF_ONES_OWN_PAIR
OF_A_SURVEY = frozenset(
    {
        Deed.SURVEY_MADE,
        Deed.SURVEY_SENT,
        Deed.SURVEY_REMINDED,
        Deed.SURVEY_CLOSED,
        Deed.HEARD_SENT,
        Deed.RESULTS_READ,
        Deed.EXPORTED,
    }
)
OF_A_BROADCAST = frozenset({Deed.BROADCAST_STOPPED, Deed.BROADCAST_RESUMED})
OF_A_GROUP = frozenset({Deed.GROUP_JOINED, Deed.GROUP_LEFT})
