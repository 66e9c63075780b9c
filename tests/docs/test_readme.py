"""The README names every setting, command and make target there is, and none that is not."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from telegram.ext import BaseHandler, CommandHandler, ConversationHandler

from bot.cli import main
from bot.config import VARIABLES
from bot.domain.people import Role
from bot.services.people.menu import STRANGERS, commands_for
from tests.world import World

ROOT = Path(__file__).parents[2]


@pytest.fixture
def code() -> str:
    """Everything in the README that is set as code, in a line or in a block of its own."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```.*?^```", readme, re.MULTILINE | re.DOTALL)
    prose = re.sub(r"^```.*?^```", "", readme, flags=re.MULTILINE | re.DOTALL)
    return "\n".join([*blocks, *re.findall(r"`([^`\n]+)`", prose)])


def commands(group: click.Group, before: str = "") -> Iterator[str]:
    """Every command with the names of its groups, such as `programme create`."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}"


def targets() -> set[str]:
    """Every make target that `make help` lists."""
    return set(re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE))


def test_every_setting_is_there_and_no_other(code: str) -> None:
    named = set(re.findall(r"^([A-Z]{2,}(?:_[A-Z]+)*)\b", code, re.MULTILINE))
    assert named == set(VARIABLES)


def test_every_command_is_there_and_no_other(code: str) -> None:
    known = set(commands(main))
    named = set()
    for words in re.findall(r"python -m bot ([a-z]+(?: [a-z]+)?)", code):
        named.add(words if words in known else words.partition(" ")[0])
    assert named == known


def test_every_option_that_is_named_exists(code: str) -> None:
    options = {
        option
        for command in _all(main)
        for parameter in command.params
        for option in (*parameter.opts, *parameter.secondary_opts)
    }
    lines = re.findall(r"python -m bot [^\n]*", code)
    named = {option for line in lines for option in re.findall(r"(?<!\S)--[a-z-]+", line)}
    assert named <= options | {"--help"}


def test_every_make_target_is_there_and_no_other(code: str) -> None:
    named = set(re.findall(r"^(?:\$ )?make ([a-z]+)", code, re.MULTILINE))
    assert named == targets()


async def test_every_bot_command_is_there_and_no_other(code: str, world: World) -> None:
    listed = world.bot.application.handlers.values()
    registered = {name for handlers in listed for each in handlers for name in _commands(each)}
    named = set(re.findall(r"(?<![\w/.])/([a-z]+)\b(?![/.])", code))
    assert named == registered
    assert registered == {*STRANGERS, *commands_for(frozenset(Role))}


def _commands(handler: BaseHandler) -> Iterator[str]:  # type: ignore[type-arg]
    if isinstance(handler, CommandHandler):
        yield from handler.commands
    elif isinstance(handler, ConversationHandler):
        inner = [*handler.entry_points, *handler.fallbacks]
        for each in [*inner, *(one for found in handler.states.values() for one in found)]:
            yield from _commands(each)


def _all(group: click.Group) -> Iterator[click.Command]:
    for command in group.commands.values():
        yield command
        if isinstance(command, click.Group):
            yield from _all(command)
