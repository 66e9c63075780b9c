"""Reading a table out of bytes that somebody says are a CSV file, whatever they are."""

import csv
import io
from collections.abc import Iterator

from bot.domain.people_files import LARGEST, Problem


class NoTableError(Exception):
    """These bytes cannot be read as a table; `line` is where, counted from 1, or 0 for all."""

    def __init__(self, problem: Problem, line: int = 0) -> None:
        super().__init__(problem.value)
        self.problem = problem
        self.line = line


def lines_of(content: bytes) -> list[tuple[int, list[str]]]:
    """Return every line with something in it, with its number as editors show it.

    UTF-8, with or without a mark in front; commas or semicolons, whichever the first line has
    more of. Raises NoTableError for anything else, and nothing besides.
    """
    return list(_lines(_decoded(content)))


def _decoded(content: bytes) -> str:
    if len(content) > LARGEST:
        raise NoTableError(Problem.LARGE)
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise NoTableError(Problem.SPREADSHEET)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NoTableError(Problem.ENCODING)
    if b"\0" in content:
        raise NoTableError(Problem.BINARY)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Tables saved by older programs: words, with some letters that are not written as UTF-8.
        readable = all(byte >= 32 or byte in b"\t\r\n" for byte in content)
        raise NoTableError(Problem.ENCODING if readable else Problem.BINARY) from None


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    first = text.lstrip().splitlines()[0] if text.strip() else ""
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise NoTableError(Problem.QUOTES, line) from None
        if any(cell.strip() for cell in cells):
            yield line, cells
