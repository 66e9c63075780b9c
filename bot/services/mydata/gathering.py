"""Gathering everything held about one person, at the moment when it is sent to them.

All rows are read in one transaction, and opened in a thread: years of answers take a while, and
nobody else should wait for it.
"""

import asyncio
from collections import Counter
from dataclasses import replace

import structlog

from bot.db.tables import Person
from bot.domain.viewers import Matter, Viewer
from bot.domain.visibility import State, may_see
from bot.services.core import Core
from bot.services.mydata import (
    of_coordinator,
    of_pairs,
    of_person,
    of_queues,
    of_surveys,
    of_writing,
    rows,
)
from bot.services.mydata.opening import Opener
from bot.services.mydata.rows import Rows
from bot.services.mydata.views import FORMAT, VERSION, LeftOut, MyData

log = structlog.get_logger()


async def gather(core: Core, person_id: int) -> MyData | None:
    """Return everything held about a person, for that person; None if there is nobody any more."""
    async with core.db.read() as s:
        me = await s.get(Person, person_id)
        if me is None or not _is_theirs(me):
            return None
        found = await rows.read(s, me)
    return await asyncio.to_thread(_opened, core, found)


async def is_still_there(core: Core, person_id: int, telegram_id: int) -> bool:
    """Whether that person is still who they were when their data was gathered.

    If not, nothing by which their words could be opened stays in memory.
    """
    async with core.db.read() as s:
        me = await s.get(Person, person_id)
    if me is not None and me.telegram_id == telegram_id and _is_theirs(me):
        return True
    core.vault.forget(person_id)
    return False


def _is_theirs(me: Person) -> bool:
    return may_see(Viewer.WRITER, Matter.EXPORT, State(writer=me.state))


def _opened(core: Core, found: Rows) -> MyData:
    sealed = Opener(core.vault, found.person)
    view = _made(core, found, sealed)
    if not sealed.lost:
        return view
    log.warning("of somebody's own data not all could be opened", columns=Counter(sealed.lost))
    return replace(view, left_out=tuple(LeftOut))


def _made(core: Core, found: Rows, sealed: Opener) -> MyData:
    return MyData(
        format=FORMAT,
        version=VERSION,
        made_at=core.clock.now(),
        language=found.person.language,
        zone=found.person.zone,
        you=of_person.you(found, sealed),
        consents=of_person.consents(found),
        groups=of_person.groups(found),
        invites_used=of_person.invites_used(found),
        pairs=of_pairs.pairs(found, sealed, core.vault),
        histories_opened=of_pairs.histories_opened(found, sealed, core.vault),
        writings=of_writing.writings(found, sealed, core.library),
        agenda=of_writing.agenda(found, sealed),
        surveys_asked=of_surveys.surveys_asked(found, sealed),
        help_requests=of_queues.help_requests(found, sealed),
        meetings_begun=of_pairs.meetings_begun(found),
        surveys_made=of_coordinator.surveys_made(found),
        sent_to_many=of_coordinator.sent_to_many(found, sealed),
        seen_to=of_coordinator.seen_to(found, sealed),
        help_given=of_coordinator.help_given(found),
        helplines_confirmed=of_coordinator.helplines_confirmed(found),
        pairs_planned=of_coordinator.pairs_planned(found),
        pairs_proposed=of_coordinator.pairs_proposed(found),
        invites_made=of_person.invites_made(found),
        settings_begun=of_coordinator.settings_begun(found),
        settings_changed=of_coordinator.settings_changed(found),
        files_of_people=of_coordinator.files_of_people(found),
        messages=of_queues.messages(found),
        falls_due=of_queues.falls_due(found),
        updates=of_queues.updates(found, sealed),
        audit=of_queues.audit(found),
        slowed=of_queues.slowed(found),
        left_out=tuple(each for each in LeftOut if each is not LeftOut.UNREADABLE),
    )
