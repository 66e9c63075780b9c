"""Results as files: nothing in them is ever computed, and nothing anonymous stands in one row."""

import csv
import io
import zipfile
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as some

from bot.domain.formulas import defused
from bot.domain.survey_answers import Given
from bot.domain.survey_results import Spread
from bot.domain.surveys import Segment, SurveyState
from bot.render.message import Outgoing
from bot.render.result_files import csv_file, words_file, xlsx_file
from bot.services.surveys.result_views import (
    Answered,
    QuestionResult,
    Rate,
    ResultsView,
    Standing,
)
from tests.surveying import K

NOW = datetime(2026, 3, 9, 8, tzinfo=UTC)
EVIL = ['=HYPERLINK("http://x")', "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", '  "=1', "；=1", "fine"]
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def view(*questions: QuestionResult, people: tuple[Answered, ...] = ()) -> ResultsView:
    return ResultsView(
        language="en",
        survey_id=1,
        title="=Half-way/..",
        anonymous=not people,
        state=SurveyState.CLOSED,
        standing=Standing.SHOWN,
        fewest=3,
        round=1,
        opened_at=NOW,
        ends_at=NOW,
        rate=Rate(None, 9, 9, 9),
        rates=(),
        questions=questions,
        people=people,
        heard=False,
        zone="Europe/London",
        now=NOW,
    )


def scale(number: int, words: str = "How is it going?") -> QuestionResult:
    whole = Spread(9, (0, 2, 0, 3, 4), 4.0)
    parts = (
        (Segment.MENTEE, Spread(5, (0, 2, 0, 3, 0), 3.2)),
        (Segment.MENTOR, Spread(4, (0, 0, 0, 0, 4), 5.0)),
    )
    return QuestionResult(number, number, K.FIVE, words, (), whole, parts)


def texts(number: int, *said: str) -> QuestionResult:
    return QuestionResult(
        number, number, K.TEXT, "What else?", (), Spread(len(said), ()), texts=said
    )


def rows(message: Outgoing) -> list[list[str]]:
    assert message.document is not None
    assert message.document.content.startswith("\ufeff".encode())
    return list(csv.reader(io.StringIO(message.document.content.decode("utf-8-sig"), newline="")))


def parts_of(message: Outgoing) -> dict[str, str]:
    assert message.document is not None
    with zipfile.ZipFile(io.BytesIO(message.document.content)) as book:
        return {name: book.read(name).decode() for name in book.namelist()}


@given(some.text(alphabet=some.sampled_from(" \t\r\n\"'“=+-@,;|a1＝－\u200b\ufeff"), max_size=12))
def test_no_cell_is_a_formula_however_a_spreadsheet_divides_it(words: str) -> None:
    """At commas, semicolons, tabs, bars or line ends; whatever it leaves out in front."""
    harmless = defused(words)
    assert harmless.replace("'", "") == words.replace("'", "")
    for mark in ("\0", ",", ";", "|", "\n", "\r", "\t"):
        for cell in harmless.split(mark):
            seen = cell.lstrip(' \n\r\t"“\u200b\ufeff')
            assert not seen.startswith(("=", "+", "-", "@", "＝", "－")), cell
    assert not harmless.startswith(("\t", "\r"))
    assert defused(harmless) == harmless


def test_what_people_wrote_is_never_computed() -> None:
    found = rows(csv_file(view(scale(1, "=cmd|' /C calc'!A0"), texts(2, *EVIL))))
    assert not [cell for row in found for cell in row if cell.lstrip(' "').startswith(FORMULAS)]
    assert found[-1][:3] == ["2", "What else?", "fine"]
    book = parts_of(xlsx_file(view(scale(1), texts(2, *EVIL))))
    sheets = [text for name, text in book.items() if name.startswith("xl/worksheets/")]
    assert len(sheets) == 2
    assert all("<f>" not in text and "hyperlink" not in text for text in sheets)
    assert all('state="frozen"' in text for text in sheets)
    assert "=HYPERLINK(" in book["xl/sharedStrings.xml"]


def test_an_anonymous_table_holds_counts_and_words_and_a_row_for_nobody() -> None:
    """Every row is a count of one answer, or one text alone."""
    found = rows(csv_file(view(scale(1), texts(2, "More tea", "Nothing"))))
    assert found[0] == ["No.", "Question", "Answer", "People", "Share", "Mentees", "Mentors"]
    assert found[4] == ["1", "How is it going?", "4", "3", "0.3333", "3", "0"]
    assert found[6] == ["1", "How is it going?", "Answered", "9", "", "5", "4"]
    assert found[7] == ["1", "How is it going?", "Average", "4.0", "", "3.2", "5.0"]
    assert found[-2:] == [["2", "What else?", "More tea"], ["2", "What else?", "Nothing"]]


def test_answers_with_names_have_one_row_for_each_person() -> None:
    ana = Answered(
        1, "=Ana", Segment.MENTEE, {1: Given(K.FIVE, 4), 3: Given(K.CHOICES, choices=(0, 2))}
    )
    ben = Answered(2, "Ben", None, {2: Given(K.TEXT, text="Long\n-ish")})
    choice = QuestionResult(
        3, 3, K.CHOICES, "What helps?", ("Tea", "Plans", "Talk"), Spread(1, (1, 0, 1))
    )
    shown = view(scale(1), texts(2, "Long\n-ish"), choice, people=(ana, ben))
    assert rows(csv_file(shown)) == [
        ["Name", "Was asked as", "1. How is it going?", "2. What else?", "3. What helps?"],
        ["'=Ana", "Mentee", "4", "", "Tea; Talk"],
        ["Ben", "Other", "", "Long\n'-ish", ""],
    ]
    assert words_file(shown).document is not None
    document = words_file(shown).document
    assert document is not None
    assert document.name == "half-way-results.txt"
    assert "=Ana: 4" in document.content.decode("utf-8-sig")


def test_the_same_results_make_the_same_files_and_an_endless_text_fits_a_cell() -> None:
    shown = view(scale(1), texts(2, "x" * 40_000))
    assert xlsx_file(shown) == xlsx_file(shown)
    assert csv_file(shown) == csv_file(shown)
    assert "x" * 32_766 + "…<" in parts_of(xlsx_file(shown))["xl/sharedStrings.xml"]
