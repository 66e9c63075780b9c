"""Which commands a person is offered: those that their roles allow, and no other."""

from dataclasses import dataclass

from bot.domain.people import PersonState, Role
from bot.services import members
from bot.services.core import Core

STRANGERS = ("start", "help", "talk")
# For those who have withdrawn, or have not agreed to today's text.
NOT_AGREEING = ("start", "talk", "privacy", "mydata", "forget", "help")
_BY_ROLE: dict[Role, tuple[str, ...]] = {
    Role.MENTEE: ("reflect", "agenda", "schedule"),
    Role.MENTOR: ("digest", "assess", "mentees", "schedule"),
    Role.COORDINATOR: ("people", "invite", "pair", "survey", "health", "programme", "audit"),
}
_EVERYONE = ("pause", "resume", "settings", "privacy", "mydata", "forget", "cancel", "help")


@dataclass(frozen=True)
class Menu:
    """The commands of one person, in the order to offer them, without the slash.

    Whoever does not agree to today's text either has `withdrawn`, or has to be asked.
    """

    language: str
    commands: tuple[str, ...]
    roles: frozenset[Role]
    is_member: bool
    joining: bool
    agrees: bool = True
    withdrawn: bool = False


def commands_for(roles: frozenset[Role]) -> tuple[str, ...]:
    """The commands of somebody with these roles, what they use most first, `/talk` near the top."""
    own = [command for role, found in _BY_ROLE.items() if role in roles for command in found]
    return tuple(dict.fromkeys((*own[:2], "talk", *own[2:], *_EVERYONE)))


async def menu_for(core: Core, telegram_id: int, language: str) -> Menu:
    """The menu of whoever has this Telegram id; `language` is for those not known."""
    async with core.db.read() as s:
        person = await members.known(s, telegram_id)
        if person is None:
            return Menu(language, STRANGERS, frozenset(), is_member=False, joining=False)
        if not members.agrees(person):
            return Menu(
                language=person.language,
                commands=NOT_AGREEING,
                roles=frozenset(),
                is_member=True,
                joining=False,
                agrees=False,
                withdrawn=person.state is PersonState.WITHDRAWN,
            )
        if person.state is PersonState.JOINING:
            return Menu(person.language, STRANGERS, frozenset(), is_member=True, joining=True)
        roles = await members.roles_of(s, person.id)
        return Menu(person.language, commands_for(roles), roles, is_member=True, joining=False)
