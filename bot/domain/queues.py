"""Words for what waits: due rows, the inbox and the outbox."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class DueKind(StrEnum):
    """What falls due; at one instant in this order, so that what ends comes before what begins."""

    TALK = "talk"
    RESUME = "resume"
    CLOSE = "close"
    REFLECTION = "reflection"
    LATER = "later"
    REMINDER = "reminder"
    ASSESSMENT = "assessment"
    DIGEST = "digest"
    DIGEST_UPDATE = "digest_update"
    MEETING_OVER = "meeting_over"
    PULSE = "pulse"
    SURVEY_CLOSE = "survey_close"
    SURVEY_OPEN = "survey_open"
    SURVEY_REMINDER = "survey_reminder"
    HEALTH_DIGEST = "health_digest"
    ERASE = "erase"
    ERASE_FOR = "erase_for"
    STILL_HERE = "still_here"
    HELPLINES = "helplines"


class DueOutcome(StrEnum):
    """What became of a due row."""

    DONE = "done"
    MISSED = "missed"
    CANCELLED = "cancelled"
    FAILED = "failed"


class InboxState(StrEnum):
    """An update waits, is handled, or was set aside after failing three times."""

    WAITING = "waiting"
    HANDLED = "handled"
    SET_ASIDE = "set_aside"


class Lane(IntEnum):
    """Which messages go first; replies to a person's own message never wait in the outbox."""

    URGENT = 0
    REPLY = 1
    PROMPT = 2
    BROADCAST = 3


class OutboxState(StrEnum):
    """Where a message stands. All but the first two are final."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    UNSURE = "unsure"
    UNREACHABLE = "unreachable"
    REJECTED = "rejected"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Cause:
    """What gave rise to a message: an update being handled, or a due row being worked off.

    Both empty: nothing that is known, or nothing that may be kept.
    """

    update_id: int | None = None
    due_id: int | None = None


class Outcome(StrEnum):
    """What one call to Telegram came to; a closed set."""

    SENT = "sent"
    RETRY = "retry"
    UNSURE = "unsure"
    UNREACHABLE = "unreachable"
    REJECTED = "rejected"


class MessageKind(StrEnum):
    """What an outbox row sends. The words are made when it goes, in the person's language."""

    AGREE_ASK = "agree_ask"
    PERSON_GONE = "person_gone"
    PERSON_BACK = "person_back"
    PAIR_ASK = "pair_ask"
    PAIR_RESULT = "pair_result"
    AGREEMENT_PROPOSED = "agreement_proposed"
    AGREEMENT_RESULT = "agreement_result"
    MEETING_CHANGED = "meeting_changed"
    REFLECTION_PROMPT = "reflection_prompt"
    REFLECTION_REMINDER = "reflection_reminder"
    QUIET_ASK = "quiet_ask"
    ASSESSMENT_PROMPT = "assessment_prompt"
    SIDE_BY_SIDE = "side_by_side"
    DIGEST = "digest"
    DIGEST_UPDATE = "digest_update"
    DIGEST_NUDGE = "digest_nudge"
    NEW_TO_READ = "new_to_read"
    MEETING_CHECKIN = "meeting_checkin"
    TALK_REQUEST = "talk_request"
    TALK_SEEN = "talk_seen"
    TALK_UNSEEN = "talk_unseen"
    TALK_STILL_OPEN = "talk_still_open"
    TALK_SETTLED = "talk_settled"
    TALK_SAID_SETTLED = "talk_said_settled"
    PEOPLE_NEWS = "people_news"
    UNREACHABLE_NOTICE = "unreachable_notice"
    REACHABLE_NOTICE = "reachable_notice"
    RESUMED = "resumed"
    PAUSE_NOTICE = "pause_notice"
    PULSE_ASK = "pulse_ask"
    CLOSING_ASK = "closing_ask"
    PASSED_ON = "passed_on"
    HISTORY_OPENED = "history_opened"
    PAIR_ENDED = "pair_ended"
    PAIR_RESTS = "pair_rests"
    PAIR_GOES_ON = "pair_goes_on"
    LEFT_PAIR = "left_pair"
    LEFT_PROGRAMME = "left_programme"
    FADES = "fades"
    ERASURE_ASKED = "erasure_asked"
    ERASURE_OFF = "erasure_off"
    SURVEY_ASK = "survey_ask"
    SURVEY_REMINDER = "survey_reminder"
    SURVEY_UNSENT = "survey_unsent"
    SURVEY_CLOSED = "survey_closed"
    SURVEY_HEARD = "survey_heard"
    ANNOUNCEMENT = "announcement"
    HEALTH_DIGEST = "health_digest"
    PROGRAMME_CHANGED = "programme_changed"
    HELPLINES_ASK = "helplines_ask"
    MY_DATA_PAGE = "my_data_page"
    MY_DATA_FILE = "my_data_file"
    MY_DATA_UNSENT = "my_data_unsent"


# Answers to what people may ask for at any time, whatever they agree to.
ANSWERS_ANYBODY = frozenset(
    {
        MessageKind.TALK_SEEN,
        MessageKind.TALK_UNSEEN,
        MessageKind.TALK_SETTLED,
        MessageKind.MY_DATA_PAGE,
        MessageKind.MY_DATA_FILE,
        MessageKind.MY_DATA_UNSENT,
    }
)

# They take seconds to make and to send, so that few go at a time, and others in between.
LARGE = frozenset({MessageKind.MY_DATA_PAGE, MessageKind.MY_DATA_FILE})

# Nothing shows these later: they go once more if nobody knows whether they arrived, and to somebody
# who could not be reached when they are back.
RATHER_TWICE = frozenset(
    {
        MessageKind.PAIR_ASK,
        MessageKind.PASSED_ON,
        MessageKind.AGREE_ASK,
        MessageKind.ERASURE_ASKED,
        MessageKind.FADES,
        MessageKind.MY_DATA_PAGE,
        MessageKind.MY_DATA_FILE,
        MessageKind.MY_DATA_UNSENT,
    }
)
