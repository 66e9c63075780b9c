"""The command line: `python -m bot`."""

import click

from bot.cli.backup import backup
from bot.cli.base import Plain
from bot.cli.care import doctor, migrate
from bot.cli.import_people import import_people
from bot.cli.invite import invite
from bot.cli.keys import keys
from bot.cli.programme import programme
from bot.cli.run import rehearse, run
from bot.cli.setaside import setaside


@click.group(cls=Plain, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Plumbline: a Telegram bot for mentoring. The mentee reflects, the mentor comes prepared."""


for command in (
    run,
    rehearse,
    doctor,
    migrate,
    programme,
    invite,
    import_people,
    backup,
    setaside,
    keys,
):
    main.add_command(command)
