"""Nothing that comes in is lost, stored twice, or readable in the database."""

import itertools
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from bot.clock import MovableClock
from bot.db.database import Database
from bot.db.tables import InboxRow, Person, Programme
from bot.db.vault import Vault
from bot.delivery import inbox
from bot.delivery.inbox import Handled, Raw
from bot.domain.consent import CONSENT_VERSION
from bot.domain.ids import new_id
from bot.domain.people import PersonState
from bot.domain.queues import InboxState
from bot.library.questionnaires import Library
from bot.services.core import Core
from bot.services.people.reach import there_again
from tests.world import MASTER_KEY, START

ANA = 501


@pytest.fixture
async def core(db: Database) -> Core:
    core = Core(db, Vault(MASTER_KEY), MovableClock(START), Library())
    person_id = new_id()
    async with db.write() as s:
        programme = Programme(
            id=new_id(), name="P", question_set="peer", zone="UTC", created_at=START
        )
        s.add(programme)
        await s.flush()
        s.add(
            Person(
                id=person_id,
                programme_id=programme.id,
                telegram_id=ANA,
                state=PersonState.ACTIVE,
                consent_version=CONSENT_VERSION,
                wrapped_key=core.vault.new_key(person_id),
                zone="UTC",
                language="en",
                created_at=START,
            )
        )
    return core


def _update(update_id: int, sender: int = ANA, text: str = "a private thing") -> Raw:
    user = {"id": sender, "is_bot": False, "first_name": "Somebody"}
    message = {
        "message_id": update_id,
        "date": 0,
        "chat": {"id": sender, "type": "private"},
        "from": user,
        "text": text,
    }
    return {"update_id": update_id, "message": message}


async def _row(core: Core, update_id: int) -> InboxRow:
    async with core.db.read() as s:
        return await s.get_one(InboxRow, update_id)


async def _handled(core: Core, mark: Handled) -> None:
    async with core.db.write() as s:
        await inbox.write_marks(s, [mark])


async def test_what_was_stored_comes_back_as_it_was_in_order(core: Core) -> None:
    raws = [_update(3), _update(1, sender=999), _update(2, text="\ud800 broken")]
    assert sorted(await inbox.store(core, raws, there_again)) == [1, 2, 3]
    found, more = await inbox.waiting(core, after=-1)
    assert found == sorted(raws, key=lambda raw: raw["update_id"])
    assert more is None


async def test_an_update_sent_again_is_not_stored_again_even_when_it_was_handled(
    core: Core,
) -> None:
    await inbox.store(core, [_update(1)], there_again)
    await _handled(core, Handled(1, None, None))
    assert await inbox.store(core, [_update(1), _update(2)], there_again) == [2]
    found, _ = await inbox.waiting(core, after=-1)
    assert [raw["update_id"] for raw in found] == [2]


async def test_nothing_that_was_written_can_be_read_in_the_row(core: Core) -> None:
    await inbox.store(core, [_update(1), _update(2, sender=999)], there_again)
    for update_id in (1, 2):
        sealed = (await _row(core, update_id)).sealed
        assert sealed is not None
        assert b"private" not in sealed


async def test_once_handled_only_the_number_stays(core: Core) -> None:
    await inbox.store(core, [_update(1)], there_again)
    await _handled(core, Handled(1, ANA, 77))
    row = await _row(core, 1)
    assert (row.state, row.sealed, row.chat_id, row.person_id) == (
        InboxState.HANDLED,
        None,
        None,
        None,
    )
    async with core.db.read() as s:
        assert await s.scalar(select(Person.live_message_id)) == 77


async def test_three_failures_set_an_update_aside_with_its_content(core: Core) -> None:
    await inbox.store(core, [_update(1)], there_again)
    last = [await inbox.note_failure(core, 1, "KeyError") for _ in range(3)]
    assert last == [False, False, True]
    row = await _row(core, 1)
    assert (row.state, row.error) == (InboxState.SET_ASIDE, "KeyError")
    assert row.sealed is not None
    assert await inbox.waiting(core, after=-1) == ([], None)


async def test_a_row_that_does_not_open_is_set_aside_and_does_not_stop_the_others(
    core: Core,
) -> None:
    await inbox.store(core, [_update(1), _update(2)], there_again)
    async with core.db.write() as s:
        await s.execute(
            update(InboxRow).where(InboxRow.update_id == 1).values(sealed=b"something else")
        )
    found, _ = await inbox.waiting(core, after=-1)
    assert [raw["update_id"] for raw in found] == [2]
    assert (await _row(core, 1)).state is InboxState.SET_ASIDE


async def test_what_waits_comes_in_pages(core: Core) -> None:
    await inbox.store(core, [_update(number) for number in range(1, 8)], there_again)
    pages, after = [], -1
    for _ in itertools.count():
        found, more = await inbox.waiting(core, after, limit=3)
        pages.append([raw["update_id"] for raw in found])
        if more is None:
            break
        after = more
    assert pages == [[1, 2, 3], [4, 5, 6], [7]]


async def test_numbers_go_after_two_days_and_what_is_not_handled_stays(core: Core) -> None:
    await inbox.store(core, [_update(1), _update(2)], there_again)
    await _handled(core, Handled(1, None, None))
    assert isinstance(core.clock, MovableClock)
    core.clock.move(timedelta(hours=47))
    assert await inbox.purge(core) == 0
    core.clock.move(timedelta(hours=2))
    assert await inbox.purge(core) == 1
    async with core.db.read() as s:
        assert await s.scalar(select(func.max(InboxRow.update_id))) == 2
