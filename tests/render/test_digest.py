"""A digest is short at first, complete on request, and never shows markup of its own making."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.digest import Contents, Promises, Said, Week, WeekState
from bot.render.digest import digest, everything
from bot.render.split import characters, plain
from bot.services.reading.digest_views import DigestView

NOW = datetime(2026, 3, 18, 18, tzinfo=UTC)
GLAD = "What were you glad about this week?"


def _week(day: int, *said: str, **more: object) -> Week:
    answers = tuple(Said("glad", GLAD, text) for text in said)
    return replace(Week(date(2026, 3, day), WeekState.SENT, answers), **more)  # type: ignore[arg-type]


def _none(day: int) -> Week:
    return Week(date(2026, 3, day), WeekState.NONE)


def _view(contents: Contents, **more: object) -> DigestView:
    view = DigestView(
        language="en",
        zone="Europe/London",
        now=NOW,
        mentee="Amina",
        relationship_id=7,
        meeting_id=8,
        meeting_at=datetime(2026, 3, 19, 18, tzinfo=UTC),
        place="the café <by> the river & bridge",
        contents=contents,
    )
    return replace(view, **more)  # type: ignore[arg-type]


def _text(view: DigestView) -> str:
    return "\n\n".join(plain(message.text) for message in digest(view))


def _full(view: DigestView) -> str:
    return "\n\n".join(plain(message.text) for message in everything(view))


def _labels(view: DigestView) -> list[str]:
    return [b.label for message in digest(view) for row in message.buttons for b in row]


LONG = Contents(
    questions=(Said("questions", "Questions?", "How do I say no?"),),
    promises=Promises(Said("", "", "Send the list"), Said("", "", "Call the clinic")),
    weeks=(
        _week(5, "First. " * 250, feeling=3),
        _week(12, "Second. " * 300, feeling=4, kept_private=2),
        _week(18, "Third. " * 400, feeling=2),
    ),
)


class TestOrder:
    """What the mentee wants to talk about comes first; weeks follow, oldest first."""

    def test_everything_is_where_a_reader_looks_for_it(self) -> None:
        contents = replace(LONG, agenda=("The night shift",))
        text = _full(_view(contents))
        order = [
            "Before you meet Amina",
            "19 March",
            "the café <by> the river & bridge",
            "How do I say no?",
            "The night shift",
            "3, 4, 2",
            "2 answers kept private",
            "Send the list",
            "Call the clinic",
            "5 March",
            "12 March",
            "18 March",
        ]
        places = [text.index(part) for part in order]
        assert places == sorted(places)

    def test_the_mentors_own_view_stands_after_the_mentees(self) -> None:
        own = (Said("week", "How was their week?", "Mine"),)
        text = _text(_view(Contents(weeks=(_week(5, "Theirs", own=own),))))
        assert text.index("Theirs") < text.index("Your own view") < text.index("Mine")

    def test_an_own_view_of_a_week_without_a_reflection_says_so(self) -> None:
        own = (Said("week", "How was their week?", "Mine"),)
        text = _text(_view(Contents(weeks=(replace(_none(5), own=own),))))
        assert "Week of Thursday 5 March (no reflection)" in text
        assert "Mine" in text


class TestMissing:
    """What is not there is named."""

    def test_a_week_without_a_reflection_is_named(self) -> None:
        text = _text(_view(Contents(weeks=(_week(5, "Yes"), _none(12)))))
        assert "No reflection for the week of Thursday 12 March." in text
        assert "quiet" not in text

    def test_two_such_weeks_are_quiet(self) -> None:
        text = _text(_view(Contents(weeks=(_none(5), _none(12)))))
        assert "Amina has been quiet for two weeks or more." in text

    def test_many_such_weeks_do_not_fill_the_page(self) -> None:
        days = range(1, 13)
        text = _text(_view(Contents(weeks=tuple(_none(day) for day in days))))
        assert text.count("No reflection for the week of") == 6
        assert "none for 6 earlier weeks" in text

    def test_one_private_answer_and_several_read_well(self) -> None:
        one = _text(_view(Contents(weeks=(_week(5, "Yes", kept_private=1),))))
        assert "One answer kept private." in one

    def test_a_reflection_kept_private_altogether_is_not_a_silent_week(self) -> None:
        text = _text(_view(Contents(weeks=(_week(5, kept_private=4),))))
        assert "A reflection came, and Amina kept every answer private." in text
        assert "No reflection" not in text

    def test_an_empty_digest_says_that_it_is_empty(self) -> None:
        text = _text(_view(Contents()))
        assert "Nothing new has come in." in text
        assert "Amina has put nothing on the list yet." in text

    def test_without_a_meeting_it_says_so(self) -> None:
        text = _text(_view(Contents(), meeting_id=None, meeting_at=None, place=""))
        assert "No meeting is planned." in text


class TestSixHundredWords:
    """The first part is readable in five minutes, and says truthfully that there is more."""

    @pytest.mark.parametrize(
        "contents",
        [
            LONG,
            Contents(weeks=(_week(5, "Word " * 700),)),
            Contents(weeks=(_week(5, "Wo " * 1360),)),
            Contents(agenda=("Point. " * 120,) * 10),
            Contents(weeks=tuple(_week(day, "Good. " * 90) for day in range(1, 13))),
        ],
    )
    def test_it_keeps_to_six_hundred_words(self, contents: Contents) -> None:
        assert len(_text(_view(contents)).split()) <= 600
        assert "Read everything" in _text(_view(contents))
        assert "Read everything" in _labels(_view(contents))

    def test_long_answers_are_shortened_so_that_each_stays_in_sight(self) -> None:
        text = _text(_view(LONG))
        assert all(f"{which}. …" in text for which in ("First", "Second", "Third"))
        assert "How do I say no?" in text
        assert "Long answers are shortened here" in text

    def test_a_long_question_hides_neither_the_list_nor_the_week(self) -> None:
        asked = (Said("questions", "Questions?", "Why is that? " * 190),)
        week = _week(5, "The garden.", "The sea.")
        text = _text(_view(Contents(questions=asked, agenda=("The night shift",), weeks=(week,))))
        assert "Why is that? …" in text
        assert all(whole in text for whole in ("The night shift", "The garden.", "The sea."))
        assert len(text.split()) <= 600

    def test_where_something_is_left_out_altogether_it_says_that_there_is_more(self) -> None:
        text = _text(_view(Contents(agenda=("Point. " * 120,) * 20)))
        assert "There is more to read" in text
        assert "shortened" not in text

    def test_that_the_mentor_is_asked_no_more_stands_last(self) -> None:
        weeks = (_none(5), _week(12, "The sea."))
        text = _text(_view(Contents(weeks=weeks), checkins_stopped=True))
        assert text.index("The sea.") < text.index("I have stopped asking you")

    def test_a_short_digest_has_nothing_more_to_read(self) -> None:
        view = _view(Contents(weeks=(_week(5, "Yes"),)))
        assert _labels(view) == []
        assert "Read everything" not in _text(view)

    def test_everything_holds_everything_in_messages_that_fit(self) -> None:
        contents = Contents(weeks=(_week(5, "Sentence here. " * 900), _week(12, "End & <b>")))
        messages = everything(_view(contents))
        assert all(characters(message.text) <= 4096 for message in messages)
        assert _full(_view(contents)).count("Sentence here.") == 900
        assert "End &amp; &lt;b&gt;" in messages[-1].text


class TestVoice:
    """Voice notes are named where they stand and played by a button."""

    def test_each_has_its_button(self) -> None:
        spoken = Said("glad", GLAD, "", voice_id=36)
        view = _view(Contents(weeks=(Week(date(2026, 3, 5), WeekState.SENT, (spoken,)),)))
        assert "Voice note 1" in _text(view)
        assert _labels(view) == ["Play voice note 1"]
        assert digest(view)[-1].buttons[0][0].data == "dg.10.play"

    def test_numbers_are_the_same_in_both_parts(self) -> None:
        first, second = (Said("glad", GLAD, "", voice_id=number) for number in (36, 37))
        weeks = (
            Week(date(2026, 3, 5), WeekState.SENT, (first,)),
            _week(12, *["Word. " * 70] * 12),
            Week(date(2026, 3, 18), WeekState.SENT, (second,)),
        )
        view = _view(Contents(weeks=weeks))
        assert _labels(view) == ["Read everything", "Play voice note 1"]
        played = [b.label for m in everything(view) for row in m.buttons for b in row]
        assert played == ["Play voice note 1", "Play voice note 2"]
