"""How a request stands, for the one who made it: taking it back, or saying that it is settled."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import HelpRequest, Person
from bot.domain.people import PersonState
from bot.domain.queues import MessageKind
from bot.domain.talking import Wanted
from bot.services import members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.people.programmes import Line, helplines_of
from bot.services.talking import names, rows
from bot.services.talking.asking_views import can_ask_besides
from bot.services.talking.mentors import mentors_of
from bot.services.talking.rows import Standing
from bot.services.telling import tell


@dataclass(frozen=True)
class Settled:
    """A request that its maker has ended; `seen_by` is who had seen it, None if nobody had.

    `told` says that they are told so, which they are unless they had settled it themselves, or
    cannot be reached.
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

    `over` says that it is settled: by whoever had seen it, because nobody saw it for so long, or,
    with `mentor_gone`, because the mentor who was asked is theirs no more. `anew` says that whoever
    had seen it is gone, so that it has begun anew. `can_ask` says that a coordinator could be asked
    besides.
    """

    language: str
    helplines: tuple[Line, ...]
    standing: Standing
    over: bool
    anew: bool
    mentor_gone: bool = False
    can_ask: bool = False


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
        seer = await s.get(Person, request.seen_by) if request.seen_by is not None else None
        if request.settled_at is None:
            rows.settle(request, core.clock.now(), person.id)
            if seer is not None:
                await _tell_seer(s, core, actor, request, seer)
        by_maker = request.settled_by == person.id
        return Settled(
            language=person.language,
            helplines=await helplines_of(s, person.programme_id),
            wanted=request.wanted,
            mentor=await names.mentor(s, core, request.mentor_id),
            seen_by=None if seer is None else await names.seer(s, core, seer.id),
            told=seer is not None and by_maker and _hears(seer),
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
            mentor_gone=await _is_mentor_gone(s, core, asker, request),
            can_ask=request.wanted is Wanted.MENTOR and await can_ask_besides(s, core, asker),
        )


async def said_settled_for(core: Core, reader: Person, request_id: int) -> SaidSettled | None:
    """Tell whoever had seen a request that its maker has settled it; None to anyone else."""
    async with core.db.read() as s:
        request = await s.get(HelpRequest, request_id)
        if request is None or request.seen_by != reader.id or request.settled_at is None:
            return None
        asker = await s.get_one(Person, request.person_id)
        return SaidSettled(reader.language, request.wanted, names.called(core, asker))


async def _is_mentor_gone(s: AsyncSession, core: Core, asker: Person, request: HelpRequest) -> bool:
    if request.wanted is not Wanted.MENTOR:
        return False
    return request.mentor_id not in {each.person_id for each in await mentors_of(s, core, asker)}


async def _tell_seer(
    s: AsyncSession, core: Core, actor: Actor, request: HelpRequest, seer: Person
) -> None:
    await tell(
        s,
        core,
        seer,
        MessageKind.TALK_SAID_SETTLED,
        actor.cause,
        subject_id=request.id,
        dedupe=f"talk_said_settled:{request.id}",
    )


def _hears(seer: Person) -> bool:
    """Whether a message reaches them, be it once their night or their break is over."""
    return seer.state is PersonState.ACTIVE and seer.unreachable_since is None
