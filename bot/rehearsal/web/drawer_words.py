"""What lies in the queues, in plain words."""

from collections.abc import Mapping

from bot.domain.queues import DueKind, DueOutcome, InboxState, Lane, MessageKind, OutboxState
from bot.domain.responses import ResponseKind, ResponseState

DUES: Mapping[DueKind, str] = {
    DueKind.TALK: "a request for a person to talk to",
    DueKind.REFLECTION: "the weekly questions",
    DueKind.LATER: "the weekly questions again, as asked",
    DueKind.REMINDER: "a reminder of the weekly questions",
    DueKind.CLOSE: "the end of the time for answering",
    DueKind.ASSESSMENT: "the mentor's own check-in",
    DueKind.DIGEST: "the digest",
    DueKind.DIGEST_UPDATE: "a last look at what changed before the meeting",
    DueKind.MEETING_OVER: "the end of a meeting",
    DueKind.RESUME: "the end of a pause",
    DueKind.PULSE: "one short question about the pair",
    DueKind.SURVEY_CLOSE: "the end of a survey",
    DueKind.SURVEY_OPEN: "the beginning of a survey",
    DueKind.SURVEY_REMINDER: "the reminder of a survey",
    DueKind.HEALTH_DIGEST: "how the pairs are doing",
    DueKind.ERASE: "what was written is erased, after a withdrawal",
    DueKind.ERASE_FOR: "they are erased, as a coordinator asked in their place",
    DueKind.STILL_HERE: "they are still here, so they are not erased",
    DueKind.HELPLINES: "are the helplines still right",
}

MESSAGES: Mapping[MessageKind, str] = {
    MessageKind.AGREE_ASK: "do they agree to today's text",
    MessageKind.PERSON_GONE: "somebody does not take part for now",
    MessageKind.PERSON_BACK: "somebody takes part again",
    MessageKind.PAIR_ASK: "would you like to be paired",
    MessageKind.PAIR_RESULT: "what the other said to being paired",
    MessageKind.AGREEMENT_PROPOSED: "a schedule that the other proposes",
    MessageKind.AGREEMENT_RESULT: "what the other said to a schedule",
    MessageKind.MEETING_CHANGED: "a meeting was changed",
    MessageKind.REFLECTION_PROMPT: "the weekly questions",
    MessageKind.REFLECTION_REMINDER: "a reminder of the weekly questions",
    MessageKind.QUIET_ASK: "how to go on after quiet weeks",
    MessageKind.ASSESSMENT_PROMPT: "the mentor's own check-in",
    MessageKind.SIDE_BY_SIDE: "how the mentor saw the week",
    MessageKind.DIGEST: "the digest",
    MessageKind.DIGEST_UPDATE: "the digest once more, since it changed",
    MessageKind.DIGEST_NUDGE: "one line and a button, in place of a digest that may be lost",
    MessageKind.NEW_TO_READ: "there is something new to read",
    MessageKind.MEETING_CHECKIN: "how the meeting went",
    MessageKind.TALK_REQUEST: "somebody asks for a person to talk to",
    MessageKind.TALK_SEEN: "somebody has seen the request",
    MessageKind.TALK_UNSEEN: "nobody has seen the request yet",
    MessageKind.TALK_STILL_OPEN: "is the request settled",
    MessageKind.TALK_SETTLED: "the request is noted as settled",
    MessageKind.TALK_SAID_SETTLED: "whoever asked says it is settled",
    MessageKind.PEOPLE_NEWS: "who has joined, and who is a pair now",
    MessageKind.UNREACHABLE_NOTICE: "somebody cannot be reached",
    MessageKind.REACHABLE_NOTICE: "somebody can be reached again",
    MessageKind.RESUMED: "a pause is over",
    MessageKind.PAUSE_NOTICE: "the other pauses, or is back",
    MessageKind.PULSE_ASK: "one short question about the pair",
    MessageKind.CLOSING_ASK: "looking back at the end",
    MessageKind.PASSED_ON: "what the other has shared",
    MessageKind.PAIR_ENDED: "somebody has ended their pair",
    MessageKind.PAIR_RESTS: "a pair rests, since one of the two does not take part",
    MessageKind.PAIR_GOES_ON: "a pair goes on",
    MessageKind.SURVEY_ASK: "a survey",
    MessageKind.SURVEY_REMINDER: "the reminder of a survey",
    MessageKind.SURVEY_UNSENT: "a survey could not go out",
    MessageKind.SURVEY_CLOSED: "a survey has ended",
    MessageKind.SURVEY_HEARD: "what came of a survey",
    MessageKind.ANNOUNCEMENT: "an announcement",
    MessageKind.HEALTH_DIGEST: "how the pairs are doing",
    MessageKind.PROGRAMME_CHANGED: "a setting was changed",
    MessageKind.HELPLINES_ASK: "are the helplines right",
    MessageKind.LEFT_PAIR: "the other one of a pair has left",
    MessageKind.LEFT_PROGRAMME: "somebody has left the programme",
    MessageKind.FADES: "would they like to stay, before they are erased",
    MessageKind.ERASURE_ASKED: "a coordinator asked for somebody to be erased",
    MessageKind.ERASURE_OFF: "somebody is not erased after all",
    MessageKind.HISTORY_OPENED: "what was shared before can be read",
    MessageKind.MY_DATA_PAGE: "everything held about them, to read",
    MessageKind.MY_DATA_FILE: "everything held about them, for programs",
    MessageKind.MY_DATA_UNSENT: "a file that they asked for has failed",
}

LANES: Mapping[Lane, str] = {
    Lane.URGENT: "urgent",
    Lane.REPLY: "reply",
    Lane.PROMPT: "prompt",
    Lane.BROADCAST: "broadcast",
}

# A mapping for each: "waiting" and "sent" are words of several of them, and equal as keys.
INBOX: Mapping[InboxState, str] = {
    InboxState.WAITING: "waits to be handled",
    InboxState.HANDLED: "handled",
    InboxState.SET_ASIDE: "set aside after three failures",
}

OUTBOX: Mapping[OutboxState, str] = {
    OutboxState.WAITING: "waits to be sent",
    OutboxState.SENDING: "on its way",
    OutboxState.SENT: "sent",
    OutboxState.UNSURE: "perhaps sent, nobody knows",
    OutboxState.UNREACHABLE: "not sent: the person blocked the bot",
    OutboxState.REJECTED: "not sent: it could not be",
    OutboxState.DROPPED: "not sent: nobody needs it any more",
}

OUTCOMES: Mapping[DueOutcome | None, str] = {
    None: "still to come",
    DueOutcome.DONE: "done",
    DueOutcome.MISSED: "its time went by",
    DueOutcome.CANCELLED: "called off",
    DueOutcome.FAILED: "failed five times",
}

WRITING: Mapping[ResponseState, str] = {
    ResponseState.OFFERED: "offered",
    ResponseState.OPEN: "being written",
    ResponseState.SENT: "sent",
    ResponseState.SKIPPED: "left out this time",
    ResponseState.LAPSED: "not sent in time",
}

RESPONSES: Mapping[ResponseKind, str] = {
    ResponseKind.REFLECTION: "the weekly questions",
    ResponseKind.ASSESSMENT: "the mentor's own check-in",
    ResponseKind.MEETING: "how a meeting went",
    ResponseKind.PULSE: "one short question about the pair",
    ResponseKind.CLOSING: "looking back at the end",
}
