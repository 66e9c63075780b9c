"""However it is typed, it is found; and what is denied, past, of others or a figure is let be."""

import time
from typing import Any

import pytest

from bot.domain.distress import Rules, calls_for_help
from bot.domain.distress_files import BadRulesError, read
from bot.library.distress import rules

ZERO_WIDTH = "\u200b\u200d\u2060\ufeff"


def offers(text: str) -> bool:
    return calls_for_help(text, rules())


@pytest.mark.parametrize(
    "text",
    [
        "I WANT TO DIE",
        "i dont want to live",
        "I don’t want to live",
        "I donʼt want to live",
        "I don´t want to live",
        "i waaaant to dieeeee",
        "i wannt to die",
        "ｉ ｗａｎｔ ｔｏ ｄｉｅ",
        "𝐈 𝐰𝐚𝐧𝐭 𝐭𝐨 𝐝𝐢𝐞",
        "í wánt to díe",
        "I 😭 want 💔💔 to 😭 die",
        "I wa\u00adnt to die",
        f"I w{ZERO_WIDTH}ant to d{ZERO_WIDTH}ie",
        "I\twant\u00a0to  die",
        "I want\u202e to die",
        "*I* _want_ to ~die~",
        "“I want to die”",
        "Work was fine.\nI want to die.\nSee you Thursday!",
        "wait...I want to die",
    ],
)
def test_it_is_found_however_it_is_typed(text: str) -> None:
    assert offers(text)


@pytest.mark.parametrize(
    "text",
    [
        "I do not want to die",
        "I have never really wanted to kill myself",
        "no thoughts of killing myself",
        "I used to think about killing myself",
        "I stopped thinking about suicide",
        "Ten years ago I could not stop thinking about suicide",
        "my sister wants me to know she is suicidal",
        "my sister's suicidal",
        "an odd week",
        "he said I should kill myself",
        "the urge to hurt myself is gone",
        "I could have died laughing",
        "this homework is killing me",
        "",
        "?!",
        "😭",
        "\ud800",
        "'",
    ],
)
def test_what_takes_it_back_takes_it_back(text: str) -> None:
    assert not offers(text)


@pytest.mark.parametrize(
    "text",
    [
        "I am not drunk and I want to die",
        "Ten years ago I wanted to die and tonight I want to die again",
        "My sister is fine but I want to die",
        "I told him I want to die",
        "No, I want to die",
        "I don't know if I want to live",
    ],
)
def test_it_takes_back_only_what_it_belongs_to(text: str) -> None:
    assert offers(text)


def test_some_words_count_only_if_a_message_says_nothing_else() -> None:
    assert offers("I give up")
    assert not offers("I give up sugar for Lent")
    assert not offers("The printer is broken again. I give up.")


def test_some_words_count_only_together_and_the_same_twice_are_not_two() -> None:
    assert offers("They told me on Monday. Counting down. Not long now.")
    assert not offers("They told me on Monday. Counting down.")
    assert not offers("They told me on Monday. Not long now. Not long now.")


def _german() -> Rules:
    """Rules with two parts that count together, two kinds of signs and a long word."""
    return read(
        "de.toml",
        EMPTY
        | {
            "together": ["(nahm | nehme) & <pillen> & (alle | viele)"],
            "signs": {"abschied": ["leb wohl", "danke für alles"], "bald": ["nicht mehr lange"]},
            "lists": {"pillen": "pillen | tabletten"},
            "near": ["tabletten"],
            "denied": ["nie"],
            "others": ["er"],
            "oneself": ["ich"],
        },
    )


def test_parts_of_a_rule_are_found_near_one_another_in_any_order_and_across_sentences() -> None:
    rules = [_german()]
    assert calls_for_help("Ich nahm alle Tabletten", rules)
    assert calls_for_help("Die Pillen. Es waren viele. Ich nahm sie.", rules)
    assert not calls_for_help("Ich nahm die Tabletten", rules)
    assert not calls_for_help("Ich nie nahm ich, nie nahm ich alle Tabletten", rules)
    assert not calls_for_help("Er nahm alle Tabletten", rules)
    assert not calls_for_help("Ich nahm den Bus" + " und so" * 20 + " alle Tabletten", rules)


def test_a_weak_sign_counts_only_beside_one_of_another_kind() -> None:
    rules = [_german()]
    assert calls_for_help("Leb wohl. Es dauert nicht mehr lange.", rules)
    assert not calls_for_help("Leb wohl, danke für alles", rules)
    assert not calls_for_help("nicht mehr lange, nicht mehr lange", rules)


def test_one_wrong_letter_in_a_long_word_makes_no_difference() -> None:
    rules = [_german()]
    for word in ("Tabletten", "Tablettn", "Tabbletten", "Tabeltten", "Tabketten"):
        assert calls_for_help(f"Ich nahm alle {word}", rules)
    assert not calls_for_help("Ich nahm alle Toiletten", rules)
    assert not calls_for_help("Ich nahm alle Briketts", rules)


def test_what_others_do_to_somebody_counts_and_what_they_do_to_others_does_not() -> None:
    assert offers("my dad hits me")
    assert not offers("his dad hits him")
    assert not offers("my dad never hits me")


def test_words_far_from_each_other_are_no_phrase() -> None:
    assert not offers("I want to go home. Plants die.")
    assert not offers("I want to, when I have time, see where the daisies die")


@pytest.mark.parametrize(
    "text",
    [
        "I was on the bus with everybody else and did not know what to say about my week " * 60,
        "i " * 2048,
        "a" * 4096,
        "not " * 1024,
        "i want to " * 410,
        "not think i can " * 256,
        "they want to die " * 240,
        "i want to die years ago " * 170,
        "want," * 819,
        "he they " * 512,
        "i do not think they would be " * 141,
        "." * 4096,
        "\u0301" * 4096,
        "\ufdfa" * 4096,
        "not took my pills sorry " * 170,
        "goodbye mum I do not see the river " * 115,
        "sucide tonigth overdsoe " * 170,
    ],
)
def test_no_text_takes_long(text: str) -> None:
    """A message of 4,096 letters takes no more than 5 ms, and one made to hurt 60: others wait."""
    text = text[:4096]
    offers(text)
    is_ordinary = text.startswith("I was")
    limit = 0.005 if is_ordinary else 0.06
    assert any(_seconds(text) < limit for _ in range(40))


def _seconds(text: str) -> float:
    start = time.thread_time()
    offers(text)
    return time.thread_time() - start


EMPTY: dict[str, Any] = {
    **{part: [] for part in ("says", "said", "done", "alone", "hints", "figures")},
    **{part: [] for part in ("denied", "led", "gone", "past", "lately", "today")},
    **{part: [] for part in ("clauses", "oneself", "others", "filler")},
    "together": [],
    "near": [],
    "signs": {},
    "lists": {},
    "spelled": {},
}


def test_another_language_is_a_file_and_no_code() -> None:
    """Its own phrases and its own denial; a letter with a dot or an accent may be typed without."""
    german = read(
        "de.toml",
        EMPTY
        | {
            "says": ["ich (will | möchte) [nur] sterben", "<weg> aus dem leben"],
            "denied": ["nicht", "kein"],
            "clauses": ["und", "aber"],
            "oneself": ["ich"],
            "lists": {"weg": "flucht | weg"},
        },
    )
    assert calls_for_help("Ich möchte sterben!", [*rules(), german])
    assert calls_for_help("ICH MOCHTE NUR STERBEN", [german])
    assert calls_for_help("Ein Weg aus dem Leben", [german])
    assert not calls_for_help("kein Weg aus dem Leben", [german])
    assert calls_for_help("I want to die", [german, *rules()])


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"says": ["want to (die"]}, "'(' is not closed"),
        ({"says": ["want to die)"]}, "a bracket is wrong"),
        ({"says": ["want & die"]}, "'&' has no meaning"),
        ({"says": ["[i] [want]"]}, "has to begin with a whole word"),
        ({"says": ["~ die"]}, "has to begin with a whole word"),
        ({"says": ["di*"]}, "has to begin with a whole word"),
        ({"says": ["<nothing> die"]}, "names a list that is not there"),
        ({"says": ["<a> die"], "lists": {"a": "<a>"}}, "lists within lists without end"),
        ({"says": ["just die"], "filler": ["just"]}, "'just' is filler"),
        ({"together": ["die & ~ now"]}, "has to begin with a whole word"),
    ],
)
def test_a_mistake_in_a_file_is_said_in_words(wrong: dict[str, Any], told: str) -> None:
    with pytest.raises(BadRulesError) as error:
        read("de.toml", EMPTY | wrong)
    assert str(error.value).startswith("de.toml: ")
    assert told in str(error.value)


def test_a_missing_part_is_named() -> None:
    with pytest.raises(BadRulesError, match="there is no 'said'"):
        read("de.toml", {part: data for part, data in EMPTY.items() if part != "said"})
