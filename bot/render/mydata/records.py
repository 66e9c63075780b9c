"""How a record looks on the page: its fields under their names, what lies inside it below."""

from collections.abc import Collection, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from bot.render.mydata.values import value, word
from bot.render.texts import Markup, Texts
from bot.services.mydata.coordinating import SurveyMade
from bot.services.mydata.taking_part import Pair, Planned, Schedule

# By these the program keeps order; they say nothing to a reader and stand in the other file.
FOR_PROGRAMS = frozenset(
    {
        *("id", "pair_id", "meeting_id", "survey_id", "update_id", "done_update_id", "chat_id"),
        *("message_id", "message_ids", "live_message_id", "file_id", "next_words", "voice"),
        *("next_words_id", "next_words_since", "stands_at", "step", "reviewed", "changing"),
        *(
            "questionnaire",
            "questionnaire_version",
            "question",
            "occurrence",
            "attempts",
            "changes",
        ),
        *("level", "repeated", "repeated_from", "not_before", "error", "min_answers", "round"),
        *("earlier_pair_id", "later_pair_id", "meeting_week", "by_audience", "counts", "content"),
    }
)


# What is plain from the rest, or would only make a long list longer.
_TOO_MUCH: dict[type, frozenset[str]] = {
    Pair: frozenset({"other"}),
    Planned: frozenset({"digest_hours", "made_at"}),
    Schedule: frozenset({"made_at"}),
    SurveyMade: frozenset({"title"}),
}
# No and none are worth a line here; everywhere else only yes and some are.
_ALSO_NO = frozenset({"anonymous", "answered"})


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
        left_out = FOR_PROGRAMS | _TOO_MUCH.get(type(found), frozenset()) | {*without}
        if each.name not in left_out and _says_something(each.name, held):
            yield each.name, held


def _says_something(name: str, held: Any) -> bool:
    return (name in _ALSO_NO and held is not None) or bool(held)


def _nested(t: Texts, zone: str, name: str, held: tuple[Any, ...], level: int) -> str:
    head = f"<h{level}>{word(t.language, 'field', name)}</h{level}>"
    inner = "".join(
        f"<div class=in>{record(t, zone, each, level=level + 1)}</div>" for each in held
    )
    return head + inner
