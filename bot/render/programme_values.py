"""Values of a programme's settings, in the words that coordinators read."""

import html

from babel.lists import format_list

from bot.domain.programme_settings import NONE, Setting, is_rule, quiet_of
from bot.domain.rules import ALLOWED
from bot.render.dates import clock_time, locale_of
from bot.render.texts import Markup, Texts, escape


def in_words(words: Texts, setting: Setting, value: str) -> Markup:
    """A value as it reads after its name: "21:00 to 08:00", "two reflections missed in a row"."""
    if setting is Setting.HELPLINE:
        return Markup(", ".join(escape(part) for part in value.split("\n")))
    if setting is Setting.QUIET:
        return _quiet(words, value)
    if is_rule(setting):
        return words.say(f"programme-value-{setting}", n=int(value))
    return words.say(f"programme-value-{setting}", value=value)


def on_button(words: Texts, setting: Setting, value: str) -> str:
    """A value on a button that sets it: short."""
    if words.has(f"programme-choice-{setting}"):
        return words.label(f"programme-choice-{setting}", n=int(value))
    if is_rule(setting):
        return value
    label = html.unescape(in_words(words, setting, value))
    return label[:1].upper() + label[1:]


def allowed(words: Texts, setting: Setting) -> Markup:
    """Which numbers a rule takes: "1 to 8"."""
    found = ALLOWED[setting.value]
    above = [number for number in found if number]
    if found.step > 1:
        return words.say("programme-allowed-hours", choices=_listed(words, above))
    key = "programme-allowed-or-never" if 0 in found else "programme-allowed"
    return words.say(key, lowest=above[0], highest=above[-1])


def _listed(words: Texts, numbers: list[int]) -> str:
    return format_list([str(each) for each in numbers], "or", locale_of(words.language))


def _quiet(words: Texts, value: str) -> Markup:
    if value == NONE:
        return words.say("programme-value-quiet-none")
    hours = quiet_of(value)
    start, end = (clock_time(at, words.language) for at in (hours.start, hours.end))
    return words.say("programme-value-quiet", start=start, end=end)
