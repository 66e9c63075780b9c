"""An installation in a folder of its own, and the stand-in for Telegram over HTTP."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pytest

from bot.clock import Clock, SystemClock
from bot.config import Settings, load, parse_key
from bot.db.database import Database
from bot.db.vault import Vault
from bot.doctor import Level, examine
from bot.installation import open_core
from bot.library.questionnaires import Library
from bot.rehearsal.core import StandIn
from bot.rehearsal.http import serve
from bot.services.core import Core
from bot.services.people.programmes import Line, all_programmes, create_programme


@dataclass
class Clinic:
    """What a test looks at: settings, the opened installation, and Telegram."""

    settings: Settings
    core: Core
    telegram: StandIn
    programme_id: int

    def change(self, **values: object) -> None:
        """Change settings."""
        self.settings = replace(self.settings, **values)  # type: ignore[arg-type]

    async def said(
        self, level: Level = Level.TROUBLE, clock: Clock | None = None, patience: float = 0
    ) -> list[str]:
        """Return the sentences of this level that the doctor says now."""
        found = await examine(self.settings, clock or SystemClock(), patience)
        for finding in found:
            assert finding.text.endswith(".")
            assert "\n" not in finding.text
            assert self.telegram.token not in finding.text
        return [finding.text for finding in found if finding.level is level]

    def now(self) -> datetime:
        """Return the machine's time."""
        return SystemClock().now()


@pytest.fixture(scope="session")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the database and the key of a healthy installation, to be copied."""
    folder = tmp_path_factory.mktemp("healthy")
    asyncio.run(_set_up(folder))
    return folder


@pytest.fixture
async def clinic(healthy: Path, tmp_path: Path) -> AsyncIterator[Clinic]:
    """A healthy installation with one programme, whose bot does not run."""
    shutil.copytree(healthy / "data", tmp_path / "data")
    telegram = StandIn(SystemClock())
    async with serve(telegram) as address:
        given = {"TELEGRAM_BOT_TOKEN": telegram.token, "TELEGRAM_API_URL": address}
        settings = load(given, tmp_path)
        db = Database(settings.database_url)
        key = parse_key(settings.key_file.read_text())
        core = Core(db, Vault(key), SystemClock(), Library())
        (programme,) = await all_programmes(core)
        yield Clinic(settings, core, telegram, programme.id)
        await db.close()


async def _set_up(folder: Path) -> None:
    async with open_core(load({}, folder), SystemClock()) as core:
        line = Line("Night line", "+44 20 7946 0000")
        await create_programme(core, "Harbour", "peer", "Europe/London", "en", [line])
