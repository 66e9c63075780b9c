"""Reading a questionnaire from its file, with a plain sentence for every mistake in it."""

import re
from collections.abc import Mapping
from typing import Any, TypeVar

from bot.domain.flow import REVIEW
from bot.domain.questionnaires import FALLBACK_LANGUAGE, Question, QuestionKind, Questionnaire
from bot.domain.responses import Reader

_Word = TypeVar("_Word", QuestionKind, Reader)

_KEY = re.compile(r"[a-z][a-z_]{0,31}")
_FILE = re.compile(r"(?P<set>[a-z]+)_(?P<rest>[a-z_]+)\.v(?P<version>[1-9][0-9]{0,3})\.toml")
_OWN_KEYS = {"minutes", "question"}
_QUESTION_KEYS = {"key", "kind", "reader", "reader_fixed", "words", "options", "leads"}


class BadQuestionnaireError(ValueError):
    """A questionnaire file breaks a rule; the sentence names the file and the mistake."""


def named(filename: str) -> tuple[str, int] | None:
    """Tell a questionnaire's name and version by its file: `peer_weekly.v1.toml` is `peer.weekly`, 1.

    None for a file that is not named like one.
    """
    found = _FILE.fullmatch(filename)
    if found is None:
        return None
    return f"{found['set']}.{found['rest']}", int(found["version"])


def read(filename: str, data: Mapping[str, Any]) -> Questionnaire:
    """Make a questionnaire of a parsed file; `BadQuestionnaireError` says what is wrong with it."""
    name = named(filename)
    if name is None:
        raise BadQuestionnaireError(
            f"{filename}: a questionnaire is named like peer_weekly.v1.toml"
        )
    try:
        return _questionnaire(*name, data)
    except BadQuestionnaireError as error:
        raise BadQuestionnaireError(f"{filename}: {error}") from None


def _questionnaire(name: str, version: int, data: Mapping[str, Any]) -> Questionnaire:
    _only(data, _OWN_KEYS, "the file")
    minutes = data.get("minutes")
    _must(type(minutes) is int and 1 <= minutes <= 60, "minutes must be a number from 1 to 60")
    raw = data.get("question")
    _must(isinstance(raw, list) and len(raw) > 0, "there must be at least one [[question]]")
    assert isinstance(minutes, int)
    assert isinstance(raw, list)
    questions = tuple(_question(number, item) for number, item in enumerate(raw, start=1))
    _check_order(questions)
    return Questionnaire(name, version, minutes, questions)


def _question(number: int, data: Any) -> Question:
    _must(isinstance(data, dict), f"question {number} must be a table")
    key = data.get("key")
    _must(
        isinstance(key, str) and _KEY.fullmatch(key) is not None and key != "review",
        f"question {number} needs a key of small letters and underscores, and not 'review'",
    )
    _only(data, _QUESTION_KEYS, f"question '{key}'")
    kind = _one_of(QuestionKind, data.get("kind"), f"question '{key}': kind")
    options, labels = _options(key, kind, data.get("options"))
    fixed = data.get("reader_fixed", False)
    _must(isinstance(fixed, bool), f"question '{key}': reader_fixed must be true or false")
    return Question(
        key=key,
        kind=kind,
        reader=_one_of(Reader, data.get("reader"), f"question '{key}': reader"),
        reader_fixed=fixed,
        words=_words(data.get("words"), f"question '{key}': words"),
        options=options,
        option_words=labels,
        leads=_leads(key, options, data.get("leads", {})),
    )


def _options(
    key: str, kind: QuestionKind, raw: Any
) -> tuple[tuple[str, ...], dict[str, dict[str, str]]]:
    if kind is not QuestionKind.CHOICE:
        _must(raw is None, f"question '{key}': only a choice has options")
        return (), {}
    _must(
        isinstance(raw, dict) and isinstance(raw.get(FALLBACK_LANGUAGE), dict),
        f"question '{key}': a choice needs options by language, and '{FALLBACK_LANGUAGE}' first",
    )
    keys = tuple(raw[FALLBACK_LANGUAGE])
    _must(len(keys) >= 2, f"question '{key}': a choice needs at least two options")
    labels: dict[str, dict[str, str]] = {}
    for language, names in raw.items():
        where = f"question '{key}': options in '{language}'"
        labels[language] = _words(names, where, needs=keys)
        _must(
            len({name.casefold() for name in labels[language].values()}) == len(keys),
            f"{where} must differ from each other",
        )
    return keys, labels


def _leads(key: str, options: tuple[str, ...], raw: Any) -> dict[str, str]:
    _must(isinstance(raw, dict), f"question '{key}': leads must name a question for an option")
    for option in raw:
        _must(option in options, f"question '{key}': leads names the unknown option '{option}'")
    return dict(raw)


def _check_order(questions: tuple[Question, ...]) -> None:
    keys = [question.key for question in questions]
    for key in keys:
        _must(keys.count(key) == 1, f"the key '{key}' is used twice")
    for position, question in enumerate(questions):
        for target in question.leads.values():
            _must(
                target in (*keys[position + 1 :], REVIEW),
                f"question '{question.key}': leads to '{target}', which does not come later",
            )


def _words(raw: Any, where: str, needs: tuple[str, ...] = (FALLBACK_LANGUAGE,)) -> dict[str, str]:
    _must(isinstance(raw, dict), f"{where} must be a table")
    for name in needs:
        _must(name in raw, f"{where} lack '{name}'")
    for name, text in raw.items():
        _must(isinstance(text, str) and text.strip() != "", f"{where}: '{name}' is empty")
    if needs != (FALLBACK_LANGUAGE,):
        _must(set(raw) == set(needs), f"{where} must be exactly {', '.join(needs)}")
    return {name: text.strip() for name, text in raw.items()}


def _one_of(words: type[_Word], raw: Any, where: str) -> _Word:
    allowed = ", ".join(words)
    _must(raw in set(words), f"{where} must be one of {allowed}")
    return words(raw)


def _only(data: Mapping[str, Any], known: set[str], where: str) -> None:
    unknown = sorted(set(data) - known)
    _must(not unknown, f"{where} has what nobody reads: {', '.join(unknown)}")


def _must(holds: bool, sentence: str) -> None:
    if not holds:
        raise BadQuestionnaireError(sentence)
