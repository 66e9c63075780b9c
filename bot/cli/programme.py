"""`programme create`: setting up a programme, by questions or by options."""

import asyncio

import click

from bot.cli.base import settings
from bot.clock import SystemClock
from bot.config import Settings
from bot.domain.zones import is_zone
from bot.installation import open_core
from bot.library.questionnaires import Library
from bot.render.cities import Place, find_places, find_zones, place_label
from bot.render.texts import FALLBACK, languages
from bot.services.people.programmes import Line, ProgrammeView, SetupError, create_programme

_ASKED_IN = "en"
_SETS = {"general": "for any kind of mentoring", "peer": "for peer supporters"}


@click.group()
def programme() -> None:
    """Set up programmes."""


@programme.command()
@click.option("--name", help="What the programme is called.")
@click.option("--questions", help="The question set: general or peer.")
@click.option("--city", help="A city in the programme's time zone, or a zone (Europe/Berlin).")
@click.option("--language", help="The language that people are first spoken to in, such as en.")
@click.option(
    "--helpline",
    nargs=2,
    multiple=True,
    metavar="NAME NUMBER",
    help="Whom people can turn to at any hour; may be given several times, at least once.",
)
def create(
    name: str | None,
    questions: str | None,
    city: str | None,
    language: str | None,
    helpline: tuple[tuple[str, str], ...],
) -> None:
    """Set up a programme. Whatever is not given as an option is asked."""
    found = settings()
    name = name or click.prompt("What is the programme called?")
    chosen = _question_set(questions)
    zone = _zone(city)
    spoken = _language(language)
    lines = [Line(label, contact) for label, contact in helpline] or _ask_helplines()
    try:
        made = asyncio.run(_create(found, name, chosen, zone, spoken, lines))
    except SetupError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"The programme “{made.name}” is set up, in the time zone {made.zone}.")
    click.echo("Bring in its coordinator with: python -m bot invite --role coordinator")
    click.echo("They are asked whether the helplines are right; nobody else can come in before.")


async def _create(
    found: Settings, name: str, questions: str, zone: str, language: str, lines: list[Line]
) -> ProgrammeView:
    async with open_core(found, SystemClock()) as core:
        return await create_programme(core, name, questions, zone, language, lines)


def _question_set(given: str | None) -> str:
    sets = Library().sets()
    if given is None:
        for each in sets:
            click.echo(f"  {each}: {_SETS.get(each, '')}")
        return str(click.prompt("Which questions?", type=click.Choice(sets)))
    if given not in sets:
        raise click.ClickException(f"There are no questions “{given}”; choose {' or '.join(sets)}.")
    return given


def _language(given: str | None) -> str:
    shipped = languages()
    if given is None and len(shipped) == 1:
        return FALLBACK
    if given is None:
        return str(click.prompt("Which language?", type=click.Choice(shipped), default=FALLBACK))
    if given not in shipped:
        raise click.ClickException(
            f"Plumbline does not speak “{given}” yet; choose {' or '.join(shipped)}."
        )
    return given


def _zone(given: str | None) -> str:
    if given is not None:
        # What is only guessed is never taken without a question.
        zones = [given] if _is_id(given) else find_zones(given, _ASKED_IN)
        if len(zones) != 1:
            near = zones or [_in_full(place) for place in _places_of(given)]
            better = f"; did you mean {' or '.join(near)}?" if near else ": try a larger city."
            raise click.ClickException(f"The city “{given}” does not name one time zone{better}")
        return zones[0]
    while True:
        typed = click.prompt("In which city is it (for the time zone)?")
        places = _places_of(typed)
        if not places:
            click.echo("I do not know that place. Try a larger city nearby.")
            continue
        now = SystemClock().now()
        for number, place in enumerate(places, 1):
            click.echo(f"  {number}  {place_label(place, _ASKED_IN, now)}, {place.zone}")
        picked = click.prompt("Which one? (0: none of these)", type=int, default=1)
        if 1 <= picked <= len(places):
            return places[picked - 1].zone


def _places_of(text: str) -> list[Place]:
    return [Place(text)] if _is_id(text) else find_places(text, _ASKED_IN)


def _is_id(text: str) -> bool:
    return "/" in text and is_zone(text)


def _in_full(place: Place) -> str:
    return f"{place.guessed} ({place.zone})"


def _ask_helplines() -> list[Line]:
    click.echo(
        "Which helplines apply where the programme is? People see them at once with /talk.\n"
        "Please look the numbers up now; a wrong one is worse than none."
    )
    lines: list[Line] = []
    while True:
        label = click.prompt(
            "Name of the helpline" + (" (empty: that was all)" if lines else ""),
            default="",
            show_default=False,
        ).strip()
        if not label and lines:
            return lines
        if not label:
            click.echo("A programme cannot go on without at least one helpline.")
            continue
        contact = click.prompt(f"Number or address of {label}").strip()
        if click.confirm(f"  {label}: {contact}. Is that right?", default=True):
            lines.append(Line(label, contact))
