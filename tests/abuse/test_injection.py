"""What people write is shown as they wrote it: it is never markup, a formula, a form or a command."""

import asyncio
import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import icalendar
import pytest
from sqlalchemy import select

from bot.db.tables import InboxRow, OutboxRow
from bot.domain.formulas import defused
from bot.domain.plain import clean
from bot.domain.queues import InboxState, OutboxState
from bot.rehearsal.markup import parse_html
from tests.abuse.distressed import begins
from tests.abuse.doing import does
from tests.abuse.hostile import SEEN, Shown, overrun
from tests.databases import KeptSqlite
from tests.world import World

# How messages begin, or what else stands in them, in which others' words must be found.
WHERE = (
    "asks to be contacted",
    "asks you to get in touch",
    "You are invited as a mentee",
    "Before you meet",
    "had a meeting planned for",
    "How did you see",
    "Your mentees",
    "Your proposal to",
    "Who can see what of yours",
    "Their time: London",
    "The groups of",
    "Who shall be a mentor to",
    "How the pairs of",
    "What is set for everybody",
    "Who did what",
    "Preview: 1 of 3",
    "This is what people will read",
    "writes to you for",
    "has closed",
)


@pytest.fixture(scope="module")
def shown(kept_sqlite: KeptSqlite) -> Shown:
    """All was said and looked at once; many promises are looked for in what came of it."""
    return asyncio.run(overrun(kept_sqlite.emptied()))


def test_tags_links_to_accounts_and_unclosed_markup_are_shown_as_they_were_written(
    shown: Shown,
) -> None:
    """In every message, caption and button; none is refused, and none brings anybody elsewhere."""
    assert shown.given_up == []
    assert shown.problems() == set()
    for source in shown.texts():
        entities = parse_html(source)[1]
        assert {each["type"] for each in entities} <= {"bold", "italic", "blockquote", "code"}, (
            source
        )
        assert not [each for each in entities if "url" in each or "user" in each], source
    assert {name for each in shown.buttons() for name in each} == {"text", "callback_data"}


def test_format_strings_and_placeables_are_never_filled_in(shown: Shown) -> None:
    """Wherever something of these words is read, all of them are, or they are cut off visibly."""
    found = list(shown.plain())
    for text in found:
        for rest in re.split("=A1", text)[1:]:
            before, cut, _ = rest.partition("…")
            assert rest.startswith(SEEN[3:]) or (cut and SEEN[3:].startswith(before)), text
    for where in WHERE:
        assert [each for each in found if where in each and SEEN in each], where


def test_nothing_that_is_not_seen_or_turns_words_around_is_ever_shown(shown: Shown) -> None:
    """No direction mark, no zero width, no NUL, no half of a pair, nothing that terminals obey."""
    for text in (*shown.plain(), *(each.name for each in shown.files)):
        assert clean(text) == text, repr(text)


def test_no_cell_of_any_table_is_a_formula(shown: Shown) -> None:
    """Results, links and the audit, with names and words of formulas, tabs and line ends."""
    tables = shown.called(".csv")
    assert len(tables) == 4  # one of them is the list that Cleo sent
    for table in tables:
        for row in csv.reader(io.StringIO(table, newline="")):
            assert [cell for cell in row if defused(cell) != cell and cell != SEEN + "2"] == []
    [book] = [each.content for each in shown.files if each.name.endswith(".xlsx")]
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        sheets = [parts.read(each).decode() for each in parts.namelist() if "sheet" in each]
    assert sheets
    assert not [each for each in sheets if "<f>" in each or "hyperlink" in each]


def test_a_calendar_file_holds_one_meeting_and_nothing_that_somebody_wrote_into_it(
    shown: Shown,
) -> None:
    """Lines in the place where they meet stay part of that place."""
    [file] = shown.called(".ics")
    [event] = icalendar.Calendar.from_ical(file).walk("VEVENT")
    assert SEEN in str(event["location"])
    assert "\nATTENDEE:mailto" in str(event["location"])
    assert SEEN in str(event["summary"])
    assert "ATTENDEE" not in event
    assert clean(file.replace("\r", "")) == file.replace("\r", "")


class _Page(HTMLParser):
    """Which tags and attributes a page has, and what it says."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: dict[str, set[str | None]] = {}
        self.said = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.setdefault(name, set()).add(value)

    def handle_data(self, data: str) -> None:
        self.said += data


def test_what_somebody_is_sent_of_their_own_holds_their_words_and_no_markup_of_anybodys(
    shown: Shown,
) -> None:
    """The page leads nowhere and runs nothing; in the other file each word is as it was written."""
    pages, data = shown.called("data.html"), shown.called("data.json")
    assert len(pages) == len(data) == 3
    for page in map(_Page, pages):
        assert SEEN in page.said
        assert page.tags.isdisjoint({"u", "script", "img", "iframe", "form", "object"})
        assert not [name for name in page.attributes if name.startswith(("on", "src"))]
        assert all(str(each).startswith("#") for each in page.attributes["href"])
    for each in data:
        assert SEEN in list(_strings(json.loads(each)))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield clean(value)
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


def test_files_have_names_that_no_system_takes_for_anything_else(shown: Shown) -> None:
    assert [
        each.name for each in shown.files if not re.fullmatch(r"[a-z0-9.-]{1,64}", each.name)
    ] == []


async def test_as_many_emoji_as_a_message_holds_are_kept_and_shown_whole(world: World) -> None:
    """Of several parts each: as answers, on a list, with a request and in an announcement."""
    await begins(world)
    family, smile = "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f642"
    full = f"{family} " * 682
    for said in (full, smile * 4096, "Skip", full, "Send", "/agenda", full, "/talk"):
        await does(world, "Ana", said)
    for who, said in (("Ana", "Ask my coordinator|%|Send it"), ("Cleo", "ac.new|Everyone|%")):
        for each in said.split("|"):
            await does(world, who, each.replace("%", full))
    for said in ("/digest", "Read everything"):
        world.person("Ben").new_messages()
        await does(world, "Ben", said)
    read, shown = (
        "".join(message.text for message in world.person(name).new_messages())
        for name in ("Ben", "Cleo")
    )
    assert (read.count(smile), read.count(family)) == (4096, 3 * 682)
    assert shown.count(family) == 682
    async with world.db.read() as s:
        assert (await s.scalars(select(InboxRow.state).distinct())).all() == [InboxState.HANDLED]
        assert (await s.scalars(select(OutboxRow.state).distinct())).all() == [OutboxState.SENT]
