"""Plumbline with a survey that opens by itself, for many people, and what its outbox says."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any, cast

from sqlalchemy import Table, func, insert, select, update

from benchmarks.plumbline import Plumbline
from bot.db.tables import (
    Group,
    GroupMember,
    OutboxRow,
    Person,
    PersonRole,
    Programme,
    Survey,
    SurveyQuestion,
)
from bot.domain.audiences import Audience
from bot.domain.consent import CONSENT_VERSION
from bot.domain.ids import new_id
from bot.domain.people import PersonState, Role
from bot.domain.queues import Lane, OutboxState
from bot.domain.surveys import SurveyQuestionKind, SurveyState
from bot.services.surveys.sending import plan_opening

AUTHOR = 2
QUESTION = "How are things going between you two?"


async def add_recipients(subject: Plumbline, user_ids: Iterable[int]) -> int:
    """Make a group of these people, and a coordinator; return its id. Nobody has quiet hours."""
    core = subject.core
    now = core.clock.now()
    group_id = new_id()
    async with core.db.write() as s:
        programme = (await s.scalars(select(Programme))).one()
        await s.execute(update(Programme).values(quiet_from=time(0), quiet_to=time(0)))
        s.add(Group(id=group_id, programme_id=programme.id, name="Everybody", created_at=now))
        people = [_person(subject, programme.id, user_id, now) for user_id in user_ids]
        ids = [person["id"] for person in people]
        await s.flush()
        author = _person(subject, programme.id, AUTHOR, now)
        await s.execute(_into(Person), [author, *people])
        s.add(PersonRole(person_id=author["id"], role=Role.COORDINATOR, given_at=now))
        roles = [{"person_id": each, "role": Role.MENTEE, "given_at": now} for each in ids]
        await s.execute(_into(PersonRole), roles)
        members = [{"group_id": group_id, "person_id": each} for each in ids]
        await s.execute(_into(GroupMember), members)
    return group_id


async def open_survey(subject: Plumbline, group_id: int, after: timedelta) -> None:
    """Let a survey of one question open for this group by itself, so long after now."""
    core = subject.core
    now = core.clock.now()
    survey_id = new_id()
    async with core.db.write() as s:
        author = (await s.scalars(select(Person).where(Person.telegram_id == AUTHOR))).one()
        survey = Survey(
            id=survey_id,
            programme_id=author.programme_id,
            state=SurveyState.DRAFT,
            title="Half-way",
            anonymous=False,
            audience=Audience(group_id=group_id).to_json(),
            days_open=7,
            wrapped_key=core.vault.new_key(survey_id),
            created_by=author.id,
            created_at=now,
        )
        s.add(survey)
        await s.flush()
        five = SurveyQuestionKind.FIVE
        s.add(SurveyQuestion(survey_id=survey_id, position=0, kind=five, words=QUESTION))
        await plan_opening(s, survey, now + after)


async def outbox(subject: Plumbline) -> Counter[OutboxState]:
    """How many messages of broadcasts are in which state."""
    async with subject.core.db.read() as s:
        rows = await s.execute(
            select(OutboxRow.state, func.count())
            .where(OutboxRow.lane == Lane.BROADCAST)
            .group_by(OutboxRow.state)
        )
        return Counter(dict(rows.tuples().all()))


async def on_their_way(subject: Plumbline) -> set[int]:
    """The Telegram ids of those to whom a message of a broadcast is on its way, or may be."""
    async with subject.core.db.read() as s:
        rows = await s.scalars(
            select(Person.telegram_id)
            .join(OutboxRow, OutboxRow.person_id == Person.id)
            .where(
                OutboxRow.lane == Lane.BROADCAST,
                OutboxRow.state.in_((OutboxState.SENDING, OutboxState.UNSURE)),
            )
        )
        return set(rows)


def _person(
    subject: Plumbline, programme_id: int, telegram_id: int, now: datetime
) -> dict[str, Any]:
    person_id = new_id()
    return {
        "id": person_id,
        "programme_id": programme_id,
        "telegram_id": telegram_id,
        "state": PersonState.ACTIVE,
        "consent_version": CONSENT_VERSION,
        "wrapped_key": subject.core.vault.new_key(person_id),
        "zone": "UTC",
        "language": "en",
        "created_at": now,
    }


def _into(table: type[Any]) -> Any:
    return insert(cast(Table, table.__table__))
