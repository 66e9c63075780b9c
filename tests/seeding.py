"""Setting a world up quickly, straight in the tables. Dialogues that matter are gone through."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from sqlalchemy import select

from bot.clock import MovableClock
from bot.db.database import Database
from bot.db.tables import (
    Agreement,
    Consent,
    Helpline,
    Person,
    PersonRole,
    Programme,
    Relationship,
)
from bot.domain.consent import CONSENT_VERSION
from bot.domain.ids import new_id
from bot.domain.people import PersonState, Role
from bot.domain.recurrence import Cadence
from bot.domain.relationships import AgreementState, RelationshipKind, RelationshipState
from bot.rehearsal.people import Person as Someone
from bot.services.core import Core
from bot.services.members import seal_name

ZONE = "Europe/London"


@dataclass(frozen=True)
class Member:
    """A person of a programme: `person` is their row as it was made, `at` the Telegram side."""

    person: Person
    at: Someone

    @property
    def id(self) -> int:
        """The row's id."""
        return self.person.id


class Seeding:
    """What `World` inherits to be filled with."""

    db: Database
    core: Core
    clock: MovableClock

    def person(self, name: str, user_id: int | None = None, language: str = "en") -> Someone:
        """Return the person called `name`; see World."""
        raise NotImplementedError

    async def programme(self, name: str = "Harbour", question_set: str = "peer") -> Programme:
        """Make a programme with one helpline, or return the one of this name."""
        async with self.db.write() as s:
            found = await s.scalar(select(Programme).where(Programme.name == name))
            if found is not None:
                return found
            now = self.clock.now()
            programme = Programme(
                id=new_id(), name=name, question_set=question_set, zone=ZONE, created_at=now
            )
            s.add(programme)
            await s.flush()
            s.add(
                Helpline(
                    programme_id=programme.id,
                    position=1,
                    label="Night line",
                    contact="+44 20 7946 0000",
                    confirmed_at=now,
                )
            )
        return programme

    async def member(
        self, name: str, *roles: Role, zone: str = ZONE, programme: Programme | None = None
    ) -> Member:
        """Make an active person with these roles who has agreed to take part."""
        programme = programme or await self.programme()
        someone = self.person(name)
        someone.private.started = True
        now = self.clock.now()
        person_id = new_id()
        person = Person(
            id=person_id,
            programme_id=programme.id,
            telegram_id=someone.user_id,
            state=PersonState.ACTIVE,
            consent_version=CONSENT_VERSION,
            wrapped_key=self.core.vault.new_key(person_id),
            zone=zone,
            language="en",
            created_at=now,
        )
        person.name = seal_name(self.core.vault, person, name)
        async with self.db.write() as s:
            s.add(person)
            await s.flush()
            s.add_all(PersonRole(person_id=person_id, role=role, given_at=now) for role in roles)
            s.add(Consent(person_id=person_id, version=CONSENT_VERSION, agreed_at=now))
        return Member(person, someone)

    async def pair(self, mentor: Member, mentee: Member) -> Relationship:
        """Make an active relationship that both have said yes to, without an agreement."""
        now = self.clock.now()
        relationship = Relationship(
            id=new_id(),
            programme_id=mentor.person.programme_id,
            kind=RelationshipKind.MENTORING,
            state=RelationshipState.ACTIVE,
            mentor_id=mentor.id,
            mentee_id=mentee.id,
            mentor_said_yes_at=now,
            mentee_said_yes_at=now,
            proposed_by=mentor.id,
            created_at=now,
        )
        async with self.db.write() as s:
            s.add(relationship)
        return relationship

    async def agreement(
        self,
        relationship: Relationship,
        *,
        reflect_on: tuple[int, time] = (6, time(18, 0)),
        meet_on: tuple[int, time] = (3, time(18, 0)),
        first_meeting_on: date | None = None,
        cadence: Cadence = Cadence.WEEKLY,
    ) -> Agreement:
        """Make the accepted agreement of a relationship: only the row, nothing is planned yet.

        Weekdays count from Monday = 0. Without `first_meeting_on`, the next such weekday.
        """
        now = self.clock.now()
        if first_meeting_on is None:
            ahead = (meet_on[0] - now.weekday()) % 7
            first_meeting_on = now.date() + timedelta(days=ahead)
        agreement = Agreement(
            id=new_id(),
            relationship_id=relationship.id,
            state=AgreementState.ACCEPTED,
            proposed_by=relationship.mentor_id,
            reflection_weekday=reflect_on[0],
            reflection_time=reflect_on[1],
            cadence=cadence,
            meeting_weekday=meet_on[0],
            meeting_time=meet_on[1],
            first_meeting_on=first_meeting_on,
            created_at=now,
            proposed_at=now,
            answered_at=now,
        )
        async with self.db.write() as s:
            s.add(agreement)
        return agreement
