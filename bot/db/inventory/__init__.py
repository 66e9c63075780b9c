"""Everything that is held, table by table and column by column: about whom, and for how long.

It is plain so that it can be read by whoever answers for a programme. A test walks the tables and
this side by side, so that no table and no column can be forgotten; erasing
(`bot/services/people/forgetting.py`) and the nightly tick do what stands here.
"""

from collections.abc import Mapping

from bot.db.inventory.audit import AUDIT
from bot.db.inventory.kinds import Column, Erased, Held, Kind
from bot.db.inventory.pairs import PAIRS
from bot.db.inventory.people import PEOPLE
from bot.db.inventory.programmes import PROGRAMMES
from bot.db.inventory.queues import QUEUES
from bot.db.inventory.responses import RESPONSES
from bot.db.inventory.surveys import SURVEYS

INVENTORY: Mapping[str, Held] = {
    **PEOPLE,
    **PROGRAMMES,
    **PAIRS,
    **RESPONSES,
    **SURVEYS,
    **QUEUES,
    **AUDIT,
}

__all__ = ["INVENTORY", "Column", "Erased", "Held", "Kind"]
