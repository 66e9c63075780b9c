"""That somebody was shown an invitation, by opening its link.

The number of an invite stands in the database as it is, so by itself it must let nobody in: whoever
reads the database, or a backup of it, would have the links that it keeps only hashes of.
"""

import hmac

from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError

_LETTERS = 24


def shown_to(core: Core, telegram_id: int, invite_id: int) -> str:
    """Return what goes with the number of an invite in the buttons for one person."""
    return core.vault.mark(f"shown\n{telegram_id}\n{invite_id}").hex()[:_LETTERS]


def require_shown(core: Core, actor: Actor, invite_id: int, shown: str) -> None:
    """Refuse whoever was not shown this invite; `shown` is client input."""
    known = shown_to(core, actor.telegram_id, invite_id)
    if not hmac.compare_digest(known.encode(), shown.encode(errors="replace")):
        raise RefusedError(Reason.GONE)
