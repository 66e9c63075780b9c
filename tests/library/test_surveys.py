"""The surveys of the library are checked when they are read, and can be sent as they are."""

from pathlib import Path

import pytest

from bot.domain.survey_files import BadSurveyError, in_language
from bot.domain.surveys import SurveyQuestionKind
from bot.library.surveys import load, ready_surveys

GOOD = """
order = 1
audience = "mentees"
anonymous = true
days_open = 7

[title]
en = "A check"

[about]
en = "For mentees."

[[question]]
kind = "five"

[question.words]
en = "How is it?"

[[question]]
kind = "choice"

[question.words]
en = "Which?"
de = "Was?"

[question.options]
en = ["This", "That"]
de = ["Dies", "Das"]
"""


def read(folder: Path, text: str, name: str = "a_check.toml") -> None:
    (folder / name).write_text(text, encoding="utf-8")
    load(folder)


class TestWhatShips:
    """Half-way from both sides, the end of a programme, and the value of the meetings."""

    def test_they_stand_in_an_order_of_their_own(self) -> None:
        assert [each.key for each in ready_surveys()] == [
            "midpoint_mentees",
            "midpoint_mentors",
            "end_of_programme",
            "value_of_meetings",
        ]
        assert len({each.order for each in ready_surveys()}) == len(ready_surveys())

    def test_both_sides_of_the_half_way_check_are_asked_the_same_of_the_two_of_them(self) -> None:
        mentees, mentors = ready_surveys()[:2]
        assert mentees.questions[:5] == mentors.questions[:5]
        assert mentees.questions[5] != mentors.questions[5]

    def test_each_is_anonymous_and_short_enough_for_an_old_phone(self) -> None:
        for survey in ready_surveys():
            assert survey.anonymous
            assert len(survey.questions) <= 8
            for question in survey.questions:
                assert len(in_language(question.words, "en")) <= 160
                # Longer ones are cut off on a button of a small phone.
                assert all(len(each) <= 38 for each in question.options.get("en", ()))

    def test_on_a_button_of_a_phone_each_is_told_from_the_others(self) -> None:
        """Phones cut a label after some 30 characters, and a day may stand before the title."""
        titles = [in_language(each.title, "en") for each in ready_surveys()]
        assert len({title[:12] for title in titles}) == len(titles)

    def test_the_value_of_the_meetings_takes_five_taps(self) -> None:
        (survey,) = (each for each in ready_surveys() if each.key == "value_of_meetings")
        kinds = {each.kind for each in survey.questions}
        assert len(survey.questions) == 5
        assert not kinds & {SurveyQuestionKind.TEXT, SurveyQuestionKind.CHOICES}

    def test_a_scale_says_what_its_ends_are(self) -> None:
        for survey in ready_surveys():
            for question in survey.questions:
                if question.kind in (SurveyQuestionKind.FIVE, SurveyQuestionKind.TEN):
                    end = "5 is" if question.kind is SurveyQuestionKind.FIVE else "10 is"
                    assert end in in_language(question.words, "en")


def test_words_fall_back_to_the_base_language_and_to_english(tmp_path: Path) -> None:
    (tmp_path / "a_check.toml").write_text(GOOD, encoding="utf-8")
    (survey,) = load(tmp_path)
    assert in_language(survey.questions[1].words, "de-at") == "Was?"
    assert in_language(survey.questions[1].options, "fr") == ("This", "That")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("order = 1", "", "order must be a number"),
        ('audience = "mentees"', 'audience = "all"', "audience must be one of everyone"),
        ("anonymous = true", 'anonymous = "yes"', "anonymous must be true or false"),
        ("days_open = 7", "days_open = 90", "days_open must be a number"),
        ("days_open = 7", "days_open = 7\nminutes = 3", "has what nobody reads: minutes"),
        ('en = "A check"', f'en = "{"x" * 81}"', "title: 'en' must have 1 to 80"),
        ('en = "How is it?"', "", "words must be given in 'en'"),
        ('kind = "five"', 'kind = "stars"', "kind must be one of five, ten"),
        ('kind = "five"', 'kind = "five"\noptions = ["a"]', "only a choice has options"),
        ('de = ["Dies", "Das"]', "", "options in each language"),
        ('["This", "That"]', '["This"]', "must be 2 to 10 texts"),
        ('["This", "That"]', f'["This", "{"x" * 61}"]', "at most 60 characters"),
        ('["This", "That"]', '["This", "this"]', "must differ"),
        ('["Dies", "Das"]', '["Dies", "Das", "Jenes"]', "as many in each language"),
        ("order = 1", "order = ", "a_check.toml"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    assert old in GOOD
    with pytest.raises(BadSurveyError, match=sentence):
        read(tmp_path, GOOD.replace(old, new, 1))


def test_a_file_with_another_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSurveyError, match="a survey is named like"):
        read(tmp_path, GOOD, "A-check.toml")
