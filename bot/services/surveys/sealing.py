"""Sealing what somebody answers to a survey under their own key: the draft, and named answers."""

from typing import Protocol

from bot.db.tables import SurveyRecipient
from bot.db.vault import KeyOwner, place
from bot.domain.survey_answers import Given, from_sealable, to_sealable
from bot.domain.survey_drafts import Draft, from_json, to_json
from bot.services.core import Core


class Kept(Protocol):
    """A row of `survey_answers`, or as much of it as opening it takes."""

    @property
    def id(self) -> int:
        """Its id."""
        ...

    @property
    def sealed(self) -> bytes:
        """The answer."""
        ...


def seal_draft(core: Core, writer: KeyOwner, recipient_id: int, draft: Draft) -> bytes:
    """Seal what has been answered so far."""
    return core.vault.seal(writer, _draft(recipient_id), to_json(draft))


def open_draft(core: Core, writer: KeyOwner, recipient: SurveyRecipient) -> Draft:
    """Open what has been answered so far; an empty draft where there is nothing."""
    if recipient.draft is None:
        return Draft()
    return from_json(core.vault.open(writer, _draft(recipient.id), recipient.draft))


def seal_answer(core: Core, writer: KeyOwner, answer_id: int, given: Given) -> bytes:
    """Seal one answer that bears a name."""
    return core.vault.seal(writer, _answer(answer_id), to_sealable(given))


def open_answer(core: Core, writer: KeyOwner, answer: Kept) -> Given:
    """Open one answer that bears a name; whoever asks must have made sure that they may read it."""
    return from_sealable(core.vault.open(writer, _answer(answer.id), answer.sealed))


def _draft(recipient_id: int) -> bytes:
    return place("survey_recipients", "draft", recipient_id)


def _answer(answer_id: int) -> bytes:
    return place("survey_answers", "sealed", answer_id)
