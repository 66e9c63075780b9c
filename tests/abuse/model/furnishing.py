"""What every sequence begins with: two pairs, an earlier one that is over, and words of both mentees.

It is made once, by the same deeds, and copied for each sequence. By then a week has gone by, and
both mentees have been asked for the next reflection. A third pair has just ended, so that a message
waits for the evening of either of the two.
"""

from datetime import datetime, timedelta
from itertools import count

from bot.domain.people import Role
from tests.abuse.model.beliefs import Beliefs, Bond, Pair, Who, Words
from tests.abuse.model.deeds import Deeds
from tests.abuse.model.system import COORDINATOR, MENTEES, MENTORS, System
from tests.databases import KeptSqlite

_A_WEEK = timedelta(days=9)


async def furnish(kept: KeptSqlite) -> tuple[Beliefs, datetime]:
    """Let a database have all this each time it is emptied from now on.

    Returns what is believed of it, and what time it is.
    """
    db = kept.emptied()
    system = System(db, lambda *_: None)
    for name, zone in (*MENTEES.items(), *MENTORS.items(), (COORDINATOR, "Europe/London")):
        await system.member(name, _role(name), zone=zone)
    furnishing = _Furnishing(system)
    beliefs = await furnishing.all()
    await system.move(_A_WEEK)
    await furnishing.just_ended("Dan", "Ana")
    await system.settle()
    await db.close()
    kept.keep()
    return beliefs, system.clock.now()


class _Furnishing:
    def __init__(self, system: System) -> None:
        self.deeds = Deeds(system)
        names = [*MENTEES, *MENTORS, COORDINATOR]
        self.beliefs = Beliefs({name: Who(name) for name in names})
        self._marks = (f"mark{number}" for number in count(10_001))

    async def all(self) -> Beliefs:
        before = await self._pair("Ben", "Eve")
        await self._reflects("Eve", before, private=False)
        await self._lists("Eve", before)
        assert await self.deeds.ends("Ben", before.number)
        before.bond = Bond.OVER
        now = await self._pair("Dan", "Eve")
        await self._reflects("Eve", now, private=True)
        ana = await self._pair("Ben", "Ana")
        await self._reflects("Ana", ana, private=False)
        await self._lists("Ana", ana)
        return self.beliefs

    async def just_ended(self, mentor: str, mentee: str) -> None:
        """Both will be asked to look back on it in the evening."""
        pair = await self._pair(mentor, mentee)
        assert await self.deeds.ends(mentor, pair.number)
        pair.bond = Bond.OVER

    async def _pair(self, mentor: str, mentee: str) -> Pair:
        paired = await self.deeds.pairs(mentor, mentee)
        assert paired is not None
        people = self.beliefs.people
        pair = Pair(paired.number, people[mentor], people[mentee], Bond.PAIR)
        self.beliefs.pairs.append(pair)
        return pair

    async def _reflects(self, name: str, pair: Pair, *, private: bool) -> None:
        mark = next(self._marks)
        written = await self.deeds.reflects(name, mark, private=private, sends=True)
        assert written is not None
        sheet, message = written.response_id, written.message_id
        who = self.beliefs.people[name]
        self.beliefs.words.append(
            Words(mark, who, pair, shared=not private, sent=True, sheet=sheet, message=message)
        )

    async def _lists(self, name: str, pair: Pair) -> None:
        mark = next(self._marks)
        assert await self.deeds.lists(name, mark, pair.number)
        words = Words(mark, self.beliefs.people[name], pair, shared=True, sent=True)
        self.beliefs.words.append(words)


def _role(name: str) -> Role:
    if name == COORDINATOR:
        return Role.COORDINATOR
    return Role.MENTEE if name in MENTEES else Role.MENTOR
