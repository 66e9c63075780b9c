"""`python -m benchmarks NAME`."""

import asyncio
import secrets

import click

from benchmarks import answers as answers_benchmark
from benchmarks import broadcast as broadcast_benchmark
from benchmarks import crash as crash_benchmark


@click.group()
def main() -> None:
    """Measure Plumbline against a plain python-telegram-bot bot."""


@main.command()
@click.option("--kills", default=50, show_default=True, help="How often each bot is killed.")
@click.option("--seed", type=int, help="The same seed kills at the same moments.")
@click.option("--postgresql/--sqlite-only", default=True, show_default=True)
def crash(kills: int, seed: int | None, postgresql: bool) -> None:
    """Answers at 50 a second, and SIGKILL at random moments: what is lost, what comes twice."""
    chosen = secrets.randbits(32) if seed is None else seed
    asyncio.run(crash_benchmark.run(kills, chosen, postgresql_too=postgresql))


@main.command()
@click.option("--people", default=300, show_default=True, help="How many answer at once.")
def answers(people: int) -> None:
    """How fast answers are taken, when each call to Telegram takes 50 ms."""
    asyncio.run(answers_benchmark.run(people))


@main.command()
@click.option("--recipients", default=10_000, show_default=True, help="How many are written to.")
@click.option("--database", type=click.Choice(["sqlite", "postgresql"]), default="sqlite")
@click.option("--baseline-seconds", default=1200, show_default=True, help="Patience with it.")
@click.option("--seed", type=int, help="The same seed kills at the same moments.")
def broadcast(recipients: int, database: str, baseline_seconds: int, seed: int | None) -> None:
    """A survey to thousands, at 30 a second, while a hundred people answer; and with kills."""
    chosen = secrets.randbits(32) if seed is None else seed
    asyncio.run(broadcast_benchmark.run(recipients, database, baseline_seconds, chosen))


if __name__ == "__main__":
    main()
