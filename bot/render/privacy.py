"""/privacy: who sees what of the reader today, in plain words, made from what the rules say."""

from babel.lists import format_list

from bot.domain.relationships import RelationshipState
from bot.domain.seen import Seen
from bot.domain.viewers import Matter, Sight, Viewer
from bot.render.agreeing import show_button, withdraw_button
from bot.render.dates import locale_of
from bot.render.histories import choice_buttons, line
from bot.render.message import Button, Outgoing
from bot.render.texts import Markup, Texts, texts
from bot.services.people.privacy import Others, PrivacyView, Stage

_GENERAL = ("answers", "mentors", "coordinators", "operator", "telegram", "nobody")
_MOST_NAMED = 6
# What somebody writes; the rest is known of them.
_READ = frozenset(
    {
        Matter.REFLECTION,
        Matter.ASSESSMENT,
        Matter.MEETING,
        Matter.PULSE,
        Matter.CLOSING,
        Matter.AGENDA,
        Matter.SURVEY,
        Matter.TALK,
        Matter.REACHING,
        Matter.CONCERN,
        Matter.NOTE,
    }
)


def page(view: PrivacyView) -> Outgoing:
    """Who sees what, and how to change it."""
    t = texts(view.language)
    if view.stage is Stage.STRANGER:
        said = [t.say("privacy-intro"), *(t.say(f"privacy-{each}") for each in _GENERAL)]
        return Outgoing(Markup("\n\n".join(said)))
    said = [t.say("privacy-today")]
    if view.stage is Stage.WITHDRAWN:
        said.append(t.say("privacy-withdrawn"))
    said += [_of(t, each) for each in view.others]
    if view.everybody:
        things = _listed(t, [_thing(t, seen) for seen in view.everybody])
        said.append(t.say("privacy-everybody", things=things))
    said += _only_you(t, view)
    said += [line(t, each) for each in view.before]
    said.append(t.say("privacy-rest"))
    takes_part = view.stage is Stage.TAKING_PART
    said.append(t.say("privacy-change" if takes_part else "privacy-change-not-in"))
    buttons = (*choice_buttons(t, view.before), (_way_out(view),))
    return Outgoing(Markup("\n\n".join(said)), buttons=buttons)


def _way_out(view: PrivacyView) -> Button:
    """The button that leads to withdrawing, or back for whoever has."""
    if view.stage is Stage.WITHDRAWN:
        return show_button(view.language)
    return withdraw_button(view.language)


def _of(t: Texts, others: Others) -> Markup:
    """Some who see the same, what they read, and what they know."""
    count = len(others.names)
    # Of whoever is away, only what was planned before is known.
    state = RelationshipState.ENDED if others.away else others.state
    found: dict[str, list[Markup]] = {}
    for seen in others.sees:
        found.setdefault(_how(seen), []).append(_thing(t, seen, state))
    lines = [t.say(_who(others), names=_names(t, others.names), count=count)]
    reads = found.pop("reads", [t.say("privacy-reads-nothing")])
    lines += [t.say("privacy-item", thing=each) for each in reads]
    for how, things in found.items():
        lines.append(t.say(f"privacy-{how}", things=_listed(t, things), count=count))
    return Markup("\n".join(lines))


def _who(others: Others) -> str:
    if others.side is Viewer.COORDINATOR:
        return "privacy-who-coordinator"
    if others.away:
        return "privacy-who-away"
    state = others.state
    if state is RelationshipState.ACTIVE:
        return f"privacy-who-{others.side}"
    return f"privacy-who-{others.side}-{state}"


def _only_you(t: Texts, view: PrivacyView) -> list[Markup]:
    things = [t.say(f"privacy-only-{each}") for each in view.nobody]
    if not things:
        return []
    items = (t.say("privacy-item", thing=each) for each in things)
    return [Markup("\n".join([t.say("privacy-only-you"), *items]))]


def _how(seen: Seen) -> str:
    """Whether it is read in their words, known, or learned without any of them."""
    matter, sight = seen
    if sight is not Sight.WORDS:
        return "learns"
    return "reads" if matter in _READ else "knows"


def _thing(t: Texts, seen: Seen, state: RelationshipState | None = None) -> Markup:
    matter, sight = seen
    key = f"privacy-{sight}-{matter}"
    return t.say(f"{key}-{state}" if t.has(f"{key}-{state}") else key)


def _names(t: Texts, names: tuple[str, ...]) -> str:
    shown = [each for each in names if each][:_MOST_NAMED]
    more = len(names) - len(shown)
    if more:
        shown.append(t.label("privacy-more", count=more))
    return format_list(shown, locale=locale_of(t.language))


def _listed(t: Texts, things: list[Markup]) -> Markup:
    return Markup(format_list(list(map(str, things)), locale=locale_of(t.language)))
