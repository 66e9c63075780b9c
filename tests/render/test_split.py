"""Long texts become messages that Telegram takes, and nothing of them is lost."""

import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.plain import clean
from bot.render.split import Block, characters, plain, quoted, split
from bot.render.texts import Markup, escape

SAID = st.text(
    st.one_of(st.sampled_from("ab .,!?\n<>&\"'é字।̈👍🏽\u200d"), st.characters(codec="utf-8")),
    max_size=900,
)
HEADS = st.sampled_from(["", "What went well", "a < b & c"]).map(
    lambda words: Markup(f"<b>{escape(words)}</b>") if words else Markup("")
)
BLOCKS = st.lists(st.builds(Block, head=HEADS, said=SAID, tail=HEADS), max_size=6)
MOST = 300


class _Balanced(HTMLParser):
    """Refuses anything that Telegram would: an unknown tag, or one that is never closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        assert tag in {"b", "i", "blockquote"}
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def _parsed(message: str) -> str:
    parser = _Balanced()
    parser.feed(message)
    parser.close()
    assert not parser.open
    return parser.text


def _letters(text: str) -> str:
    return re.sub(r"\s+", "", text)


class TestSplit:
    """Every message parses and fits, and together they say what the blocks say, in order."""

    @given(BLOCKS)
    def test_every_message_fits_and_parses(self, blocks: list[Block]) -> None:
        for message in split(blocks, MOST):
            assert 0 < len(_parsed(message)) <= MOST
            assert characters(message) == len(_parsed(message))

    @given(BLOCKS)
    def test_nothing_is_lost_and_nothing_is_said_twice(self, blocks: list[Block]) -> None:
        said = "".join(plain(b.head) + clean(b.said) + plain(b.tail) for b in blocks)
        assert _letters("".join(map(_parsed, split(blocks, MOST)))) == _letters(said)

    @given(BLOCKS)
    def test_a_block_that_fits_a_message_is_never_divided(self, blocks: list[Block]) -> None:
        messages = split(blocks, MOST)
        for block in blocks:
            whole = Markup(
                "\n".join(
                    part
                    for part in (
                        block.head,
                        quoted(clean(block.said).strip()) if clean(block.said).strip() else "",
                        block.tail,
                    )
                    if part
                )
            )
            if whole and characters(whole) <= MOST:
                assert any(whole in message for message in messages)

    def test_a_long_answer_is_divided_between_sentences(self) -> None:
        said = "One short sentence here. " * 30
        parts = [plain(message) for message in split([Block(said=said)], MOST)]
        assert len(parts) > 1
        assert all(part.strip().endswith(".") for part in parts)

    def test_letters_that_belong_together_stay_together(self) -> None:
        family = "👩\u200d👩\u200d👧"
        parts = [plain(message) for message in split([Block(said=family * 100)], MOST)]
        assert all(part == family * (len(part) // len(family)) for part in parts)

    def test_a_quotation_cannot_close_ours(self) -> None:
        (message,) = split([Block(said="</blockquote><b>boo")])
        assert message == "<blockquote>&lt;/blockquote&gt;&lt;b&gt;boo</blockquote>"
