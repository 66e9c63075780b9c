"""Words for many must fit into one message; Telegram's apps send a longer text as several.

What follows at once on a full message is the rest of it, and not other words. A draft remembers in
`started_at` and `message_id` the message after which a rest may come.
"""

from bot.db.tables import Broadcast
from bot.domain.parts import came_at_once, was_cut
from bot.services.core import Actor, Core


def is_rest(core: Core, actor: Actor, draft: Broadcast) -> bool:
    """Whether a message that comes now is the rest of the one before it."""
    if draft.started_at is None:
        return False
    sent_at = actor.sent_at or core.clock.now()
    return came_at_once(draft.started_at, draft.message_id, sent_at, actor.message_id)


def note(core: Core, actor: Actor, draft: Broadcast, text: str) -> None:
    """Remember whether a rest may come after `text`."""
    if was_cut(text):
        draft.started_at, draft.message_id = core.clock.now(), actor.message_id
    else:
        expect_none(draft)


def expect_none(draft: Broadcast) -> None:
    """Take what comes next for words of their own: its author has done something else since."""
    draft.started_at = draft.message_id = None
