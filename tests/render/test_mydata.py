"""Promises of the page and the file in which people get everything held about them."""

import dataclasses
import json
from collections.abc import Iterator
from datetime import timedelta
from enum import Enum
from html.parser import HTMLParser
from typing import Any, get_args, get_type_hints

import pytest

from bot.domain.deeds import Detail
from bot.domain.people import PersonState, Role
from bot.domain.queues import DueOutcome, InboxState, OutboxState
from bot.domain.responses import AnswerKind, Reader
from bot.domain.viewers import Viewer
from bot.render.mydata.data_file import data_file
from bot.render.mydata.page import PARTS, page
from bot.render.mydata.records import FOR_PROGRAMS
from bot.render.texts import texts
from bot.services.mydata import about, taking_part, waiting
from bot.services.mydata.gathering import gather
from bot.services.mydata.views import LeftOut, MyData
from tests.world import START, World
from tests.written import reflection

HOSTILE = (
    "<script>alert(1)</script> </bdi></main> & &amp; {name} {{ x }} %s \u202egnp.exe \u200b\x00\ud800 "
    "<img src=x onerror=alert(1)> <a href='tg://user?id=1'>x</a> \x1b[31m \U0001f469\u200d\U0001f680"
)
# Parts that are written otherwise than as a list of fields.
OTHERWISE = {
    *(MyData, taking_part.Answered, taking_part.Listed, taking_part.Said, about.Done),
    *(waiting.Message, waiting.FallsDue, waiting.Update),
}
NOT_SHOWN = {LeftOut, AnswerKind, Reader, OutboxState, DueOutcome, InboxState, Detail}
# Nobody is sent anything who has left; a writer reads their own anyway; and those read nothing.
NEVER_SAID = {
    PersonState.LEFT,
    *(Viewer.WRITER, Viewer.MEMBER, Viewer.STRANGER, Viewer.OPERATOR),
}


class Tags(HTMLParser):
    """The tags, attributes and words of a page."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words = ""
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.fixture
async def hostile(world: World) -> MyData:
    """Everything of somebody who wrote the worst there is, wherever they could."""
    ana = await world.member(HOSTILE, Role.MENTEE)
    ben = await world.member("Ben", Role.MENTOR)
    pair = await world.pair(ben, ana)
    await reflection(world, pair, START.date() - timedelta(days=1), glad=HOSTILE)
    found = await gather(world.core, ana.id)
    assert found is not None
    return found


def test_nothing_that_somebody_wrote_becomes_markup(hostile: MyData) -> None:
    """Whatever they write stands there as words, and nothing is run or fetched."""
    content = page(hostile).decode()
    found = Tags(content)
    assert not found.tags & {"script", "img", "iframe", "link", "object", "svg", "form"}
    assert not [each for each in found.attributes if each.startswith("on")]
    assert not found.attributes & {"src", "action", "style"}
    assert "tg://user" in found.words
    assert 'href="tg:' not in content
    assert not set("\u202e\u200b\x00\x1b") & set(content)
    assert "default-src 'none'" in content
    assert '<html lang="en">' in content


def test_the_file_holds_it_letter_by_letter(hostile: MyData) -> None:
    """Also what no page can show: it is theirs as they wrote it."""
    data = json.loads(data_file(hostile).decode("utf-8"))
    (written,) = data["writings"]
    assert written["answers"][0]["said"] == HOSTILE
    assert data["you"]["name"] == HOSTILE
    assert set(data["left_out"]) == set(LeftOut) - {LeftOut.UNREADABLE}


def test_everything_that_may_stand_on_the_page_has_words() -> None:
    """A new field or state has its words in mydata.ftl, so that no page fails for want of them."""
    t = texts("en")
    wanted = {f"mydata-part-{part.replace('_', '-')}" for part in (*PARTS, "left_out")}
    wanted |= {f"mydata-left-out-{each}" for each in LeftOut} | set(_keys(MyData))
    assert sorted(key for key in wanted if not t.has(key)) == []


def _keys(record: Any) -> Iterator[str]:
    for name, hint in get_type_hints(record).items():
        if name not in {*FOR_PROGRAMS, "answers", "begun"} and record not in OTHERWISE:
            yield f"mydata-field-{name.replace('_', '-')}"
        for each in _inside(hint):
            if dataclasses.is_dataclass(each):
                yield from _keys(each)
            elif name not in FOR_PROGRAMS and issubclass(each, Enum) and each not in NOT_SHOWN:
                kind = each.__name__.lower()
                for value in set(each) - NEVER_SAID:
                    yield f"mydata-{kind}-{value.value.replace('_', '-').replace(' ', '-')}"


def _inside(hint: Any) -> Iterator[Any]:
    inner = get_args(hint)
    if inner:
        for each in inner:
            yield from _inside(each)
    elif isinstance(hint, type):
        yield hint
