"""The settings of a programme as values: reading them, and writing one with what it brings about."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person, Programme
from bot.domain import programme_settings as domain
from bot.domain.programme_settings import Setting
from bot.domain.rules import Rules
from bot.services.core import Core
from bot.services.people.programmes import quiet_hours
from bot.services.relationships import pulse_plan


async def locked(s: AsyncSession, me: Person) -> Programme:
    """Return the programme, kept from everybody else until this transaction ends."""
    query = select(Programme).where(Programme.id == me.programme_id).with_for_update()
    return (await s.scalars(query.execution_options(populate_existing=True))).one()


def values_of(programme: Programme) -> dict[Setting, str]:
    """Return every setting with its value, but the helplines."""
    rules = Rules.from_json(programme.rules)
    values = {
        Setting.NAME: programme.name,
        Setting.QUESTIONS: programme.question_set,
        Setting.QUIET: domain.write_quiet(quiet_hours(programme)),
    }
    for setting in filter(domain.is_rule, Setting):
        values[setting] = str(getattr(rules, setting.value))
    return values


async def write(
    s: AsyncSession, core: Core, programme: Programme, setting: Setting, value: str
) -> None:
    """Write a value that was read by `bot.domain.programme_settings.read`."""
    if setting is Setting.NAME:
        programme.name = value
    elif setting is Setting.QUESTIONS:
        programme.question_set = value
    elif setting is Setting.QUIET:
        hours = domain.quiet_of(value)
        programme.quiet_from, programme.quiet_to = hours.start, hours.end
    else:
        rules = domain.with_rule(Rules.from_json(programme.rules), setting, value)
        programme.rules = rules.to_json()
        if setting is Setting.ASK_PAIR and not rules.ask_pair_every_weeks:
            await pulse_plan.call_off_all(s, core, programme)
