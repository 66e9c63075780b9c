"""Golden transcripts: dialogues as plain text, played against the whole bot.

What people do is written by hand; what the bot does is compared with the file, or written into
it by `pytest --golden-update`. The lines that can be written are in `tests/transcript_steps.py`.
Further lines of a message are indented by four spaces.
"""

import difflib
from dataclasses import dataclass
from pathlib import Path

from tests.transcript_steps import Step
from tests.transcript_words import Watcher
from tests.world import World

_INDENT = "    "


@dataclass
class Transcript:
    """A file: its title, the steps that people take, and whatever stands after the last."""

    title: str
    steps: list[Step]
    below: list[str]


def read(text: str) -> Transcript:
    """Read a transcript; what the bot said is left out, since playing says it anew."""
    steps: list[Step] = []
    above: list[str] = []
    of_the_bot = False
    for line in text.splitlines():
        if line.startswith(_INDENT):
            if of_the_bot:
                _drop_blank(above)
            elif steps:
                steps[-1].more.append(line.removeprefix(_INDENT))
        elif line.startswith(("Bot to ", "(")):
            of_the_bot = True
        elif not line.strip() or line.startswith("#"):
            above.append(line)
        else:
            steps.append(Step(line.rstrip(), above))
            above, of_the_bot = [], False
    title = text.partition("\n")[0].lstrip("# ").strip()
    return Transcript(title, steps, above)


def _drop_blank(lines: list[str]) -> None:
    """Take the last blank lines away: they stood between two paragraphs of the bot's."""
    while lines and not lines[-1].strip():
        lines.pop()


async def play(text: str, world: World) -> str:
    """Play a transcript and return it with what the bot says today."""
    transcript = read(text)
    watcher = Watcher(world)
    lines: list[str] = []
    for step in transcript.steps:
        lines += [*step.above, step.line, *(f"{_INDENT}{more}" for more in step.more)]
        try:
            await step.play(world)
        except LookupError as error:
            so_far = "\n".join([*lines, *watcher.take()])
            raise AssertionError(f"{so_far}\n\nat {step.line!r}: {error}") from error
        lines += watcher.take()
    return "\n".join([*lines, *transcript.below]).rstrip() + "\n"


def difference(path: Path, expected: str, actual: str) -> str:
    """Say how what the bot says differs from what the file says; empty if it does not."""
    lines = difflib.unified_diff(
        expected.splitlines(), actual.splitlines(), path.name, "the bot now", lineterm="", n=4
    )
    return "\n".join(lines)
