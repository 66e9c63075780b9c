"""A new schedule reaches the calendar: meetings that it changes come as files that take effect."""

from datetime import date, time
from typing import Any

import pytest
from icalendar import Calendar
from sqlalchemy import select

from bot.db.tables import Agreement, Relationship
from bot.domain.ids import to_short
from bot.domain.people import Role
from bot.domain.relationships import AgreementState
from bot.render import agreement as shown
from bot.services.meeting import meetings
from bot.services.relationships import agreement_views
from bot.services.relationships.agreement_views import OutcomeView
from bot.services.relationships.pairs import Pair
from tests.givens_reflecting import SUNDAY, THURSDAY, planned
from tests.seeding import Member
from tests.world import World

FIRST = date(2026, 3, 12)


class Two:
    """A pair whose two meetings are planned for Thursdays at 18:00."""

    def __init__(self, world: World, mentor: Member, mentee: Member, pair: Relationship) -> None:
        self.world, self.mentor, self.mentee, self.pair = world, mentor, mentee, pair

    async def agree_on(self, *, meets: time, reflects: time = time(18)) -> OutcomeView:
        """Let both settle on another schedule, and return what the mentee is told of it."""
        newer = await self.world.agreement(
            self.pair,
            reflect_on=(SUNDAY, reflects),
            meet_on=(THURSDAY, meets),
            first_meeting_on=FIRST,
        )
        async with self.world.db.write() as s:
            relationship = await s.get_one(Relationship, self.pair.id)
            agreement = await s.get_one(Agreement, newer.id)
            earlier = select(Agreement).where(
                Agreement.relationship_id == relationship.id, Agreement.id != newer.id
            )
            before = (await s.scalars(earlier)).one()
            before.state = AgreementState.REPLACED
            agreement.state, agreement.update_id = AgreementState.ACCEPTED, 4711
            await s.flush()
            await meetings.follow(s, self.world.core, relationship, agreement, before)
            ben, ana = await s.merge(self.mentor.person), await s.merge(self.mentee.person)
            pair = Pair(relationship, ben, ana, ana)
            return await agreement_views.outcome_of(s, self.world.core, pair, agreement)


@pytest.fixture
async def two(either_world: World) -> Two:
    ben = await either_world.member("Ben", Role.MENTOR)
    ana = await either_world.member("Ana", Role.MENTEE)
    return Two(either_world, ben, ana, await planned(either_world, ben, ana))


def files(view: OutcomeView) -> list[tuple[str, int, str]]:
    """Each calendar file: the meeting's UID, its sequence, and its time of day."""
    found = []
    for message in shown.outcome(view):
        if message.document is not None:
            event: Any = Calendar.from_ical(message.document.content).walk("VEVENT")[0]
            at = f"{event['DTSTART'].dt:%d %H:%M}"
            found.append((str(event["UID"]), int(event["SEQUENCE"]), at))
    return found


async def test_the_second_meeting_too_comes_at_its_new_time(two: Two) -> None:
    view = await two.agree_on(meets=time(18, 45))
    assert view.next_meeting is not None
    (second,) = view.changed
    uids = [f"{to_short(each.meeting_id)}@plumbline" for each in (view.next_meeting, second)]
    assert files(view) == [(uids[0], 1, "12 18:45"), (uids[1], 1, "19 18:45")]


async def test_a_second_meeting_that_stays_is_not_sent_again(two: Two) -> None:
    view = await two.agree_on(meets=time(18), reflects=time(19))
    assert view.changed == ()
    assert [at for _, _, at in files(view)] == ["12 18:00"]
