"""Sealing and opening one answer, under its writer's key and for its own row."""

from bot.db.tables import Answer, Person
from bot.db.vault import KeyOwner, place
from bot.domain.answers import Given, from_sealable, to_sealable
from bot.domain.responses import AnswerKind
from bot.services.core import Core


def seal(core: Core, writer: Person, answer_id: int, given: Given) -> bytes:
    """Seal an answer for its row."""
    return core.vault.seal(writer, place("answers", "sealed", answer_id), to_sealable(given))


def unseal(core: Core, writer: Person, answer: Answer) -> Given:
    """Open an answer; whoever asks must have made sure that its reader may read it."""
    return open_given(core, writer, answer.id, answer.kind, answer.sealed)


def open_given(
    core: Core, writer: KeyOwner, answer_id: int, kind: AnswerKind, sealed: bytes
) -> Given:
    """Open an answer of which only these columns were read; the same holds as for `unseal`."""
    return from_sealable(
        kind, core.vault.open(writer, place("answers", "sealed", answer_id), sealed)
    )
