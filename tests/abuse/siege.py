"""All that can be typed or tapped, tried by everybody whom it is none of the business of."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from bot.db.database import Database
from bot.db.tables import InboxRow
from bot.domain.people import PersonState, Role
from bot.domain.queues import InboxState
from bot.rehearsal.people import Person as Someone
from tests.abuse.besieged import House, everything, full
from tests.abuse.every_button import ID, commands, shapes
from tests.abuse.intruders import Attempt, attempt, data_of, elsewhere, members, outsiders
from tests.world import World

# These are about whoever taps them, and about nobody else.
OWN = re.compile(
    r"tk\.(ask|c|lines|no|open)|(fg|pz|st|wd)\..*|jn\.(name|zone|lang)\.?|ag\.(show|no|yes\.)"
)
# What shows something of others to those to whom it is to be shown.
_CLEO_SEES = ("cl.<id>", "he.p.<id>", "pe.c.<id>.all.all.<id>", "sv.<id>.show", "sr.<id>")
_ANA_SEES = ("an.<id>.review",)

Crowd = Callable[[World, list[str]], Awaitable[list[Someone]]]


@dataclass
class Siege:
    """What everybody was shown for what they tried, and what all of it changed or told others.

    `changed` is every row that is not as it was before somebody's attempts, `damage` those of the
    people who were there before and new ones about them, `told` what these people heard of it.
    """

    shown: dict[str, list[Attempt]] = field(default_factory=dict)
    changed: dict[str, set[tuple[Any, ...]]] = field(default_factory=dict)
    damage: list[tuple[Any, ...]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    failed: int = 0

    def of(self, who: str, what: str = "") -> list[Attempt]:
        """What these tried that looks like this."""
        return [each for each in self.shown[who] if re.match(what, each.tried)]


async def besiege(db: Database) -> Siege:
    """Make a programme on an empty database, and let everybody try everything."""
    world = await World.begin(db)
    house = await full(world)
    world.telegram.limits = None
    siege = Siege()
    for who, crowd, tries in _crowds(house):
        people = await crowd(world, tries)
        before = await everything(world)
        siege.shown[who] = await attempt(world, people, tries)
        now = await everything(world)
        both = before.keys() | now.keys()
        siege.changed[who] = {key for key in both if before.get(key) != now.get(key)}
        siege.damage += house.damage(now)
    await _look_after(world, house, siege)
    await world.end()
    await db.close()
    return siege


def _crowds(house: House) -> list[tuple[str, Crowd, list[str]]]:
    """Who tries what. One of each kind is enough for those whose number shows that they are nobody."""
    buttons = {shape: data_of(shape, house.ids) for shape in shapes()}
    not_own = {shape: data for shape, data in buttons.items() if not OWN.fullmatch(shape)}
    once = [data[0] for data in not_own.values()]
    one_of_a_kind = {each.partition(".")[0]: each for each in once}.values()
    every = [each for data in not_own.values() for each in data]
    for_somebody = [each for each in every if each.startswith("tk.")]
    about_others = [each for shape, data in not_own.items() if ID in shape for each in data]
    typed = [f"/{command}" for command in commands()]
    both = _members(Role.MENTOR, Role.MENTEE)
    joining = _members(Role.MENTEE, state=PersonState.JOINING)
    return [
        ("a mentee, by commands", _members(Role.MENTEE), typed),
        ("a mentor, by commands", _members(Role.MENTOR), typed),
        ("somebody joining, by commands", joining, typed),
        ("a stranger, by commands", outsiders, typed),
        # No button of ours ends in a line break, which "$" in a pattern lets through.
        ("a stranger", outsiders, [*once, *(f"{each}\n" for each in one_of_a_kind)]),
        ("somebody joining", joining, once),
        ("a mentor and mentee", both, [each for each in every if each not in for_somebody]),
        ("who needs somebody", both, for_somebody),
        ("a coordinator of another programme", elsewhere, [*typed, *about_others]),
    ]


def _members(*roles: Role, state: PersonState = PersonState.ACTIVE) -> Crowd:
    return lambda world, tries: members(world, tries, *roles, state=state)


async def _look_after(world: World, house: House, siege: Siege) -> None:
    """What the people of the programme heard of it; and what is shown to whom it is meant for."""
    everybody = world.people.values()
    siege.told = [str(each) for one in everybody for each in one.new_messages()]
    for who, someone, seen in (
        ("Cleo", house.cleo.at, _CLEO_SEES),
        ("Ana", house.ana.at, _ANA_SEES),
    ):
        tries = [each for shape in seen for each in data_of(shape, house.ids)]
        siege.shown[who] = [(await attempt(world, [someone], [each]))[0] for each in tries]
    async with world.db.read() as s:
        aside = select(func.count()).where(InboxRow.state == InboxState.SET_ASIDE)
        siege.failed = await s.scalar(aside) or 0
