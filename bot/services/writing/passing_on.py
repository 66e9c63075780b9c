"""Handing over once what somebody shared of how it is going, or when looking back at the end.

It comes as a message when it is sent, and nothing shows it later.
"""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person, Relationship, Response
from bot.domain.queues import MessageKind
from bot.domain.responses import Reader, ResponseKind
from bot.services import members
from bot.services.core import Actor, Core
from bot.services.telling import tell
from bot.services.writing.filling import Filling
from bot.services.writing.sharing import SharedResponse, seen_by

KINDS = (ResponseKind.PULSE, ResponseKind.CLOSING)


@dataclass(frozen=True)
class PassedOn:
    """What the other side has shared with the reader."""

    language: str
    writer: str
    response: SharedResponse


async def pass_on(s: AsyncSession, core: Core, actor: Actor, filling: Filling) -> None:
    """Hand what is meant for the other side over to them; nothing if all of it was kept."""
    if any(kept.reader is Reader.OTHER for kept in filling.answers.values()):
        await tell(
            s,
            core,
            await s.get_one(Person, filling.partner.id),
            MessageKind.PASSED_ON,
            actor.cause,
            subject_id=filling.response.id,
            dedupe=f"passed_on:{filling.response.id}",
        )


async def passed_on(core: Core, person_id: int, response_id: int) -> PassedOn | None:
    """What the other side reads when the message goes; None if they may not, or not any more."""
    async with core.db.read() as s:
        response = await s.get(Response, response_id)
        if response is None or response.kind not in KINDS or response.person_id == person_id:
            return None
        relationship = await s.get_one(Relationship, response.relationship_id)
        reader = await s.get_one(Person, person_id)
        writer = await s.get_one(Person, response.person_id)
        seen = await seen_by(s, core, relationship, reader, response, writer)
        if seen is None or not seen.answers:
            return None
        return PassedOn(reader.language, members.name_of(core.vault, writer), seen)
