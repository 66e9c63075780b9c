"""Time zones found by what a person types: a city or a country, in their language or English."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from functools import lru_cache
from importlib.resources import files
from unicodedata import combining, normalize
from zoneinfo import available_timezones

from babel.core import get_global

from bot.domain.recurrence import to_local
from bot.render.dates import city_name, clock_time, locale_of
from bot.render.places import CITY_NAMES, COUNTRY_NAMES, MAIN_ZONES

# Letters that carry no accent which could be taken off.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
_SPACES = str.maketrans("_-/.,", "     ")
_CLOSE_ENOUGH = 0.8
_CONTINENTS = ("Africa/", "America/", "Asia/", "Atlantic/", "Europe/", "Pacific/")


@dataclass(frozen=True)
class _Index:
    """Names without case and accents: of cities and countries, and of the zones themselves."""

    places: dict[str, tuple[str, ...]]
    ids: dict[str, str]
    spelled: dict[str, str]


@dataclass(frozen=True)
class Place:
    """A zone that somebody may mean; `guessed` is the name it is taken for, if that was a guess."""

    zone: str
    guessed: str = ""


def find_places(query: str, language: str, limit: int = 6) -> list[Place]:
    """The places that somebody may mean, best first; small misspellings where nothing else fits."""
    found = find_zones(query, language, limit)
    if found:
        return [Place(zone) for zone in found]
    index = _index(locale_of(language).language)
    guesses: dict[str, Place] = {}
    for part in (query, query.partition(",")[0]):
        for name in _close_names(_plain(part), index):
            for zone in index.places[name]:
                guesses.setdefault(zone, Place(zone, index.spelled[name]))
        if guesses:
            break
    return list(guesses.values())[:limit]


def find_zones(query: str, language: str, limit: int = 6) -> list[str]:
    """The IANA zones that a name or its beginning stands for, best first; nothing is guessed.

    Exact names come alone. Otherwise names that begin like the query, then names with a word that
    does.
    """
    wanted = _plain(query)
    if not wanted:
        return []
    index = _index(locale_of(language).language)
    if wanted in index.ids:
        return [index.ids[wanted]][:limit]
    names = _matching_names(wanted, index)
    if not names and "," in query:
        return find_zones(query.partition(",")[0], language, limit)
    return _unique(zone for name in names for zone in index.places[name])[:limit]


def zone_label(zone: str, language: str, now: datetime) -> str:
    """A zone as a choice: its city and the time there, "Paris (14:05)"."""
    return f"{city_name(zone, language)} ({clock_time(to_local(now, zone).time(), language)})"


def place_label(place: Place, language: str, now: datetime) -> str:
    """A place as a choice; a guess says what was understood, "Atlanta: New York (08:05)"."""
    label = zone_label(place.zone, language, now)
    if not place.guessed or _plain(place.guessed) == _plain(city_name(place.zone, language)):
        return label
    return f"{place.guessed}: {label}"


def likely_zones(language_code: str, programme_zone: str) -> list[str]:
    """Up to four zones to offer before anybody types: the programme's own comes first.

    Then comes the main zone of the country that the language code names; or, if it names none and
    the language is not spoken in the programme's country, of the country where most speak it. The
    other zones of the programme's country fill up the rest.
    """
    own = _aliases().get(programme_zone, programme_zone)
    country = next((c for c, zones in _countries().items() if own in zones), "")
    home = _countries().get(_home_of(language_code, country), ())[:1]
    return _unique([own, *home, *_countries().get(country, ())])[:4]


def _matching_names(wanted: str, index: _Index) -> list[str]:
    if wanted in index.places:
        return [wanted]
    if len(wanted) < 2:
        return []
    by_length = sorted(index.places, key=lambda name: (len(name), name))
    starting = [name for name in by_length if name.startswith(wanted)]
    inside = [name for name in by_length if f" {wanted}" in name]
    return starting + inside


def _close_names(wanted: str, index: _Index) -> list[str]:
    if len(wanted) < 4:
        return []
    by_length = sorted(index.places, key=lambda name: (len(name), name))
    return get_close_matches(wanted, by_length, n=3, cutoff=_CLOSE_ENOUGH)


@lru_cache(maxsize=16)
def _index(language: str) -> _Index:
    places: dict[str, list[str]] = {}
    spelled: dict[str, str] = {}
    for name, zones in _names(language):
        if plain := _plain(name):
            spelled.setdefault(plain, name.strip().replace("_", " "))
            places.setdefault(plain, []).extend(zones)
    known = {zone: zone for zones in _countries().values() for zone in zones} | _aliases()
    return _Index(
        {name: tuple(_unique(zones)) for name, zones in places.items()},
        {_plain(name): zone for name, zone in known.items()},
        spelled,
    )


def _names(language: str) -> Iterator[tuple[str, Iterable[str]]]:
    """Every name that is known, with the zones it stands for."""
    for country, zones in _countries().items():
        for name in COUNTRY_NAMES.get(country, "").split(","):
            yield name, zones
        for tongue in (language, "en"):
            yield str(locale_of(tongue).territories.get(country, "")), zones
            for zone in zones:
                yield city_name(zone, tongue), [zone]
        for zone in zones:
            yield _last_part(zone), [zone]
    for zone, cities in CITY_NAMES.items():
        for name in cities.split(","):
            yield name, [zone]
    for alias, zone in _aliases().items():
        # Not US/Eastern or Australia/North: "north" is no place.
        if alias.startswith(_CONTINENTS):
            yield _last_part(alias), [zone]


@lru_cache(maxsize=1)
def _countries() -> dict[str, tuple[str, ...]]:
    """The zones of every country that this machine knows, the main ones first."""
    table = (files("tzdata.zoneinfo") / "zone.tab").read_text(encoding="utf-8")
    known = available_timezones()
    found = {country: list(zones) for country, zones in MAIN_ZONES.items()}
    for line in table.splitlines():
        if not line.startswith("#"):
            country, _, zone, *_ = line.split("\t")
            if zone in known:
                found.setdefault(country, []).append(zone)
    return {country: tuple(_unique(zones)) for country, zones in found.items()}


@lru_cache(maxsize=1)
def _aliases() -> dict[str, str]:
    """Older names of cities' zones, such as Asia/Calcutta, to the names in use."""
    current = {zone for zones in _countries().values() for zone in zones}
    aliases = get_global("zone_aliases")
    return {old: new for old, new in aliases.items() if "/" in old and new in current}


def _home_of(language_code: str, country: str) -> str:
    """The country that a language code hints at for somebody in a programme in `country`."""
    locale = locale_of(language_code)
    language, *region = language_code.replace("_", "-").split("-")
    if region and locale.territory:
        return locale.territory
    if locale.language in get_global("territory_languages").get(country, {}):
        return country
    likely: str = get_global("likely_subtags").get(language, "")
    return likely.rpartition("_")[2]


def _last_part(zone: str) -> str:
    return zone.rpartition("/")[2]


def _plain(text: str) -> str:
    """Without case, accents and punctuation, and with single spaces."""
    letters = normalize("NFKD", text.casefold().translate(_LETTERS))
    kept = "".join(c for c in letters if not combining(c) and c not in "'’ʼ()")
    return " ".join(kept.translate(_SPACES).split())


def _unique(zones: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(zones))
