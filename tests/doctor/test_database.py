"""The doctor says what is wrong with the database, its key and what waits in it."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, text

from bot.clock import SystemClock
from bot.config import load
from bot.db.erased_file import ErasedFile
from bot.db.tables import DueRow, Helpline, InboxRow, OutboxRow, Person, PersonRole
from bot.doctor import Level, examine
from bot.doctor.database import disk
from bot.domain.consent import CONSENT_VERSION
from bot.domain.ids import new_id
from bot.domain.people import PersonState, Role
from bot.domain.queues import DueKind, DueOutcome, InboxState, Lane, MessageKind, OutboxState
from bot.key_files import make_key
from tests.doctor.conftest import Clinic


class TestADatabaseThatCannotBeUsed:
    """Missing, read-only, full, not a database, not there: each is said as what it is."""

    async def test_none_yet_is_no_trouble(self, tmp_path: Path) -> None:
        settings = load({}, tmp_path)
        found = await examine(settings, SystemClock(), 0)
        assert "There is no database yet; starting the bot makes one." in [f.text for f in found]
        assert not settings.data.exists()

    async def test_a_missing_folder(self, clinic: Clinic, tmp_path: Path) -> None:
        clinic.change(database_url=f"sqlite:///{tmp_path}/nowhere/x.db")
        (sentence,) = await clinic.said()
        assert f"The folder {tmp_path}/nowhere of the database does not exist" in sentence

    async def test_a_read_only_file(self, clinic: Clinic) -> None:
        path = clinic.settings.data / "plumbline.db"
        clinic.change(database_url=f"sqlite:///file:{path}?mode=ro&uri=true")
        (sentence,) = await clinic.said()
        assert "cannot be written: the file or its folder is read-only" in sentence

    async def test_a_file_that_is_something_else(self, clinic: Clinic, tmp_path: Path) -> None:
        path = tmp_path / "letter.txt"
        path.write_text("Dear Sir or Madam, " * 100)
        clinic.change(database_url=f"sqlite:///{path}")
        (sentence,) = await clinic.said()
        assert "is not a database" in sentence

    async def test_a_folder_instead_of_a_file(self, clinic: Clinic, tmp_path: Path) -> None:
        clinic.change(database_url=f"sqlite:///{tmp_path}/data")
        (sentence,) = await clinic.said()
        assert "cannot be opened" in sentence

    async def test_a_postgresql_that_does_not_answer(self, clinic: Clinic) -> None:
        clinic.change(database_url="postgresql://me:hush@127.0.0.1:1/plumbline")
        (sentence,) = await clinic.said()
        assert "plumbline on 127.0.0.1 does not answer" in sentence
        assert "hush" not in sentence

    def test_a_disk_that_is_nearly_full(self, tmp_path: Path) -> None:
        (finding,) = disk(3 * 1024 * 1024, tmp_path)
        assert finding.level is Level.TROUBLE
        assert "almost full (3 MB left)" in finding.text
        assert disk(shutil.disk_usage("/").total, tmp_path) == []

    async def test_nothing_is_left_behind_by_looking(self, clinic: Clinic) -> None:
        await clinic.said()
        async with clinic.core.db.read() as s:
            tables = await s.scalars(text("SELECT name FROM sqlite_master"))
            assert "plumbline_doctor" not in list(tables)


class TestTheSchema:
    """Tables that are missing, or of another version, are said to be so."""

    @pytest.mark.parametrize(
        ("statement", "words"),
        [
            (
                "DELETE FROM alembic_version",
                "(the table alembic_version) is empty or wrong: restore",
            ),
            ("INSERT INTO alembic_version VALUES ('9999')", "is empty or wrong: restore"),
            ("UPDATE alembic_version SET version_num = '9999'", "newer Plumbline than this one"),
        ],
    )
    async def test_another_version(self, clinic: Clinic, statement: str, words: str) -> None:
        async with clinic.core.db.write() as s:
            await s.execute(text(statement))
        (sentence,) = await clinic.said()
        assert words in sentence


class TestTheKey:
    """A missing key, another key and a damaged key file are told apart."""

    async def test_a_missing_key(self, clinic: Clinic) -> None:
        clinic.settings.key_file.unlink()
        (sentence,) = await clinic.said()
        assert f"put back {clinic.settings.key_file}, or set PLUMBLINE_KEY" in sentence
        assert not clinic.settings.key_file.exists()

    async def test_another_key(self, clinic: Clinic) -> None:
        clinic.change(keys=(bytes(32),))
        (sentence,) = await clinic.said()
        assert "made with another key than the one in PLUMBLINE_KEY" in sentence

    async def test_a_change_of_the_key_that_was_begun(self, clinic: Clinic) -> None:
        make_key(clinic.settings.next_key_file)
        assert await clinic.said() == []
        (sentence,) = (it for it in await clinic.said(Level.NOTE) if "not finished" in it)
        assert "run `python -m bot keys rotate` again" in sentence

    async def test_people_whose_key_nobody_knows_any_more(self, clinic: Clinic) -> None:
        await _person(clinic)
        async with clinic.core.db.write() as s:
            await s.execute(text("DELETE FROM installation"))
        (sentence,) = await clinic.said()
        assert "holds people, but no longer knows which key is theirs" in sentence

    async def test_a_damaged_key_file(self, clinic: Clinic) -> None:
        clinic.settings.key_file.write_text("half of i")
        (sentence,) = await clinic.said()
        assert "is damaged" in sentence


class TestWhoWasErased:
    """That it can be written down is looked at, and nothing is made by looking."""

    async def test_a_file_that_cannot_be_written(self, clinic: Clinic) -> None:
        path = clinic.settings.erased_file
        assert await clinic.said() == []
        assert not path.exists()
        path.mkdir()
        (sentence,) = await clinic.said()
        assert f"The file {path} cannot be read and written." in sentence

    async def test_somebody_whom_a_backup_brought_back(self, clinic: Clinic) -> None:
        person_id, told = await _person(clinic), "starting the bot erases them again."
        file = ErasedFile(clinic.settings.erased_file)
        file.add({person_id: clinic.now() - timedelta(days=1)})
        assert not [each for each in await clinic.said(Level.NOTE) if told in each]
        file.add({person_id: clinic.now()})
        (sentence,) = [each for each in await clinic.said(Level.NOTE) if told in each]
        assert sentence.startswith("1 person is there again who had been erased")


class TestWhatWaits:
    """Whatever is stuck, set aside or failed is counted; what is recent or done is not."""

    async def test_updates_set_aside(self, clinic: Clinic) -> None:
        await _update(clinic, 1, InboxState.SET_ASIDE, error="KeyError")
        await _update(clinic, 2, InboxState.SET_ASIDE, error="KeyError")
        (sentence,) = await clinic.said()
        assert "2 updates were put aside (KeyError)" in sentence
        assert "`python -m bot setaside` lists them" in sentence

    async def test_updates_that_nobody_handles(self, clinic: Clinic) -> None:
        await _update(clinic, 1, InboxState.WAITING, age=timedelta(minutes=1))
        await _update(clinic, 2, InboxState.HANDLED, age=timedelta(hours=1))
        assert await clinic.said() == []
        await _update(clinic, 3, InboxState.WAITING, age=timedelta(minutes=6))
        (sentence,) = await clinic.said()
        assert "1 update has been waiting" in sentence

    async def test_messages_that_do_not_go(self, clinic: Clinic) -> None:
        await _message(clinic, "a", OutboxState.WAITING, age=timedelta(minutes=1))
        assert await clinic.said() == []
        await _message(clinic, "b", OutboxState.WAITING, age=timedelta(minutes=6))
        (sentence,) = await clinic.said()
        assert "1 message has been waiting to go" in sentence

    async def test_messages_that_telegram_rejected_lately(self, clinic: Clinic) -> None:
        await _message(clinic, "a", OutboxState.REJECTED, age=timedelta(days=8))
        assert await clinic.said() == []
        await _message(clinic, "b", OutboxState.REJECTED, age=timedelta(days=1))
        (sentence,) = await clinic.said()
        assert "rejected 1 message in the last week" in sentence

    async def test_messages_of_which_nobody_knows_are_noted(self, clinic: Clinic) -> None:
        await _message(clinic, "a", OutboxState.UNSURE, age=timedelta(days=1))
        assert await clinic.said() == []
        assert any("nobody knows whether" in said for said in await clinic.said(Level.NOTE))

    async def test_due_rows_that_failed_or_are_overdue(self, clinic: Clinic) -> None:
        await _due(clinic, "1", DueOutcome.DONE)
        await _due(clinic, "2", DueOutcome.MISSED)
        assert await clinic.said() == []
        await _due(clinic, "3", None)
        await _due(clinic, "4", DueOutcome.FAILED)
        overdue, failed = await clinic.said()
        assert "1 thing is overdue" in overdue
        assert "1 thing that fell due in the last week failed" in failed


class TestProgrammes:
    """A programme without a human behind it is named."""

    async def test_one_without_a_helpline(self, clinic: Clinic) -> None:
        async with clinic.core.db.write() as s:
            await s.execute(delete(Helpline))
        (sentence,) = await clinic.said()
        assert "“Harbour” has no helpline" in sentence

    async def test_one_without_a_coordinator_is_noted(self, clinic: Clinic) -> None:
        assert any("“Harbour” has no coordinator" in said for said in await clinic.said(Level.NOTE))
        person_id = await _person(clinic)
        async with clinic.core.db.write() as s:
            s.add(PersonRole(person_id=person_id, role=Role.COORDINATOR, given_at=clinic.now()))
        assert not any("no coordinator" in said for said in await clinic.said(Level.NOTE))


async def _update(
    clinic: Clinic,
    number: int,
    state: InboxState,
    *,
    age: timedelta = timedelta(0),
    error: str | None = None,
) -> None:
    async with clinic.core.db.write() as s:
        s.add(InboxRow(update_id=number, state=state, error=error, received_at=clinic.now() - age))


async def _message(clinic: Clinic, dedupe: str, state: OutboxState, *, age: timedelta) -> None:
    person_id = await _person(clinic)
    then = clinic.now() - age
    async with clinic.core.db.write() as s:
        s.add(
            OutboxRow(
                lane=Lane.PROMPT,
                kind=MessageKind.DIGEST,
                person_id=person_id,
                dedupe=dedupe,
                state=state,
                not_before=then,
                created_at=then,
                finished_at=None if state is OutboxState.WAITING else then,
            )
        )


async def _due(clinic: Clinic, occurrence: str, outcome: DueOutcome | None) -> None:
    person_id = await _person(clinic)
    then = clinic.now() - timedelta(hours=1)
    async with clinic.core.db.write() as s:
        s.add(
            DueRow(
                kind=DueKind.REFLECTION,
                person_id=person_id,
                subject_id=1,
                occurrence=occurrence,
                planned_at=then,
                due_at=then,
                outcome=outcome,
                finished_at=then if outcome else None,
            )
        )


async def _person(clinic: Clinic) -> int:
    person_id = new_id()
    async with clinic.core.db.write() as s:
        s.add(
            Person(
                id=person_id,
                programme_id=clinic.programme_id,
                telegram_id=person_id,
                state=PersonState.ACTIVE,
                consent_version=CONSENT_VERSION,
                wrapped_key=clinic.core.vault.new_key(person_id),
                zone="UTC",
                language="en",
                created_at=clinic.now(),
            )
        )
    return person_id
