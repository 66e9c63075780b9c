"""Which use case does what has fallen due."""

from collections.abc import Mapping

from bot.domain.queues import DueKind
from bot.services.health import mondays
from bot.services.meeting import after_meeting
from bot.services.people import erasing_for, helpline_checks, pauses, withdrawing
from bot.services.reading import digest_dues
from bot.services.surveys import scheduling
from bot.services.sweep import FallsDue
from bot.services.talking import repeating
from bot.services.writing import assessment_dues, pulses, reflections

FALLS_DUE: Mapping[DueKind, FallsDue] = {
    DueKind.TALK: repeating.on_talk,
    DueKind.REFLECTION: reflections.on_reflection,
    DueKind.LATER: reflections.on_later,
    DueKind.REMINDER: reflections.on_reminder,
    DueKind.CLOSE: reflections.on_close,
    DueKind.ASSESSMENT: assessment_dues.on_assessment,
    DueKind.DIGEST: digest_dues.on_digest,
    DueKind.DIGEST_UPDATE: digest_dues.on_digest_update,
    DueKind.MEETING_OVER: after_meeting.on_meeting_over,
    DueKind.RESUME: pauses.on_resume,
    DueKind.PULSE: pulses.on_pulse,
    DueKind.SURVEY_OPEN: scheduling.on_open,
    DueKind.SURVEY_REMINDER: scheduling.on_reminder,
    DueKind.SURVEY_CLOSE: scheduling.on_close,
    DueKind.HEALTH_DIGEST: mondays.on_monday,
    DueKind.HELPLINES: helpline_checks.on_helplines,
    DueKind.ERASE: withdrawing.on_erase,
    DueKind.ERASE_FOR: erasing_for.on_erase_for,
    DueKind.STILL_HERE: erasing_for.on_still_here,
}
