"""What there is very much of, as the page shows it: what is still to come one by one, the rest counted."""

from collections.abc import Callable, Iterable
from datetime import datetime
from enum import Enum
from typing import Any

from bot.domain.queues import OutboxState
from bot.render.mydata.values import enum_word, moment
from bot.render.texts import Markup, Texts
from bot.services.mydata.about import Done
from bot.services.mydata.waiting import FallsDue, Message

_ON_THEIR_WAY = (OutboxState.WAITING, OutboxState.SENDING)


def messages(t: Texts, zone: str, found: tuple[Message, ...]) -> Markup:
    """The messages to them: those that wait, and of the others how many of each kind."""
    waits = [each for each in found if each.state in _ON_THEIR_WAY]
    lines = (
        t.say(
            "mydata-waiting-until",
            what=enum_word(t, each.kind),
            when=moment(t, zone, each.not_before),
        )
        for each in waits
    )
    past = [each for each in found if each not in waits]
    return Markup(_list(lines) + _table(t, zone, past, lambda each: each.made_at))


def falls_due(t: Texts, zone: str, found: tuple[FallsDue, ...]) -> Markup:
    """What falls due for them next, and of what is over how many of each kind."""
    ahead = [each for each in found if each.outcome is None]
    lines = (
        t.say(
            "mydata-falls-due-at", what=enum_word(t, each.kind), when=moment(t, zone, each.due_at)
        )
        for each in ahead
    )
    past = [each for each in found if each.outcome is not None]
    return Markup(_list(lines) + _table(t, zone, past, lambda each: each.due_at))


def audit(t: Texts, zone: str, found: tuple[Done, ...]) -> Markup:
    """What is noted of what was done, one line for each."""
    return Markup(_list(_done(t, zone, each) for each in found))


def _done(t: Texts, zone: str, found: Done) -> str:
    return t.say("mydata-done", deed=enum_word(t, found.deed), when=moment(t, zone, found.at))


def _list(lines: Iterable[str]) -> str:
    items = "".join(f"<li>{line}</li>" for line in lines)
    return f"<ul>{items}</ul>" if items else ""


def _table(t: Texts, zone: str, found: Iterable[Any], moment_of: Callable[[Any], datetime]) -> str:
    """How many of each kind, and when the last one was."""
    kinds: dict[Enum, list[datetime]] = {}
    for each in found:
        kinds.setdefault(each.kind, []).append(moment_of(each))
    if not kinds:
        return ""
    head = "".join(
        f"<th scope=col>{t.say(f'mydata-column-{c}')}</th>" for c in ("kind", "number", "last")
    )
    rows = "".join(
        f"<tr><th scope=row>{enum_word(t, kind)}</th><td>{len(moments)}</td>"
        f"<td>{moment(t, zone, max(moments))}</td></tr>"
        for kind, moments in kinds.items()
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
