"""A sample programme is complete as soon as it is set up, and nobody waits for it on the wall."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.db.tables import Agreement, InboxRow, PersonRole, Programme, Relationship
from bot.domain.people import Role
from bot.domain.queues import InboxState
from bot.domain.recurrence import Cadence
from bot.domain.relationships import AgreementState, RelationshipState
from bot.rehearsal.stage import Stage
from bot.rehearsal.throwaway import play_on
from bot.rehearsal.times import RealTime
from bot.rehearsal.web.samples import SAMPLES, set_up
from tests.databases import KeptSqlite

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class NoWaiting(RealTime):
    """Real time that notes how long anybody waited on the wall."""

    def __init__(self) -> None:
        super().__init__()
        self.waited = 0.0

    async def sleep(self, seconds: float) -> None:
        if not self.hurried:
            self.waited += seconds
        await super().sleep(seconds)


async def roles_of(stage: Stage) -> list[Role]:
    async with stage.db.read() as s:
        return sorted(await s.scalars(select(PersonRole.role)))


async def agreed(stage: Stage) -> list[Cadence | None]:
    async with stage.db.read() as s:
        standing = select(Agreement.cadence).where(Agreement.state == AgreementState.ACCEPTED)
        return sorted(await s.scalars(standing), key=str)


class TestASampleProgramme:
    """Everybody is in, everybody is paired, and everybody has agreed."""

    @pytest.mark.parametrize(
        ("key", "question_set", "rhythms"),
        [
            ("peer", "peer", [Cadence.WEEKLY] * 3),
            ("youth", "general", [Cadence.WEEKLY] * 3),
            (
                "workplace",
                "general",
                [Cadence.ARRANGEMENT, Cadence.FORTNIGHTLY, Cadence.MONTHLY],
            ),
        ],
    )
    async def test_it_goes_on_by_itself_from_there(
        self, kept_sqlite: KeptSqlite, key: str, question_set: str, rhythms: list[Cadence]
    ) -> None:
        time = NoWaiting()
        async with play_on(kept_sqlite.emptied(), MONDAY, time) as stage:
            await set_up(stage, key)
            assert await roles_of(stage) == [
                Role.COORDINATOR,
                *[Role.MENTEE] * 3,
                *[Role.MENTOR] * 2,
            ]
            assert await agreed(stage) == rhythms
            async with stage.db.read() as s:
                assert (await s.scalars(select(Programme.question_set))).all() == [question_set]
                states = (await s.scalars(select(Relationship.state))).all()
                waiting = await s.scalars(
                    select(InboxRow).where(InboxRow.state != InboxState.HANDLED)
                )
                assert waiting.all() == []
            assert states == [RelationshipState.ACTIVE] * 3
            upcoming = await stage.upcoming()
        assert upcoming is not None
        assert stage.telegram.limits is not None
        assert stage.telegram.limits.refused == 0
        assert (time.waited, time.hurried) == (0.0, False)

    async def test_one_can_start_from_a_coordinator_alone(self, kept_sqlite: KeptSqlite) -> None:
        async with play_on(kept_sqlite.emptied(), MONDAY) as stage:
            await set_up(stage, "empty")
            assert list(stage.people) == ["Grace"]
            assert await roles_of(stage) == [Role.COORDINATOR]

    async def test_there_is_no_other(self, kept_sqlite: KeptSqlite) -> None:
        async with play_on(kept_sqlite.emptied(), MONDAY) as stage:
            with pytest.raises(LookupError):
                await set_up(stage, "no such sample")


def test_each_sample_says_what_it_is() -> None:
    assert [offer.key for offer in SAMPLES] == ["peer", "youth", "workplace", "empty"]
    assert len({offer.title for offer in SAMPLES}) == len(SAMPLES)
    assert all(offer.about.endswith(".") and "!" not in offer.about for offer in SAMPLES)
    for offer in SAMPLES:
        names = [character.name for character in offer.sample.cast]
        assert offer.sample.cast[0].role is Role.COORDINATOR
        assert len(set(names)) == len(names)
        assert {who for pair in offer.sample.pairs for who in (pair.mentor, pair.mentee)} <= set(
            names
        )
