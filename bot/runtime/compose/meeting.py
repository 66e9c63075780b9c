"""Messages around a meeting: the digest, that it has changed, where to find it, and how it went."""

from functools import partial

from bot.domain.queues import MessageKind
from bot.render import digest as shown
from bot.render import histories as shown_before
from bot.render.meeting import checkin
from bot.runtime.compose.base import Compose, composer
from bot.services.meeting import after_meeting
from bot.services.reading import digests, histories, news

COMPOSERS: dict[MessageKind, Compose] = {
    MessageKind.DIGEST: composer(digests.for_sending, shown.digest),
    MessageKind.DIGEST_UPDATE: composer(digests.for_sending, partial(shown.digest, again=True)),
    MessageKind.DIGEST_NUDGE: composer(digests.nudge, shown.nudge),
    MessageKind.NEW_TO_READ: composer(news.news, shown.news),
    MessageKind.HISTORY_OPENED: composer(histories.told, shown_before.opened),
    MessageKind.MEETING_CHECKIN: composer(after_meeting.checkin, checkin),
}
