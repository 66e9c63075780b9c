"""A pair with a reflection offered, and short ways to fill it in, for tests of services."""

import itertools
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import select

from bot.db.tables import Answer, Person, Relationship, Response
from bot.domain.people import Role
from bot.domain.responses import ResponseKind
from bot.services.core import Actor, Core
from bot.services.writing import answering, beginning, responses, reviewing
from bot.services.writing.response_views import AnyView
from bot.services.writing.sealing import unseal
from tests.seeding import Member
from tests.world import World

THURSDAY = datetime(2026, 3, 5, 18, 0, tzinfo=UTC)
WEEKLY = ("glad", "better", "served", "feeling", "questions")
_UPDATES = itertools.count(1000)


@dataclass
class Pair:
    """A mentor and a mentee who are paired, and what they do."""

    world: World
    mentor: Member
    mentee: Member
    relationship: Relationship
    messages: dict[int, int] = field(default_factory=dict)

    @property
    def core(self) -> Core:
        return self.world.core

    def act(self, who: Member | None = None, message_id: int | None = None) -> Actor:
        """Somebody (the mentee) does something, with an update of its own."""
        someone = who or self.mentee
        return Actor(someone.person.telegram_id, next(_UPDATES), message_id)

    async def offer(
        self,
        occasion: str = "2026-03-05",
        who: Member | None = None,
        kind: ResponseKind = ResponseKind.REFLECTION,
        questionnaire: str = "peer.weekly",
    ) -> int:
        """Offer a response and return its id."""
        async with self.core.db.write() as s:
            found = await responses.offer(
                s,
                self.core,
                relationship=await s.get_one(Relationship, self.relationship.id),
                person=await s.get_one(Person, (who or self.mentee).id),
                kind=kind,
                questionnaire=questionnaire,
                occasion=occasion,
            )
            return found.id

    async def say(self, text: str, who: Member | None = None) -> AnyView:
        return await answering.answer_text(self.core, self.act(who), text)

    async def fill(self, response_id: int, *texts: str, who: Member | None = None) -> AnyView:
        """Begin and answer in turn."""
        view = await beginning.begin(self.core, self.act(who), response_id)
        for text in texts:
            view = await self.say(text, who)
        return view

    async def send(self, response_id: int, who: Member | None = None) -> AnyView:
        return await reviewing.send(self.core, self.act(who), response_id)

    async def response(self, response_id: int) -> Response:
        async with self.core.db.read() as s:
            return await s.get_one(Response, response_id)

    async def person(self, who: Member | None = None) -> Person:
        async with self.core.db.read() as s:
            return await s.get_one(Person, (who or self.mentee).id)

    async def stored(self, response_id: int) -> dict[str, str | int]:
        """What the answers of a response hold, opened."""
        async with self.core.db.read() as s:
            rows = await s.execute(
                select(Answer, Person)
                .join(Person, Person.id == Answer.person_id)
                .where(Answer.response_id == response_id)
            )
            given = {a.question: unseal(self.core, p, a) for a, p in rows}
        return {key: g.text or g.number or g.choice or g.voice for key, g in given.items()}


async def pair_in(world: World) -> Pair:
    """Make a mentor, a mentee and their relationship."""
    mentor = await world.member("Miriam", Role.MENTOR)
    mentee = await world.member("Sam", Role.MENTEE)
    return Pair(world, mentor, mentee, await world.pair(mentor, mentee))
