"""Sealing and opening one answer, under its writer's key and for its own row."""

from bot.db.tables import Answer, Person
from bot.db.vault import place
from bot.domain.answers import Given, from_sealable, to_sealable
from bot.services.core import Core


def seal(core: Core, writer: Person, answer_id: int, given: Given) -> bytes:
    """Seal an answer for its row."""
    return core.vault.seal(writer, place("answers", "sealed", answer_id), to_sealable(given))


def unseal(core: Core, writer: Person, answer: Answer) -> Given:
    """Open an answer; whoever asks must have made sure that its reader may read it."""
    text = core.vault.open(writer, place("answers", "sealed", answer.id), answer.sealed)
    return from_sealable(answer.kind, text)
