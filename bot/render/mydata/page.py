"""The page: one file without scripts or anything from outside, to be read on any phone or printed."""

from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

from bot.domain.queues import InboxState
from bot.render.mydata import answers, counted
from bot.render.mydata.records import record
from bot.render.mydata.values import moment, said, word, words
from bot.render.texts import Markup, Texts, texts
from bot.services.mydata.coordinating import SurveyMade
from bot.services.mydata.taking_part import Pair
from bot.services.mydata.unreadable import Unreadable
from bot.services.mydata.views import MyData
from bot.services.mydata.waiting import Update

_STYLE = files("bot.render.mydata").joinpath("page.css").read_text(encoding="utf-8")
# Even if words of somebody got through as markup, nothing would be run or fetched.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_NOT_PARTS = frozenset({"format", "version", "made_at", "language", "zone", "left_out"})
_EXPLAINED = frozenset({"writings", "agenda", "messages"})
PARTS = tuple(name for name in MyData.__dataclass_fields__ if name not in _NOT_PARTS)


def page(view: MyData) -> bytes:
    """Write the page, in UTF-8."""
    t = texts(view.language)
    parts = {name: part for name in PARTS if (part := _part(t, view, name))}
    name = view.you.name
    has_name = name and not isinstance(name, Unreadable)
    title = t.say("mydata-title", name=name) if has_name else t.say("mydata-title-you")
    body = "".join(
        (
            f"<h1>{title}</h1>",
            f"<p>{t.say('mydata-intro', when=moment(t, view.zone, view.made_at), zone=view.zone)}</p>",
            f"<p>{t.say('mydata-not-locked')}</p>",
            _contents(t, parts),
            *(_section(t, name, part) for name, part in parts.items()),
            _section(t, "left_out", _left_out(t, view, parts)),
        )
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{t.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{_STYLE}</style>\n</head>\n"
        f"<body><main>\n{body}\n</main></body>\n</html>\n"
    ).encode()


def _contents(t: Texts, parts: dict[str, Markup]) -> str:
    links = "".join(
        f'<li><a href="#{name}">{word(t.language, "part", name)}</a></li>'
        for name in (*parts, "left_out")
    )
    return f'<nav aria-label="{t.say("mydata-contents")}"><ul>{links}</ul></nav>'


def _section(t: Texts, name: str, part: Markup) -> str:
    head = word(t.language, "part", name)
    about = f"<p>{t.say(f'mydata-about-{name}')}</p>" if name in _EXPLAINED else ""
    return f'\n<section id="{name}"><h2>{head}</h2>{about}{part}</section>'


def _part(t: Texts, view: MyData, name: str) -> Markup:
    """What stands in one part; empty where nothing is kept."""
    found = getattr(view, name)
    match name:
        case "you":
            return record(t, view.zone, found)
        case "writings":
            others = {pair.id: pair.other or "" for pair in view.pairs}
            return _joined(answers.filled(t, view.zone, each, others) for each in found)
        case "agenda":
            return _joined(answers.listed(t, view.zone, each) for each in found)
        case "surveys_asked":
            return _joined(answers.asked(t, view.zone, each) for each in found)
        case "messages":
            return counted.messages(t, view.zone, found)
        case "falls_due":
            return counted.falls_due(t, view.zone, found)
        case "audit":
            return counted.audit(t, view.zone, found)
        case "groups":
            return _joined(Markup(f"<p>{said(each)}</p>") for each in found)
        case "updates":
            return _joined(_update(t, view.zone, each) for each in found)
        case _:
            return _joined(_article(t, view.zone, each) for each in found)


def _article(t: Texts, zone: str, found: Any) -> Markup:
    head = ""
    if isinstance(found, Pair) and found.other:
        head = f"<h3>{t.say('mydata-you-and', other=words(t, found.other))}</h3>"
    elif isinstance(found, SurveyMade) and found.title:
        head = f"<h3>{said(found.title)}</h3>"
    level = 4 if head else 3
    return Markup(f"<article>{head}{record(t, zone, found, level=level)}</article>")


def _update(t: Texts, zone: str, found: Update) -> Markup:
    """What they sent, in their words where it has any."""
    content = found.content
    typed = content if isinstance(content, Unreadable) else _typed(content or {})
    state = "mydata-set-aside" if found.state is InboxState.SET_ASIDE else "mydata-being-handled"
    when = t.say(state, when=moment(t, zone, found.received_at))
    return Markup(f"<article><p>{when}</p><p>{words(t, typed)}</p></article>")


def _typed(content: Mapping[str, Any]) -> str | None:
    message = content.get("message") or content.get("edited_message") or {}
    return message.get("text") or message.get("caption")


def _left_out(t: Texts, view: MyData, parts: dict[str, Markup]) -> Markup:
    why = "".join(f"<li>{t.say(f'mydata-left-out-{each}')}</li>" for each in view.left_out)
    empty = [word(t.language, "part", name) for name in PARTS if name not in parts]
    nothing = t.say("mydata-nothing-under", parts=Markup("; ".join(empty))) if empty else ""
    return Markup(f"<ul>{why}</ul><p>{t.say('mydata-for-programs')}</p><p>{nothing}</p>")


def _joined(found: Iterator[Markup]) -> Markup:
    return Markup("".join(found))
