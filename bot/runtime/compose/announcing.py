"""Announcements, made at the moment when they go."""

from bot.domain.queues import MessageKind
from bot.render.announcing import announcement
from bot.runtime.compose.base import Compose, composer
from bot.services.broadcasts import announcements

COMPOSERS: dict[MessageKind, Compose] = {
    MessageKind.ANNOUNCEMENT: composer(announcements.for_reader, announcement),
}
