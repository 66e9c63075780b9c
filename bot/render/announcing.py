"""An announcement: as people get it, and as its author writes it."""

from bot.domain.announcements import LONGEST
from bot.domain.ids import to_short
from bot.render.message import Button, Outgoing, Rows
from bot.render.paging import turns
from bot.render.split import Block, split
from bot.render.survey_words import who
from bot.render.texts import Markup, Texts, texts
from bot.services.audience_lists import Choosable
from bot.services.broadcasts.announcements import AnnouncementView
from bot.services.broadcasts.announcing_views import DraftView, SentView
from bot.services.relationships.leaving import Left


def announcement(view: AnnouncementView) -> list[Outgoing]:
    """What people get: who says it, for which programme, and the words as they were written."""
    words = texts(view.language)
    head = words.say("announcement-head", author=view.author, programme=view.programme)
    tail = words.say("announcement-reply", author=view.author)
    return [Outgoing(text) for text in split([Block(head, view.words, tail)])]


def draft(view: DraftView) -> list[Outgoing]:
    """The step where a draft stands; what was wrong comes first, and the preview as people see it."""
    words = texts(view.language)
    if view.groups is not None:
        return [_groups(words, view, view.groups)]
    if view.choosing:
        return [_who(words, view)]
    if view.preview is None:
        text = words.say("announce-words", who=who(words, view.reach), people=view.reach.people)
        return [_page(words, view, text, _rest(words, view))]
    text = words.say("announce-check", who=who(words, view.reach), people=view.reach.people)
    label = words.label("announce-send", people=view.reach.people)
    send = ((Button(label, _data(view, "send")),),) if view.reach.people else ()
    page = _page(words, view, text, (*send, *_rest(words, view)))
    return [page] if view.problem is not None else [*announcement(view.preview), page]


def sent(view: SentView) -> Outgoing:
    """It is on its way."""
    return Outgoing(texts(view.language).say("announce-sent", people=view.people))


def dropped(left: Left) -> Outgoing:
    """It is gone."""
    return Outgoing(texts(left.language).say("announce-dropped"))


def _who(words: Texts, view: DraftView) -> Outgoing:
    told = [words.say("announce-who")]
    if view.preview is not None:
        told.append(words.say("announce-words-kept"))
    rows = tuple(
        tuple(_button(words, view, f"button-{key}", f"for.{key}") for key in row)
        for row in (("everyone",), ("mentees", "mentors"), ("pairs",))
    )
    groups = (_button(words, view, "button-groups", "page.0"),)
    drop = (_button(words, view, "drop", "drop"),)
    return _page(words, view, Markup("\n".join(told)), (*rows, groups, drop))


def _groups(words: Texts, view: DraftView, page: Choosable) -> Outgoing:
    key = "groups" if page.choices else "no-groups"
    rows = tuple(
        (Button(each.name, _data(view, f"group.{to_short(each.id)}")),) for each in page.choices
    )
    pages = turns(
        words, page.number, has_more=page.has_more, data=lambda to: _data(view, f"page.{to}")
    )
    back = (_button(words, view, "back", "who"),)
    return _page(words, view, words.say(f"announce-{key}"), (*rows, *pages, back))


def _page(words: Texts, view: DraftView, text: Markup, rows: Rows) -> Outgoing:
    if view.problem is not None:
        problem = words.say(f"announce-problem-{view.problem}", limit=LONGEST)
        text = Markup(f"{problem}\n\n{text}")
    return Outgoing(text, rows, asks=True)


def _rest(words: Texts, view: DraftView) -> Rows:
    return (
        (_button(words, view, "change-who", "who"),),
        (_button(words, view, "drop", "drop"),),
    )


def _button(words: Texts, view: DraftView, key: str, verb: str) -> Button:
    return Button(words.label(f"announce-{key}"), _data(view, verb))


def _data(view: DraftView, verb: str) -> str:
    return f"ac.{to_short(view.draft_id)}.{verb}"
