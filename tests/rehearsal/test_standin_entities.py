"""The stand-in reads HTML as Telegram does, and refuses it in Telegram's words."""

import html
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rehearsal.entities import find_commands, utf16_length
from bot.rehearsal.markup import parse_html
from bot.rehearsal.refusal import Refusal


def entity(kind: str, offset: int, length: int, **more: str) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("plain", "plain", []),
        ("a <b>b</b>", "a b", [entity("bold", 2, 1)]),
        ("<STRONG>b</strong>", "b", [entity("bold", 0, 1)]),
        ("<em>x</em><u>y</u>", "xy", [entity("italic", 0, 1), entity("underline", 1, 1)]),
        ("<s>x</s><del>y</del>", "xy", [entity("strikethrough", i, 1) for i in (0, 1)]),
        ("<tg-spoiler>x</tg-spoiler>", "x", [entity("spoiler", 0, 1)]),
        ('<span class="tg-spoiler">x</span>', "x", [entity("spoiler", 0, 1)]),
        ("<code>1 &lt; 2</code>", "1 < 2", [entity("code", 0, 5)]),
        ("<pre>x</pre>", "x", [entity("pre", 0, 1)]),
        (
            "<a href='https://a.example/?b=1&amp;c=2'>x</a>",
            "x",
            [entity("text_link", 0, 1, url="https://a.example/?b=1&c=2")],
        ),
        ("<a>x</a>", "x", []),
        ("<blockquote>x</blockquote>", "x", [entity("blockquote", 0, 1)]),
        ("<blockquote expandable>x</blockquote>", "x", [entity("expandable_blockquote", 0, 1)]),
        ("<b>x<i>y</i></b>", "xy", [entity("bold", 0, 2), entity("italic", 1, 1)]),
        ("&quot;&amp;&gt;&#65;&#x1F600;", '"&>A\N{GRINNING FACE}', []),
        ("fish & chips &nbsp; &", "fish & chips &nbsp; &", []),
        ("\N{GRINNING FACE}<b>x</b>", "\N{GRINNING FACE}x", [entity("bold", 2, 1)]),
        ("  <b>x</b>  \n", "x", [entity("bold", 0, 1)]),
        ("<b> </b>", "", []),
        ("x<b></b>", "x", []),
    ],
)
def test_markup_becomes_text_and_entities(
    source: str, text: str, entities: list[dict[str, Any]]
) -> None:
    assert parse_html(source) == (text, entities)


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("<foo>x</foo>", 'Unsupported start tag "foo" at byte offset 0'),
        ("é<foo>", 'Unsupported start tag "foo" at byte offset 2'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("i <3", "Unclosed start tag at byte offset 2"),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        (
            "<b><i>x</b></i>",
            'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
        ),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href>x</a>", "Expected equal sign in declaration of an attribute"),
        ('<a ="x">x</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
    ],
)
def test_broken_markup_is_refused_in_telegrams_words(source: str, complaint: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_html(source)
    assert refused.value.status == 400
    assert f"Bad Request: can't parse entities: {complaint}" in refused.value.description


@given(st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"])))
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    assert parse_html(html.escape(text)) == (text.strip(), [])


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_lengths_are_counted_in_utf16_units(text: str) -> None:
    assert utf16_length(text) == len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start abc", [(0, 6)]),
        ("/help@plumbline_bot", [(0, 19)]),
        ("\N{GRINNING FACE} /talk now", [(3, 5)]),
        ("and/or, https://a.example/x", []),
        ("/", []),
    ],
)
def test_commands_are_found_in_what_people_type(text: str, found: list[tuple[int, int]]) -> None:
    assert [(each["offset"], each["length"]) for each in find_commands(text)] == found
