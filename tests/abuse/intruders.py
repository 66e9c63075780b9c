"""Many who try one thing each: what each of them was shown, and what it changed."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sqlalchemy import insert, inspect, select

from bot.db.tables import Base, Consent, Person, PersonRole, Programme, Relationship
from bot.domain.ids import new_id, to_short
from bot.domain.people import PersonState, Role
from bot.rehearsal.model import Content
from bot.rehearsal.people import Person as Someone
from bot.services.members import seal_name
from tests.abuse.every_button import ID
from tests.world import World

# Which ids stand in which buttons. Of any that is not named here, all there are get tried.
_IDS = {
    "ac": ("broadcasts", "groups"),
    "ad": ("relationships", "agenda_items"),
    "ag": ("relationships", "agreements"),
    "an": ("responses",),
    "bc": ("broadcasts",),
    "cl": ("relationships",),
    "dg": ("relationships", "meetings", "answers"),
    "ef": ("people",),
    "hi": ("relationships", "responses"),
    "he": ("relationships", "health_handled"),
    "iv": ("groups", "invites", "people_files"),
    "jn": ("invites",),
    "mt": ("meetings", "relationships", "meeting_drafts"),
    "pe": ("people", "groups"),
    "pr": ("people", "relationships", "helplines"),
    "pu": ("responses",),
    "rf": ("responses", "relationships"),
    "sa": ("surveys",),
    "sr": ("surveys",),
    "sv": ("surveys",),
    "tk": ("help_requests",),
}
# Of these each is in another state; of others one is like the next.
_MANY = ("responses", "relationships")


@dataclass(frozen=True)
class Attempt:
    """Somebody tried this; `shown` is all that they saw, `files` how many files came."""

    tried: str
    shown: str
    files: int


def data_of(shape: str, ids: dict[str, list[int]]) -> list[str]:
    """A button's data with every id of the rows that it may be about."""
    places = shape.count(ID) or shape.endswith(".")
    if not places:
        return [shape]
    kinds = _IDS.get(shape.partition(".")[0], tuple(ids))
    some = [ids[kind] if kind in _MANY else ids[kind][:1] for kind in kinds]
    found = [to_short(each) for those in some for each in those]
    if places == 1:
        pattern = shape if ID in shape else shape + ID
        return [pattern.replace(ID, each) for each in found]
    # Each first, followed by the others in their order: mentor and mentee, person and group.
    first = [to_short(ids[kind][0]) for kind in kinds if ids[kind]] + ["0", "1"]
    turned = [first[at:] + first[:at] for at in range(min(len(first), 3))]
    return [_filled(shape, each * places) for each in turned]


def _filled(shape: str, values: list[str]) -> str:
    for value in values[: shape.count(ID)]:
        shape = shape.replace(ID, value, 1)
    return shape


async def outsiders(world: World, tries: list[str]) -> list[Someone]:
    """As many whom nobody knows as there are things to try."""
    return [_somebody(world) for _ in tries]


async def members(
    world: World, tries: list[str], *roles: Role, state: PersonState = PersonState.ACTIVE
) -> list[Someone]:
    """As many members of the programme, each with a pair of their own if their roles allow one."""
    pattern = await world.member(f"Pattern {len(world.people)}", *roles)
    people = await _like(world, pattern.id, len(tries), state=state)
    if set(roles) >= {Role.MENTOR, Role.MENTEE}:
        await _paired(world, [each["id"] for each in people])
    return [_somebody(world, each["telegram_id"]) for each in people]


async def elsewhere(world: World, tries: list[str]) -> list[Someone]:
    """As many who hold every role, each in a programme of their own."""
    lighthouse = await world.programme("Lighthouse")
    pattern = await world.member("Pattern elsewhere", *Role, programme=lighthouse)
    ids = [new_id() for _ in tries]
    async with world.db.write() as s:
        found = _row(await s.get_one(Programme, lighthouse.id))
        rows = [{**found, "id": each, "name": f"Lighthouse {at}"} for at, each in enumerate(ids)]
        await s.execute(insert(Programme), rows)
    people = await _like(world, pattern.id, len(tries), programmes=ids)
    return [_somebody(world, each["telegram_id"]) for each in people]


async def _like(
    world: World,
    pattern_id: int,
    number: int,
    *,
    state: PersonState = PersonState.ACTIVE,
    programmes: list[int] | None = None,
) -> list[dict[str, Any]]:
    """Make people who are like one that there is."""
    people: list[dict[str, Any]] = []
    vault = world.core.vault
    async with world.db.write() as s:
        like = _row(await s.get_one(Person, pattern_id))
        for at in range(number):
            person_id = new_id()
            of = {"programme_id": programmes[at]} if programmes else {}
            made = {**like, **of, "id": person_id, "wrapped_key": vault.new_key(person_id)}
            named = Person(id=person_id, wrapped_key=made["wrapped_key"])
            made |= {"name": seal_name(vault, named, "Mallory"), "state": state}
            people.append({**made, "telegram_id": new_id()})
        await s.execute(insert(Person), people)
        for table in (PersonRole, Consent):
            of_pattern = await s.scalars(select(table).where(table.person_id == pattern_id))
            rows = [_row(each) for each in of_pattern]
            new = [{**row, "person_id": each["id"]} for row in rows for each in people]
            for row in new:
                if "id" in row:
                    row["id"] = new_id()
            await s.execute(insert(table), new)
    return people


async def _paired(world: World, ids: list[int]) -> None:
    """Let each be the mentor of the next."""
    ben, ana = world.people["Ben"].user_id, world.people["Ana"].user_id
    async with world.db.write() as s:
        who = {each.telegram_id: each.id for each in await s.scalars(select(Person))}
        pair = Relationship.mentor_id == who[ben], Relationship.mentee_id == who[ana]
        like = _row((await s.scalars(select(Relationship).where(*pair))).one())
        rows = [
            {
                **like,
                "id": new_id(),
                "mentor_id": mentor,
                "mentee_id": mentee,
                "proposed_by": mentor,
            }
            for mentor, mentee in pairwise([*ids, ids[0]])
        ]
        await s.execute(insert(Relationship), rows)


def _row(found: Base) -> dict[str, Any]:
    return {each.key: getattr(found, each.key) for each in inspect(type(found)).column_attrs}


def _somebody(world: World, telegram_id: int | None = None) -> Someone:
    return world.telegram.person("Mallory", telegram_id, started=True)


async def attempt(world: World, people: list[Someone], tries: list[str]) -> list[Attempt]:
    """Let each type a command, or tap a button that the bot never showed them."""
    for someone, tried in zip(people, tries, strict=True):
        if tried.startswith("/"):
            someone.says(tried)
        else:
            forge(world, someone, tried)
    await world.settle()
    return [_seen(each, tried) for each, tried in zip(people, tries, strict=True)]


def forge(world: World, someone: Someone, data: str) -> None:
    """Tap what an app was made to send, on a message that bears no such button."""
    message = world.telegram.world.add_message(someone.private, world.telegram.bot, Content("…"))
    someone.new_messages()
    someone.taps_data(data, on=message)


def _seen(someone: Someone, tried: str) -> Attempt:
    messages = someone.new_messages()
    toasts = [each.text for each in someone.answers]
    buttons = [label for message in messages for label in message.buttons]
    shown = "\n".join([*(message.text for message in messages), *buttons, *toasts])
    files = sum(message.content.file is not None for message in messages)
    return Attempt(tried, shown, files)
