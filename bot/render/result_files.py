"""Results as files: tables for spreadsheets, and words to read. None of it can run anything."""

import csv
import io
import re
from collections.abc import Iterator

from bot.domain.formulas import defused
from bot.domain.plain import clean
from bot.render.message import Document, Outgoing
from bot.render.result_tables import Cell, Table, one_table, tables, told
from bot.render.texts import Markup, Texts, texts
from bot.services.surveys.result_views import QuestionResult, ResultsView

# A cell of Excel takes no more.
_LONGEST_CELL = 32_767
_WIDEST, _WIDTH_OF_A_NUMBER = 60, 8
_NO_LETTER = re.compile(r"[\W_]+")
_LONGEST_NAME = 40


def csv_file(view: ResultsView) -> Outgoing:
    """The results as a CSV file, UTF-8 with the mark by which spreadsheets know it."""
    t = texts(view.language)
    out = io.StringIO(newline="")
    # In quotes, so that a spreadsheet that divides at semicolons finds no cells of its own.
    table = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC)
    for row in one_table(t, view):
        table.writerow([defused(cell) if isinstance(cell, str) else cell for cell in row])
    return _sent(t, view, "csv", out.getvalue().encode("utf-8-sig"))


def xlsx_file(view: ResultsView) -> Outgoing:
    """The results as a workbook: words stay words, whatever they begin with."""
    from xlsxwriter import Workbook

    t = texts(view.language)
    kept = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(kept, {"in_memory": True, **plain})
    # The moment of the close, so that the same results make the same file.
    if view.ends_at is not None:
        book.set_properties({"created": view.ends_at.replace(tzinfo=None)})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    for table in tables(t, view):
        sheet = book.add_worksheet(table.name[:31])
        sheet.freeze_panes(1, 0)
        for column, width in enumerate(_widths(table)):
            sheet.set_column(column, column, width)
        for row, cells in enumerate(table.rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, str):
                    sheet.write_string(row, column, _fits(cell), bold if row == 0 else wrap)
                elif cell is not None:
                    sheet.write_number(row, column, cell, wrap)
    book.close()
    return _sent(t, view, "xlsx", kept.getvalue())


def words_file(view: ResultsView) -> Outgoing:
    """What was said in words; with names, all that everybody said."""
    t = texts(view.language)
    kind = "people" if view.people else "words"
    parts = [clean(view.title), t.label(f"results-head-{kind}")]
    for question in view.questions:
        said = list(_named(t, view, question) if view.people else map(clean, question.texts))
        if said:
            parts += [f"{question.number}. {clean(question.words)}", *said]
    content = "\n\n".join(parts) + "\n"
    return _sent(t, view, "txt", content.encode("utf-8-sig"), kind)


def _named(t: Texts, view: ResultsView, question: QuestionResult) -> Iterator[str]:
    for each in view.people:
        cell = told(t, question, each.answers.get(question.id))
        if cell is not None:
            yield f"{clean(each.name)}: {cell}"


def _sent(t: Texts, view: ResultsView, ending: str, content: bytes, kind: str = "") -> Outgoing:
    caption: str = t.say(f"results-file-{kind or ending}", title=view.title)
    if view.people and not kind:
        caption = f"{caption} {t.say('results-file-named')}"
    name = t.label("results-file-name", title=view.title)
    plain = _NO_LETTER.sub("-", name.casefold()).strip("-")[:_LONGEST_NAME].strip("-")
    return Outgoing(Markup(caption), document=Document(f"{plain}.{ending}", content))


def _widths(table: Table) -> Iterator[int]:
    for column in range(max(map(len, table.rows))):
        cells = [row[column] for row in table.rows if column < len(row)]
        yield max(_WIDTH_OF_A_NUMBER, min(_WIDEST, max(map(_width, cells)) + 2))


def _width(cell: Cell) -> int:
    return max(map(len, cell.splitlines()), default=0) if isinstance(cell, str) else 0


def _fits(cell: str) -> str:
    return cell if len(cell) <= _LONGEST_CELL else f"{cell[: _LONGEST_CELL - 1]}…"
