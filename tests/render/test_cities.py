"""People type where they are, in their own words, and find their time zone."""

from datetime import UTC, datetime
from zoneinfo import available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.render.cities import Place, find_places, find_zones, likely_zones, place_label, zone_label
from bot.render.places import CITY_NAMES, COUNTRY_NAMES, MAIN_ZONES

NOON = datetime(2026, 6, 1, 12, 5, tzinfo=UTC)


class TestFindZones:
    """What is typed, and which zones are offered."""

    @pytest.mark.parametrize(
        ("typed", "language", "zone"),
        [
            ("paris", "en", "Europe/Paris"),
            ("  NEW   york ", "en", "America/New_York"),
            ("sao paulo", "en", "America/Sao_Paulo"),
            ("São Paulo", "en", "America/Sao_Paulo"),
            ("Zürich", "en", "Europe/Zurich"),
            ("zurich", "de", "Europe/Zurich"),
            ("wellington", "en", "Pacific/Auckland"),
            ("london", "en", "Europe/London"),
            ("New Delhi", "en", "Asia/Kolkata"),
            ("bombay", "en", "Asia/Kolkata"),
            ("Calcutta", "en", "Asia/Kolkata"),
            ("Saigon", "en", "Asia/Ho_Chi_Minh"),
            ("St. John’s", "en", "America/St_Johns"),
            ("saint-petersburg", "en", "Europe/Moscow"),
            ("Kenya", "en", "Africa/Nairobi"),
            ("uk", "en", "Europe/London"),
            ("Paris, France", "en", "Europe/Paris"),
            ("Europe/Paris", "en", "Europe/Paris"),
            ("asia/calcutta", "en", "Asia/Kolkata"),
            ("Wien", "de", "Europe/Vienna"),
            ("Österreich", "de", "Europe/Vienna"),
            ("Vienna", "de", "Europe/Vienna"),
            ("Мадрид", "ru", "Europe/Madrid"),
            ("東京", "ja", "Asia/Tokyo"),
            ("Londres", "fr-ca", "Europe/London"),
            ("paris", "no such language", "Europe/Paris"),
        ],
    )
    def test_a_name_finds_its_zone_and_nothing_else(
        self, typed: str, language: str, zone: str
    ) -> None:
        assert find_zones(typed, language) == [zone]

    @pytest.mark.parametrize(
        ("typed", "zone"),
        [
            ("pariss", "Europe/Paris"),
            ("wellingon", "Pacific/Auckland"),
            ("johanesburg", "Africa/Johannesburg"),
            ("amstredam", "Europe/Amsterdam"),
            ("buenos", "America/Argentina/Buenos_Aires"),
            ("joha", "Africa/Johannesburg"),
            ("fran", "America/Los_Angeles"),
        ],
    )
    def test_a_beginning_or_a_slip_of_the_finger_finds_it_too(self, typed: str, zone: str) -> None:
        assert zone in [place.zone for place in find_places(typed, "en")]

    def test_a_slip_of_the_finger_shows_what_it_was_taken_for(self) -> None:
        (place,) = find_places("Atlantis", "en")
        assert place == Place("America/New_York", "Atlanta")
        assert place_label(place, "en", NOON) == "Atlanta: New York (08:05)"
        assert find_zones("Atlantis", "en") == []

    def test_a_slip_in_the_name_of_the_zone_itself_shows_it_once(self) -> None:
        (place,) = find_places("pariss", "en")
        assert place_label(place, "en", NOON) == "Paris (14:05)"

    def test_a_country_of_many_zones_lists_its_main_ones_first(self) -> None:
        assert find_zones("USA", "en", limit=4) == [
            "America/New_York",
            "America/Chicago",
            "America/Denver",
            "America/Los_Angeles",
        ]
        assert find_zones("Russia", "en")[0] == "Europe/Moscow"
        assert len(find_zones("Australia", "en")) == 6

    def test_a_name_of_two_places_offers_both(self) -> None:
        assert set(find_zones("Hamilton", "en")) == {"America/Toronto", "Pacific/Auckland"}

    @pytest.mark.parametrize(
        "typed", ["", "   ", "x", "GMT+2", "UTC", "Etc/UTC", "%%%", "qwertzui"]
    )
    def test_what_is_no_place_finds_nothing(self, typed: str) -> None:
        assert find_places(typed, "en") == []

    @settings(deadline=None)
    @given(st.text(max_size=40), st.sampled_from(["en", "de", "ar", "pt-br"]), st.integers(1, 8))
    def test_whatever_is_typed_only_real_zones_come_back_and_no_more_than_asked(
        self, typed: str, language: str, limit: int
    ) -> None:
        found = [place.zone for place in find_places(typed, language, limit)]
        assert len(found) == len(set(found)) <= limit
        assert set(found) <= available_timezones()
        assert not any(zone.startswith("Etc/") for zone in found)


def test_every_zone_of_our_own_list_exists_and_every_city_on_it_is_found() -> None:
    main = {zone for zones in MAIN_ZONES.values() for zone in zones}
    assert main | set(CITY_NAMES) <= available_timezones()
    for zone, cities in CITY_NAMES.items():
        for city in cities.split(", "):
            assert zone in find_zones(city, "en")
    for names in COUNTRY_NAMES.values():
        for name in names.split(", "):
            assert find_zones(name, "en")


def test_a_zone_is_shown_as_its_city_and_the_time_there() -> None:
    assert zone_label("Europe/Paris", "en", NOON) == "Paris (14:05)"
    assert zone_label("America/New_York", "en", NOON) == "New York (08:05)"
    assert zone_label("Europe/Vienna", "de", NOON) == "Wien (14:05)"


@pytest.mark.parametrize(
    ("language", "programme_zone", "expected"),
    [
        ("en", "Europe/London", ["Europe/London"]),
        ("en", "Africa/Nairobi", ["Africa/Nairobi"]),
        ("en-US", "Europe/London", ["Europe/London", "America/New_York"]),
        ("pt-br", "Europe/London", ["Europe/London", "America/Sao_Paulo"]),
        ("uk", "Europe/Paris", ["Europe/Paris", "Europe/Kyiv"]),
        (
            "es",
            "America/Chicago",
            ["America/Chicago", "America/New_York", "America/Denver", "America/Los_Angeles"],
        ),
        ("hi", "Asia/Calcutta", ["Asia/Kolkata"]),
        ("xx", "UTC", ["UTC"]),
    ],
)
def test_the_programmes_zone_comes_first_and_the_language_gives_a_hint(
    language: str, programme_zone: str, expected: list[str]
) -> None:
    assert likely_zones(language, programme_zone) == expected
