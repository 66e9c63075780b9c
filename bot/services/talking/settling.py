"""How a request stands, for the one who made it: taking it back, or saying that it is settled."""

from dataclasses import dataclass

from bot.db.tables import HelpRequest, Person
from bot.domain.queues import MessageKind
from bot.domain.talking import Wanted
from bot.services import members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.people.programmes import Line, helplines_of
from bot.services.talking import rows
from bot.services.talking.rows import Standing
from bot.services.telling import tell


@dataclass(frozen=True)
class Settled:
    """A request that its maker has ended; `seen_by` is who had seen it, None if nobody had.

    `told` says that they are told so, which they are unless they had settled it themselves.
    """

    language: str
    helplines: tuple[Line, ...]
    wanted: Wanted
    mentor: str
    seen_by: str | None
    told: bool


@dataclass(frozen=True)
class News:
    """What the one who made a request is told: how it stands, and where to turn.

    `over` says that it is settled: by whoever had seen it, or because nobody saw it for so long.
    `anew` says that whoever had seen it is gone, so that it has begun anew.
    """

    language: str
    helplines: tuple[Line, ...]
    standing: Standing
    over: bool
    anew: bool


@dataclass(frozen=True)
class SaidSettled:
    """Whoever had seen a request is told that its maker says it is settled."""

    language: str
    wanted: Wanted
    name: str


async def end(core: Core, actor: Actor, request_id: int) -> Settled | None:
    """End a request: taken back if nobody has seen it, settled otherwise. Once.

    None if it was over before and the same has been asked for anew, which stands.
    """
    async with core.db.write() as s:
        person = await members.known(s, actor.telegram_id)
        request = await s.get(HelpRequest, request_id, with_for_update=True)
        if person is None or request is None or request.person_id != person.id:
            raise RefusedError(Reason.GONE)
        if request.settled_at is not None and await rows.same_of(
            s, person, request.wanted, request.mentor_id
        ):
            return None
        if request.settled_at is None:
            rows.settle(request, core.clock.now(), person.id)
            if request.seen_by is not None:
                await tell(
                    s,
                    core,
                    await s.get_one(Person, request.seen_by),
                    MessageKind.TALK_SAID_SETTLED,
                    actor.cause,
                    subject_id=request.id,
                    dedupe=f"talk_said_settled:{request.id}",
                )
        seen = request.seen_at is not None
        return Settled(
            language=person.language,
            helplines=await helplines_of(s, person.programme_id),
            wanted=request.wanted,
            mentor=await rows.mentor_by_id(s, core, request.mentor_id),
            seen_by=await rows.name_by_id(s, core, request.seen_by) if seen else None,
            told=seen and request.settled_by == person.id,
        )


async def news_for(core: Core, asker: Person, request_id: int) -> News | None:
    """Tell the one who made a request how it stands now; None to anyone else.

    Nor is it told, to whoever has taken it back meanwhile, that nobody saw it.
    """
    async with core.db.read() as s:
        request = await s.get(HelpRequest, request_id)
        if request is None or request.person_id != asker.id or request.sent_at is None:
            return None
        if request.seen_at is None and request.settled_by == asker.id:
            return None
        return News(
            language=asker.language,
            helplines=await helplines_of(s, asker.programme_id),
            standing=await rows.standing_of(s, core, asker, request),
            over=request.settled_at is not None,
            anew=request.step == 0 and request.since != request.sent_at,
        )


async def said_settled_for(core: Core, reader: Person, request_id: int) -> SaidSettled | None:
    """Tell whoever had seen a request that its maker has settled it; None to anyone else."""
    async with core.db.read() as s:
        request = await s.get(HelpRequest, request_id)
        if request is None or request.seen_by != reader.id or request.settled_at is None:
            return None
        asker = await s.get_one(Person, request.person_id)
        name = members.name_of(core.vault, asker)
        return SaidSettled(reader.language, request.wanted, name)
