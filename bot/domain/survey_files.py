"""Reading a survey of the library from its file, with a plain sentence for every mistake in it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.audiences import Audience
from bot.domain.people import Role
from bot.domain.relationships import RelationshipKind
from bot.domain.surveys import (
    HAS_OPTIONS,
    LONGEST_OPTION,
    LONGEST_QUESTION,
    LONGEST_TITLE,
    MOST_OPTIONS,
    MOST_QUESTIONS,
    SurveyQuestionKind,
)

LONGEST_ABOUT = 200
FALLBACK_LANGUAGE = "en"
AUDIENCES: Mapping[str, Audience] = {
    "everyone": Audience(),
    "mentees": Audience(roles=frozenset({Role.MENTEE})),
    "mentors": Audience(roles=frozenset({Role.MENTOR})),
    "pairs": Audience(kinds=frozenset({RelationshipKind.MENTORING})),
}
_FILE = re.compile(r"(?P<key>[a-z]+(?:_[a-z]+)*)\.toml")
_OWN_KEYS = {"order", "audience", "anonymous", "days_open", "title", "about", "question"}
_QUESTION_KEYS = {"kind", "words", "options"}


class BadSurveyError(ValueError):
    """A survey file breaks a rule; the sentence names the file and the mistake."""


@dataclass(frozen=True)
class Asked:
    """One question of a survey of the library; words and options by language."""

    kind: SurveyQuestionKind
    words: Mapping[str, str]
    options: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class ReadySurvey:
    """A survey of the library; `about` is one sentence for whoever picks it."""

    key: str
    order: int
    audience: Audience
    anonymous: bool
    days_open: int
    title: Mapping[str, str]
    about: Mapping[str, str]
    questions: tuple[Asked, ...]


def in_language(words: Mapping[str, Any], language: str) -> Any:
    """Return what is there for a language; for its base, or in English, where it is not."""
    for code in (language, language.partition("-")[0]):
        if code in words:
            return words[code]
    return words[FALLBACK_LANGUAGE]


def read(filename: str, data: Mapping[str, Any]) -> ReadySurvey:
    """Make a survey of a parsed file; `BadSurveyError` says what is wrong with it."""
    named = _FILE.fullmatch(filename)
    if named is None:
        raise BadSurveyError(f"{filename}: a survey is named like midpoint_mentees.toml")
    try:
        return _survey(named["key"], data)
    except BadSurveyError as error:
        raise BadSurveyError(f"{filename}: {error}") from None


def _survey(key: str, data: Mapping[str, Any]) -> ReadySurvey:
    _only(data, _OWN_KEYS, "the file")
    _must(len(key) <= 48, "its name must have at most 48 characters")
    _must(type(data.get("order")) is int, "order must be a number")
    _must(data.get("audience") in AUDIENCES, f"audience must be one of {', '.join(AUDIENCES)}")
    _must(type(data.get("anonymous")) is bool, "anonymous must be true or false")
    days = data.get("days_open")
    _must(type(days) is int and 1 <= days <= 60, "days_open must be a number from 1 to 60")
    raw = data.get("question")
    _must(
        isinstance(raw, list) and 1 <= len(raw) <= MOST_QUESTIONS,
        f"there must be 1 to {MOST_QUESTIONS} [[question]]",
    )
    assert isinstance(raw, list)
    return ReadySurvey(
        key=key,
        order=data["order"],
        audience=AUDIENCES[data["audience"]],
        anonymous=data["anonymous"],
        days_open=data["days_open"],
        title=_words(data.get("title"), "title", LONGEST_TITLE),
        about=_words(data.get("about"), "about", LONGEST_ABOUT),
        questions=tuple(_question(number, each) for number, each in enumerate(raw, start=1)),
    )


def _question(number: int, data: Any) -> Asked:
    where = f"question {number}"
    _must(isinstance(data, dict), f"{where} must be a table")
    _only(data, _QUESTION_KEYS, where)
    allowed = ", ".join(SurveyQuestionKind)
    _must(data.get("kind") in set(SurveyQuestionKind), f"{where}: kind must be one of {allowed}")
    kind = SurveyQuestionKind(data["kind"])
    words = _words(data.get("words"), f"{where}: words", LONGEST_QUESTION)
    return Asked(kind, words, _options(where, kind, words, data.get("options")))


def _options(
    where: str, kind: SurveyQuestionKind, words: Mapping[str, str], raw: Any
) -> dict[str, tuple[str, ...]]:
    if kind not in HAS_OPTIONS:
        _must(raw is None, f"{where}: only a choice has options")
        return {}
    _must(
        isinstance(raw, dict) and set(raw) == set(words),
        f"{where}: a choice needs options in each language of its words",
    )
    found: dict[str, tuple[str, ...]] = {}
    for language, labels in raw.items():
        _must(
            isinstance(labels, list)
            and 2 <= len(labels) <= MOST_OPTIONS
            and all(isinstance(each, str) and 1 <= len(each) <= LONGEST_OPTION for each in labels),
            f"{where}: options in '{language}' must be 2 to {MOST_OPTIONS} texts of at most"
            f" {LONGEST_OPTION} characters",
        )
        _must(
            len({each.casefold() for each in labels}) == len(labels),
            f"{where}: options in '{language}' must differ from each other",
        )
        found[language] = tuple(labels)
    _must(len({len(each) for each in found.values()}) == 1, f"{where}: as many in each language")
    return found


def _words(raw: Any, where: str, most: int) -> dict[str, str]:
    _must(isinstance(raw, dict) and FALLBACK_LANGUAGE in raw, f"{where} must be given in 'en'")
    for language, text in raw.items():
        _must(
            isinstance(text, str) and 1 <= len(text.strip()) <= most,
            f"{where}: '{language}' must have 1 to {most} characters",
        )
    return {language: text.strip() for language, text in raw.items()}


def _only(data: Mapping[str, Any], known: set[str], where: str) -> None:
    unknown = sorted(set(data) - known)
    _must(not unknown, f"{where} has what nobody reads: {', '.join(unknown)}")


def _must(holds: bool, sentence: str) -> None:
    if not holds:
        raise BadSurveyError(sentence)
