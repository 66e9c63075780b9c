"""Everybody's command menu shows what their roles allow, and nothing else."""

import pytest

from bot.domain.people import Role
from bot.render.texts import texts
from bot.services.people.menu import STRANGERS, commands_for, menu_for
from tests.world import World


@pytest.mark.parametrize(
    ("roles", "has", "lacks"),
    [
        ({Role.MENTEE}, {"reflect", "agenda", "schedule"}, {"digest", "assess", "invite"}),
        ({Role.MENTOR}, {"digest", "assess", "mentees"}, {"reflect", "agenda", "pair"}),
        ({Role.COORDINATOR}, {"invite", "pair"}, {"reflect", "digest", "schedule"}),
        (set(Role), {"reflect", "digest", "invite"}, set()),
    ],
)
def test_a_menu_shows_what_the_roles_allow(
    roles: set[Role], has: set[str], lacks: set[str]
) -> None:
    commands = commands_for(frozenset(roles))
    assert has <= set(commands)
    assert not lacks & set(commands)
    assert {"talk", "help", "privacy", "pause"} <= set(commands)
    assert len(commands) == len(set(commands))
    assert commands.index("talk") <= 2


def test_every_command_is_described() -> None:
    for command in (*STRANGERS, *commands_for(frozenset(Role))):
        assert 1 <= len(texts("en").label(f"menu-{command}")) <= 256


async def test_strangers_are_shown_how_to_begin(world: World) -> None:
    assert (await menu_for(world.core, 404, "en")).commands == STRANGERS


async def test_the_menu_is_set_in_the_person_s_chat_when_they_come_again(world: World) -> None:
    cleo = await world.member("Cleo", Role.COORDINATOR)
    cleo.at.says("/start")
    await world.settle()
    shown = world.telegram.profile.menu(cleo.at.user_id, "en")
    assert tuple(shown) == commands_for(frozenset({Role.COORDINATOR}))
    assert tuple(world.telegram.profile.menu(404, "en")) == STRANGERS
