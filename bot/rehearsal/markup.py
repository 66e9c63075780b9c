"""Telegram's HTML: from markup to plain text and entities, with its refusals' wording."""

import re
from dataclasses import dataclass, field

from bot.rehearsal.entities import trim, utf16_length
from bot.rehearsal.refusal import Json, Refusal, bad_request

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot)(?![a-zA-Z]));?")
_ATTRIBUTE = re.compile(r"""([^\s=>/"']+)\s*(?:(=)\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?""")
_TAG = re.compile(r"</?([^\s>]*)")
_TAG_END = re.compile(r"\s*>")
_PLAIN = re.compile(r"[^<&]+")
_SPACE = re.compile(r"\s*")


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Plain text and entities of HTML as Telegram parses it, trimmed as Telegram trims.

    Raises the refusal "can't parse entities: ..." for markup that Telegram refuses.
    """
    parser = _Parser(source)
    parser.run()
    return trim(parser.text, parser.entities)


@dataclass
class _Open:
    tag: str
    offset: int
    attributes: dict[str, str]


@dataclass
class _Parser:
    source: str
    position: int = 0
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    entities: list[Json] = field(default_factory=list)
    nested: list[_Open] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    def run(self) -> None:
        while self.position < len(self.source):
            character = self.source[self.position]
            if character == "<":
                self._tag()
            elif character == "&":
                self._reference()
            else:
                self._plain()
        if self.nested:
            tag = self.nested[-1].tag
            raise _refusal(f'Can\'t find end tag corresponding to start tag "{tag}"')

    def _add(self, text: str) -> None:
        self.pieces.append(text)
        self.length += utf16_length(text)

    def _plain(self) -> None:
        match = _PLAIN.match(self.source, self.position)
        assert match is not None
        self._add(match.group().replace("\r", ""))
        self.position = match.end()

    def _reference(self) -> None:
        match = _REFERENCE.match(self.source, self.position)
        character = _decode(match) if match else None
        if match is None or character is None:
            self._add("&")
            self.position += 1
            return
        self._add(character)
        self.position = match.end()

    def _tag(self) -> None:
        begin = self.position
        closing = self.source[begin + 1 : begin + 2] == "/"
        match = _TAG.match(self.source, begin)
        assert match is not None
        self.position = match.end()
        if closing:
            self._close(begin, match.group(1).lower())
        else:
            self._open(begin, match.group(1).lower())

    def _open(self, begin: int, tag: str) -> None:
        if self.position >= len(self.source):
            raise _refusal(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        if tag not in _KINDS:
            raise _refusal(
                f'Unsupported start tag "{tag}" at byte offset {self._bytes(begin)}',
            )
        attributes = self._attributes(begin, tag)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _refusal(
                f'Tag "span" must have class "tg-spoiler" at byte offset {self._bytes(begin)}'
            )
        self.nested.append(_Open(tag, self.length, attributes))

    def _attributes(self, begin: int, tag: str) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while True:
            space = _SPACE.match(self.source, self.position)
            assert space is not None
            self.position = space.end()
            if self.position >= len(self.source):
                raise _refusal(f"Unclosed start tag at byte offset {self._bytes(begin)}")
            if self.source[self.position] == ">":
                self.position += 1
                return attributes
            match = _ATTRIBUTE.match(self.source, self.position)
            if match is None:
                raise _refusal(
                    f'Empty attribute name in the tag "{tag}" at byte offset {self._bytes(begin)}'
                )
            name, equals, *values = match.groups(default="")
            if not equals and (tag, name.lower()) != ("blockquote", "expandable"):
                raise _refusal(
                    "Expected equal sign in declaration of an attribute of the tag "
                    f'"{tag}" at byte offset {self._bytes(begin)}'
                )
            attributes[name.lower()] = _decode_all("".join(values))
            self.position = match.end()

    def _close(self, begin: int, tag: str) -> None:
        if not self.nested:
            raise _refusal(f"Unexpected end tag at byte offset {self._bytes(begin)}")
        end = _TAG_END.match(self.source, self.position)
        if end is None:
            raise _refusal(f"Unclosed end tag at byte offset {self._bytes(begin)}")
        self.position = end.end()
        opened = self.nested[-1]
        if tag and tag != opened.tag:
            raise _refusal(
                f"Unmatched end tag at byte offset {self._bytes(begin)}, "
                f'expected "</{opened.tag}>", found "</{tag}>"'
            )
        self.nested.pop()
        self._finish(opened)

    def _finish(self, opened: _Open) -> None:
        entity: Json = {
            "type": _KINDS[opened.tag],
            "offset": opened.offset,
            "length": self.length - opened.offset,
        }
        if opened.tag == "a":
            url = opened.attributes.get("href", "")
            if not re.match(r"(https?|tg|mailto|tel):", url):
                return
            entity["url"] = url
        if opened.tag == "blockquote" and "expandable" in opened.attributes:
            entity["type"] = "expandable_blockquote"
        if entity["length"] > 0:
            self.entities.append(entity)

    def _bytes(self, position: int) -> int:
        return len(self.source[:position].encode())


def _refusal(text: str) -> Refusal:
    return bad_request(f"can't parse entities: {text}")


def _decode(match: "re.Match[str]") -> str | None:
    hexadecimal, decimal, name = match.groups()
    if name:
        return _NAMED[name]
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    if not 0 < code < 0x10FFFF or 0xD800 <= code < 0xE000:
        return None
    return chr(code)


def _decode_all(text: str) -> str:
    return _REFERENCE.sub(lambda match: _decode(match) or match.group(), text)
