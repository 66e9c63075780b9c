"""A programme in which there is something of every kind, and the ids of all of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, select

from bot.db.tables import (
    Agreement,
    Base,
    Digest,
    Group,
    GroupMember,
    HelpRequest,
    InboxRow,
    Meeting,
    MeetingDraft,
    Person,
    Relationship,
    Survey,
)
from bot.db.vault import place
from bot.domain.ids import new_id
from bot.domain.people import Role
from bot.domain.relationships import AgreementState, RelationshipState
from bot.domain.responses import ResponseState
from bot.domain.surveys import SurveyState
from bot.domain.talking import Wanted
from tests.abuse.full_house import fill
from tests.seeding import Member
from tests.world import World
from tests.written import reflection

# Names, words and titles that nobody outside may be shown; no text of the bot's own holds them.
TELLTALE = (
    r"\b(Ana|Ben|Cleo|Finn|Gwen|Ümit|Eve|Half-way|By nobody|Unfinished|Dawn|choir|Sleep|soup"
    r"|Called both|How do I say|Secretly|Between you)\b"
)
# Every row: what stands in it, by its table and key.
Rows = dict[tuple[Any, ...], tuple[Any, ...]]
# Random ids are larger, and nothing else is.
_SMALL = 2**40
_OF_ATTEMPTS = ("inbox", "refusals", "audit_entries")


@dataclass(frozen=True)
class House:
    """Some of its people, the ids of every table, and every row."""

    ana: Member
    ben: Member
    cleo: Member
    ids: dict[str, list[int]]
    rows: Rows

    def damage(self, now: Rows) -> list[tuple[Any, ...]]:
        """The rows of the house that are not as they were, and new ones that name any of them."""
        programmes = set(self.ids["programmes"])
        ids = {each for found in self.ids.values() for each in found} - programmes
        changed = [key for key, row in self.rows.items() if now.get(key) != row]
        new = [key for key in now.keys() - self.rows.keys() if _names(now[key], ids)]
        return changed + new


async def full(world: World) -> House:
    """Fill an empty world."""
    await fill(world)
    await world.settle()
    async with world.db.write() as s:
        await s.execute(delete(InboxRow))  # their numbers are those of updates still to come
        people = {each.telegram_id: each for each in await s.scalars(select(Person))}
    ana, ben, cleo = (
        Member(people[world.person(name).user_id], world.person(name))
        for name in ("Ana", "Ben", "Cleo")
    )
    await _half_done(world, ana, ben, cleo)
    finn = await world.member("Finn", Role.MENTOR)
    asked = await world.pair(finn, await world.member("Gwen", Role.MENTEE))
    async with world.db.write() as s:
        (await s.get_one(Relationship, asked.id)).state = RelationshipState.PROPOSED
    for someone in world.people.values():
        someone.new_messages()
    return House(ana, ben, cleo, await _ids(world), await everything(world))


async def _half_done(world: World, ana: Member, ben: Member, cleo: Member) -> None:
    """What is begun and not done: a reflection, drafts, a request, a group."""
    now = world.clock.now()
    async with world.db.read() as s:
        pair = (await s.scalars(select(Relationship))).one()
        meeting = (await s.scalars(select(Meeting))).first()
    assert meeting is not None
    await reflection(world, pair, date(2026, 3, 8), ResponseState.OPEN, glad="Secretly.")
    survey_id, group_id, programme_id = new_id(), new_id(), cleo.person.programme_id
    async with world.db.write() as s:
        s.add(Group(id=group_id, programme_id=programme_id, name="Dawn", created_at=now))
        await s.flush()
        s.add(GroupMember(group_id=group_id, person_id=ana.id))
        s.add_all(_asks(world, ana, wanted, ben) for wanted in Wanted)
        s.add(Digest(meeting_id=meeting.id, relationship_id=pair.id, sent_at=now))
        s.add(
            MeetingDraft(
                person_id=ana.id,
                relationship_id=pair.id,
                meeting_id=meeting.id,
                day=now.date() + timedelta(days=9),
                created_at=now,
            )
        )
        s.add(
            Agreement(
                relationship_id=pair.id,
                state=AgreementState.PROPOSED,
                proposed_by=ben.id,
                created_at=now,
            )
        )
        s.add(
            Survey(
                id=survey_id,
                programme_id=programme_id,
                state=SurveyState.DRAFT,
                title="Unfinished",
                wrapped_key=world.core.vault.new_key(survey_id),
                created_by=cleo.id,
                created_at=now,
            )
        )


def _asks(world: World, ana: Member, wanted: Wanted, ben: Member) -> HelpRequest:
    now = world.clock.now()
    mentor_id = None if wanted is Wanted.COORDINATOR else ben.id
    asked = HelpRequest(id=new_id(), person_id=ana.id, wanted=wanted, mentor_id=mentor_id)
    asked.update_id, asked.created_at, asked.sent_at, asked.since = 1, now, now, now
    asked.words = world.core.vault.seal(
        ana.person, place("help_requests", "words", asked.id), "Between you and me."
    )
    return asked


async def _ids(world: World) -> dict[str, list[int]]:
    async with world.db.read() as s:
        return {
            table.name: [each for each in await s.scalars(select(table.c.id)) if each > _SMALL]
            for table in Base.metadata.sorted_tables
            if "id" in table.c and table.name != "installation"
        }


async def everything(world: World) -> Rows:
    """Every row there is, by its table and key, but for what is noted of attempts themselves."""
    rows: Rows = {}
    async with world.db.read() as s:
        for table in Base.metadata.sorted_tables:
            if table.name in _OF_ATTEMPTS:
                continue
            keys = list(table.primary_key)
            columns = [column for column in table.c if column.name != "live_message_id"]
            for row in await s.execute(select(*columns)):
                key = table.name, *(row._mapping[column] for column in keys)
                rows[key] = tuple(row)
    return rows


def _names(row: tuple[Any, ...], ids: set[int]) -> bool:
    return any(isinstance(value, int) and value in ids for value in row)
