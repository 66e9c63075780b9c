"""How a record looks on the page: its fields under their names, what lies inside it below."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from bot.render.mydata.values import value, word
from bot.render.texts import Markup, Texts

# By these the program keeps order; they say nothing to a reader and stand in the other file.
FOR_PROGRAMS = frozenset(
    {
        *("id", "pair_id", "meeting_id", "survey_id", "update_id", "done_update_id", "chat_id"),
        *("message_id", "message_ids", "live_message_id", "file_id", "next_words", "voice"),
        *("next_words_id", "next_words_since", "stands_at", "step", "reviewed", "changing"),
        *("questionnaire", "version", "question", "occurrence", "attempts", "changes", "counts"),
        *("level", "repeated", "repeated_from", "not_before", "error", "min_answers", "round"),
        *("earlier_pair_id", "later_pair_id", "meeting_week", "by_audience"),
    }
)


def record(
    t: Texts, zone: str, found: Any, *, level: int = 3, without: Collection[str] = ()
) -> Markup:
    """Write a record as a list of its fields; what is empty is left out.

    Records inside it follow, each list under a heading of `level`.
    """
    plain, inside = [], []
    for name, held in shown(found, without):
        if is_dataclass(held):
            inside.append(_nested(t, zone, name, (held,), level))
        elif isinstance(held, tuple) and is_dataclass(held[0]):
            inside.append(_nested(t, zone, name, held, level))
        else:
            label = word(t.language, "field", name)
            plain.append(f"<div><dt>{label}</dt><dd>{value(t, zone, name, held)}</dd></div>")
    listed = f"<dl>{''.join(plain)}</dl>" if plain else ""
    return Markup(listed + "".join(inside))


def shown(found: Any, without: Collection[str] = ()) -> Iterator[tuple[str, Any]]:
    """The fields of a record that a reader is shown."""
    for each in fields(found):
        held = getattr(found, each.name)
        hidden = each.name in FOR_PROGRAMS or each.name in without
        if not hidden and held not in (None, "", ()) and not isinstance(held, Mapping):
            yield each.name, held


def _nested(t: Texts, zone: str, name: str, held: tuple[Any, ...], level: int) -> str:
    head = f"<h{level}>{word(t.language, 'field', name)}</h{level}>"
    inner = "".join(
        f"<div class=in>{record(t, zone, each, level=level + 1)}</div>" for each in held
    )
    return head + inner
