"""Stub: replaced by the owner of these messages."""

from bot.domain.queues import MessageKind
from bot.runtime.compose.base import Compose

COMPOSERS: dict[MessageKind, Compose] = {}
