"""Settings, as people see them."""

from bot.domain.ids import to_short
from bot.domain.people import Focus
from bot.domain.recurrence import local_date_of, to_local
from bot.render.agreeing import withdraw_button
from bot.render.choosing import language_name, language_rows, zone_rows
from bot.render.cities import Place, find_places, likely_zones
from bot.render.dates import city_name, clock_time, day
from bot.render.message import Button, Outgoing
from bot.render.texts import Markup, Texts, languages, texts
from bot.render.waiting import with_way_back
from bot.services.people.settings import SettingsView


def page(view: SettingsView, *, changed: bool = False) -> Outgoing:
    """All settings with a button to change each; the language only where there is a choice."""
    words = texts(view.language)
    local = to_local(view.now, view.zone)
    lines = [words.say("settings-changed") + "\n"] if changed else []
    lines.append(
        words.say(
            "settings-show",
            name=view.name,
            city=city_name(view.zone, view.language),
            time=clock_time(local.time(), view.language),
            language=language_name(view.language),
        )
    )
    if view.paused_until is not None:
        until = local_date_of(view.paused_until, view.zone)
        lines.append(words.say("settings-paused", day=day(until, view.language)))
    choices = [("settings-change-name", "st.name"), ("settings-change-zone", "st.zone")]
    if len(languages()) > 1:
        choices.append(("settings-change-language", "st.lang"))
    rows = [(Button(words.label(key), data),) for key, data in choices]
    for relationship_id, other in view.pairs:
        label = words.label("settings-end-pair", other=other)
        rows.append((Button(label, f"cl.{to_short(relationship_id)}.mine"),))
    rows.append((withdraw_button(view.language),))
    shown = Outgoing(Markup("\n".join(lines)), tuple(rows))
    return with_way_back(shown, view.waiting, view.language)


def question(view: SettingsView, language_code: str) -> Outgoing:
    """Ask for a new name or a new time zone."""
    words = texts(view.language)
    if view.focus is Focus.SETTINGS_NAME:
        key = f"join-name-{view.problem}" if view.problem else "settings-ask-name"
        return Outgoing(words.say(key), (_leave(words),), asks=True)
    likely = [Place(zone) for zone in likely_zones(language_code, view.zone)]
    rows = zone_rows("st.tz", likely, view.language, view.now)
    return Outgoing(words.say("settings-ask-zone"), (*rows, _leave(words)), asks=True)


def cities(view: SettingsView, typed: str) -> Outgoing:
    """The zones that a typed place may mean."""
    words = texts(view.language)
    found = find_places(typed, view.language)
    key = "join-zone-pick" if found else "join-zone-unknown"
    rows = zone_rows("st.tz", found, view.language, view.now)
    return Outgoing(words.say(key), (*rows, _leave(words)), asks=True)


def language_question(view: SettingsView) -> Outgoing:
    """Ask for a new language."""
    words = texts(view.language)
    rows = language_rows("st.to", languages())
    return Outgoing(words.say("settings-ask-language"), (*rows, _leave(words)), asks=True)


def _leave(words: Texts) -> tuple[Button, ...]:
    return (Button(words.label("button-cancel"), "st.no"),)
