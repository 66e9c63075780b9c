"""Questionnaires are data that is checked when it is read, and every version stays readable."""

from pathlib import Path

import pytest

from bot.domain.questionnaire_files import BadQuestionnaireError, named
from bot.library.questionnaires import Library

PARTS = (
    "first",
    "weekly",
    "assessment",
    "meeting_mentee",
    "meeting_mentor",
    "pulse",
    "check",
    "closing",
)
GOOD = """
minutes = 3

[[question]]
key = "met"
kind = "choice"
reader = "other"

[question.words]
en = "Did you meet?"

[question.options.en]
yes = "Yes"
no = "No"

[question.leads]
no = "last"

[[question]]
key = "worth"
kind = "scale"
reader = "me"

[question.words]
en = "Was it worth it?"

[[question]]
key = "last"
kind = "text"
reader = "me"
reader_fixed = true

[question.words]
en = "Anything else?"
de = "Sonst noch etwas?"
"""


def load(folder: Path, text: str, name: str = "own_weekly.v1.toml") -> Library:
    for part in PARTS:
        (folder / f"own_{part}.v1.toml").write_text(GOOD, encoding="utf-8")
    (folder / name).write_text(text, encoding="utf-8")
    return Library(folder)


class TestWhatShips:
    """Two sets, each complete, with the keys that the rest of Plumbline relies on."""

    @pytest.mark.parametrize(
        ("name", "keys"),
        [
            ("peer.first", ("strengths", "barriers", "feeling", "questions")),
            ("peer.weekly", ("glad", "better", "served", "feeling", "questions")),
            ("general.weekly", ("glad", "better", "feeling", "questions")),
            ("peer.assessment", ("week", "did_well", "look_at", "my_needs")),
            ("peer.meeting_mentee", ("met", "worth", "mostly", "my_promise", "their_promise")),
            ("peer.closing", ("changed", "keep")),
        ],
    )
    def test_a_questionnaire_asks_what_others_rely_on(
        self, name: str, keys: tuple[str, ...]
    ) -> None:
        assert Library().get(name).keys == keys

    def test_both_sets_are_complete(self) -> None:
        library = Library()
        assert library.sets() == ("general", "peer")
        for chosen in library.sets():
            for part in PARTS:
                assert library.get(f"{chosen}.{part}").version == 1

    def test_nothing_about_people_served_is_asked_of_a_general_mentee(self) -> None:
        for part in PARTS:
            for question in Library().get(f"general.{part}").questions:
                assert question.key != "served"
                assert "support" not in question.text("en").lower() or question.key == "mostly"

    @pytest.mark.parametrize("chosen", ["general", "peer"])
    def test_how_it_is_going_is_asked_the_same_way_each_time_and_of_nobody_else(
        self, chosen: str
    ) -> None:
        """So numbers can be compared, whichever questions they came from; nobody reads them."""
        short, check = (Library().get(f"{chosen}.{part}") for part in ("pulse", "check"))
        assert short.questions[0] == check.questions[0]
        going = short.questions[0]
        assert (going.key, going.kind, going.reader) == ("going", "scale", "me")
        assert going.reader_fixed
        assert short.keys == ("going", "line")
        assert 4 <= len(check.keys) <= 6

    @pytest.mark.parametrize("part", ["pulse", "check", "closing"])
    def test_about_the_two_nothing_is_shared_unless_its_writer_says_so(self, part: str) -> None:
        for chosen in Library().sets():
            for question in Library().get(f"{chosen}.{part}").questions:
                assert question.reader == "me"

    def test_a_question_is_short_enough_for_an_old_phone(self) -> None:
        for chosen in Library().sets():
            for part in PARTS:
                for question in Library().get(f"{chosen}.{part}").questions:
                    assert len(question.text("en")) <= 160

    def test_what_a_mentor_needs_is_for_the_mentor_alone(self) -> None:
        for name in ("peer.assessment", "general.assessment", "peer.meeting_mentor"):
            question = Library().get(name).question("my_needs")
            assert (question.reader, question.reader_fixed) == ("me", True)


class TestVersions:
    """A response keeps referring to the version it was written for."""

    def test_the_newest_version_is_asked_and_the_old_one_stays(self, tmp_path: Path) -> None:
        newer = GOOD.replace("Did you meet?", "Did you two meet?")
        library = load(tmp_path, newer, "own_weekly.v10.toml")
        assert library.get("own.weekly").version == 10
        assert library.get("own.weekly", 1).questions[0].text("en") == "Did you meet?"

    def test_a_file_name_tells_name_and_version(self) -> None:
        assert named("peer_meeting_mentor.v12.toml") == ("peer.meeting_mentor", 12)
        assert named("peer.v1.toml") is None
        assert named("peer_weekly.v0.toml") is None

    def test_words_fall_back_to_english(self, tmp_path: Path) -> None:
        question = load(tmp_path, GOOD).get("own.weekly").question("last")
        assert question.text("de") == "Sonst noch etwas?"
        assert question.text("pt") == "Anything else?"

    def test_a_set_that_lacks_a_part_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "own_weekly.v1.toml").write_text(GOOD, encoding="utf-8")
        with pytest.raises(BadQuestionnaireError, match="the set 'own' has no 'first'"):
            Library(tmp_path)


class TestMistakes:
    """A mistake in a file is named in one plain sentence, before anybody is asked anything."""

    @pytest.mark.parametrize(
        ("old", "new", "sentence"),
        [
            ("minutes = 3", "", "minutes must be a number"),
            ("minutes = 3", 'minutes = 3\ntitle = "x"', "the file has what nobody reads: title"),
            ('key = "worth"', 'key = "Worth it"', "question 2 needs a key"),
            ('key = "worth"', 'key = "review"', "question 2 needs a key"),
            ('key = "worth"', 'key = "met"', "the key 'met' is used twice"),
            ('kind = "scale"', 'kind = "stars"', "kind must be one of text, scale, choice"),
            ('reader = "me"', 'reader = "all"', "reader must be one of other, me"),
            ("reader_fixed = true", 'reader_fixed = "yes"', "reader_fixed must be true or false"),
            ("reader_fixed = true", 'hint = "x"', "question 'last' has what nobody reads: hint"),
            ('en = "Anything else?"', 'en = " "', "words: 'en' is empty"),
            ('en = "Anything else?"', "", "words lack 'en'"),
            ('no = "No"', "", "a choice needs at least two options"),
            ('no = "No"', 'no = "yes"', "must differ from each other"),
            ("[question.options.en]", "[question.options.de]", "options by language"),
            ('no = "last"', 'maybe = "last"', "unknown option 'maybe'"),
            ('no = "last"', 'no = "met"', "'met', which does not come later"),
            ("minutes = 3", "minutes = ", "own_weekly.v1.toml"),
        ],
    )
    def test_a_mistake_is_named(self, tmp_path: Path, old: str, new: str, sentence: str) -> None:
        assert old in GOOD
        with pytest.raises(BadQuestionnaireError, match=sentence):
            load(tmp_path, GOOD.replace(old, new, 1))

    def test_a_file_with_another_name_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(
            BadQuestionnaireError, match=r"weekly\.toml: a questionnaire is named like"
        ):
            load(tmp_path, GOOD, "weekly.toml")
