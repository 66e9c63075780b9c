"""Bots as real processes, which can be killed as a power cut would kill them."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

_ROOT = Path(__file__).parent.parent


@dataclass
class BotProcess:
    """One bot: the module to run, and its environment."""

    module: list[str]
    environment: dict[str, str]
    log: Path
    _process: subprocess.Popen[bytes] | None = field(default=None)

    def start(self) -> None:
        """Start it; its output goes to the log file."""
        with self.log.open("ab") as out:
            self._process = subprocess.Popen(
                [sys.executable, "-m", *self.module],
                cwd=_ROOT,
                env={**os.environ, **self.environment},
                stdout=out,
                stderr=out,
            )

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Start it, and stop it at the end, whatever happens in between."""
        self.start()
        try:
            yield
        finally:
            await self.stop()

    def kill(self) -> None:
        """SIGKILL: nothing is tidied up."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    async def stop(self) -> None:
        """Ask it to end in good order, and wait for that."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        try:
            await asyncio.to_thread(self._process.wait, 30)
        except subprocess.TimeoutExpired:
            self.kill()
