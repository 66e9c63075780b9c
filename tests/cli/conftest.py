"""Commands run in an empty folder, or in one where a programme has been set up; and they set up
logging for their process, which here they share with all other tests.
"""

import logging
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog
from click.testing import CliRunner, Result

from bot.cli import main
from bot.config import DATA
from bot.logs import QUIET

CREATE = ["programme", "create", "--name", "Harbour", "--questions", "peer", "--city", "london"]
LINE = ["--helpline", "Night line", "+44 20 7946 0000"]
Run = Callable[..., Result]
_SETTINGS = ("TELEGRAM_BOT_TOKEN", "TELEGRAM_API_URL", "DATABASE_URL", "PLUMBLINE_KEY")


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    loggers = [logging.getLogger(), *map(logging.getLogger, QUIET)]
    before = [(logger, logger.level, logger.handlers[:]) for logger in loggers]
    yield
    for logger, level, handlers in before:
        logger.setLevel(level)
        logger.handlers[:] = handlers
    structlog.reset_defaults()


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in an empty folder, as if in a fresh checkout without any setting."""
    monkeypatch.chdir(tmp_path)
    for name in _SETTINGS:
        monkeypatch.delenv(name, raising=False)

    def call(*words: str, answers: list[str] | None = None) -> Result:
        typed = "".join(f"{line}\n" for line in answers or [])
        return CliRunner().invoke(main, words, input=typed)

    return call


@pytest.fixture(scope="session")
def _kept_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where this worker keeps what `programme create` made, once it was run."""
    return tmp_path_factory.mktemp("founded") / DATA


@pytest.fixture
def founded(run: Run, _kept_data: Path) -> Run:
    """Run a command in a folder where `programme create` has set up “Harbour”."""
    if _kept_data.exists():
        shutil.copytree(_kept_data, DATA)
    else:
        made = run(*CREATE, *LINE)
        assert made.exit_code == 0, made.output
        shutil.copytree(DATA, _kept_data)
    return run
