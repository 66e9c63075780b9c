"""Messages around a meeting: the digest, that it has changed, where to find it, and how it went."""

from bot.domain.queues import MessageKind
from bot.render import digest as shown
from bot.render.meeting import checkin as the_checkin
from bot.render.message import Outgoing
from bot.runtime.compose.base import Compose, Letter
from bot.services.core import Core
from bot.services.meeting import after_meeting
from bot.services.reading import digests
from bot.services.reading import news as the_news


async def digest(core: Core, letter: Letter) -> list[Outgoing]:
    """The digest as it is at this moment."""
    view = await digests.for_sending(core, letter.person.id, _subject(letter))
    return [] if view is None else shown.digest(view)


async def digest_again(core: Core, letter: Letter) -> list[Outgoing]:
    """The digest once more, since it says something else now."""
    view = await digests.for_sending(core, letter.person.id, _subject(letter))
    return [] if view is None else shown.digest(view, again=True)


async def nudge(core: Core, letter: Letter) -> list[Outgoing]:
    """One line with a button, where the digest may not have arrived."""
    view = await digests.nudge(core, letter.person.id, _subject(letter))
    return [] if view is None else [shown.nudge(view)]


async def news(core: Core, letter: Letter) -> list[Outgoing]:
    """That something waits to be read, where no meeting is planned."""
    view = await the_news.news(core, letter.person.id, _subject(letter))
    return [] if view is None else [shown.news(view)]


async def checkin(core: Core, letter: Letter) -> list[Outgoing]:
    """How was the meeting?"""
    view = await after_meeting.checkin(core, letter.person.id, _subject(letter))
    return [] if view is None else [the_checkin(view)]


def _subject(letter: Letter) -> int:
    assert letter.row.subject_id is not None  # each of these is about one row
    return letter.row.subject_id


COMPOSERS: dict[MessageKind, Compose] = {
    MessageKind.DIGEST: digest,
    MessageKind.DIGEST_UPDATE: digest_again,
    MessageKind.DIGEST_NUDGE: nudge,
    MessageKind.NEW_TO_READ: news,
    MessageKind.MEETING_CHECKIN: checkin,
}
