"""Many pairs with weeks behind them, put straight into the tables: for counting and for timing."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import insert

from bot.db.tables import (
    Agreement,
    Answer,
    Base,
    Digest,
    Meeting,
    Person,
    PersonRole,
    Relationship,
    Response,
)
from bot.db.vault import place
from bot.domain.answers import Given, to_sealable
from bot.domain.consent import CONSENT_VERSION
from bot.domain.ids import new_id, to_short
from bot.domain.people import PersonState, Role
from bot.domain.pulse import GOING
from bot.domain.recurrence import Cadence
from bot.domain.relationships import (
    AgreementState,
    MeetingState,
    RelationshipKind,
    RelationshipState,
)
from bot.domain.responses import AnswerKind, Reader, ResponseKind, ResponseState
from bot.services.core import Core
from tests.world import World

Rows = dict[type[Base], list[dict[str, Any]]]
_WEEK = timedelta(weeks=1)


class ManyPairs:
    """Pairs of one programme that met and wrote each week for `weeks`, up to now."""

    def __init__(self, core: Core, programme_id: int, weeks: int) -> None:
        self._core = core
        self._programme_id = programme_id
        self._weeks = weeks
        self._now = core.clock.now()
        self.rows: Rows = {}

    def add(self, number: int) -> None:
        """One more pair; each has Telegram ids and names of its own."""
        mentor = self._person(2 * number, Role.MENTOR)
        mentee = self._person(2 * number + 1, Role.MENTEE)
        began = self._now - self._weeks * _WEEK - timedelta(days=1)
        pair = self._row(
            Relationship,
            programme_id=self._programme_id,
            kind=RelationshipKind.MENTORING,
            state=RelationshipState.ACTIVE,
            mentor_id=mentor["id"],
            mentee_id=mentee["id"],
            mentor_said_yes_at=began,
            mentee_said_yes_at=began,
            reflect_every_weeks=1,
            proposed_by=mentor["id"],
            created_at=began,
        )
        self._row(
            Agreement,
            relationship_id=pair["id"],
            state=AgreementState.ACCEPTED,
            proposed_by=mentor["id"],
            cadence=Cadence.WEEKLY,
            minutes=60,
            digest_hours=24,
            checkin_time=time(19),
            created_at=began,
            proposed_at=began,
            answered_at=began,
        )
        for week in range(self._weeks):
            self._week(pair["id"], (mentor, mentee), began + week * _WEEK, week)

    def _week(
        self, pair: int, two: tuple[dict[str, Any], dict[str, Any]], at: datetime, week: int
    ) -> None:
        mentor, mentee = two
        meeting = self._row(
            Meeting,
            relationship_id=pair,
            occurrence=at.date(),
            starts_at=at,
            minutes=60,
            digest_hours=24,
            state=MeetingState.PAST,
            sequence=0,
            added=False,
            moved=False,
            created_at=at,
        )
        day = timedelta(days=1)
        self._row(
            Digest, meeting_id=meeting["id"], relationship_id=pair, sent_at=at - day, opened_at=at
        )
        for person in two:
            yes = Given(AnswerKind.CHOICE, choice="yes")
            asked = (ResponseKind.MEETING, to_short(meeting["id"]), "peer.meeting")
            self._response(pair, person, at, *asked, {"met": yes}, meeting["id"])
            if week % 2:
                score = {GOING: Given(AnswerKind.SCALE, number=4)}
                asked = (ResponseKind.PULSE, at.date().isoformat(), "peer.pulse")
                self._response(pair, person, at, *asked, score)
        asked = (ResponseKind.REFLECTION, at.date().isoformat(), "peer.weekly")
        self._response(pair, mentee, at, *asked, {})
        asked = (ResponseKind.ASSESSMENT, at.date().isoformat(), "peer.assessment")
        self._response(pair, mentor, at, *asked, {})

    def _response(
        self,
        pair: int,
        person: dict[str, Any],
        at: datetime,
        kind: ResponseKind,
        occasion: str,
        questionnaire: str,
        answers: dict[str, Given],
        meeting_id: int | None = None,
    ) -> None:
        response = self._row(
            Response,
            relationship_id=pair,
            person_id=person["id"],
            meeting_id=meeting_id,
            kind=kind,
            occasion=occasion,
            questionnaire=questionnaire,
            version=1,
            state=ResponseState.SENT,
            changing=False,
            offered_at=at,
            opened_at=at + timedelta(hours=1),
            finished_at=at + timedelta(hours=2),
        )
        for question, given in answers.items():
            row = self._row(
                Answer,
                response_id=response["id"],
                person_id=person["id"],
                question=question,
                kind=given.kind,
                reader=Reader.ME,
                update_id=0,
                answered_at=at,
            )
            owner = Person(id=person["id"], wrapped_key=person["wrapped_key"])
            row["sealed"] = self._core.vault.seal(
                owner, place("answers", "sealed", row["id"]), to_sealable(given)
            )

    def _person(self, number: int, role: Role) -> dict[str, Any]:
        row = self._row(
            Person,
            programme_id=self._programme_id,
            telegram_id=1_000_000 + number,
            state=PersonState.ACTIVE,
            consent_version=CONSENT_VERSION,
            zone="Europe/London",
            language="en",
            created_at=self._now,
        )
        row["wrapped_key"] = self._core.vault.new_key(row["id"])
        owner = Person(id=row["id"], wrapped_key=row["wrapped_key"])
        name = place("people", "name", row["id"])
        row["name"] = self._core.vault.seal(owner, name, f"Someone {number}")
        roles = self.rows.setdefault(PersonRole, [])
        roles.append({"person_id": row["id"], "role": role, "given_at": self._now})
        return row

    def _row(self, table: type[Base], **values: Any) -> dict[str, Any]:
        row = {"id": new_id(), **values}
        self.rows.setdefault(table, []).append(row)
        return row


async def many_pairs(world: World, numbers: Iterator[int] | range, weeks: int) -> None:
    """Add pairs to the programme of a world, all in good order."""
    programme = await world.programme()
    many = ManyPairs(world.core, programme.id, weeks)
    for number in numbers:
        many.add(number)
    order = [Person, PersonRole, Relationship, Agreement, Meeting, Digest, Response, Answer]
    async with world.db.write() as s:
        for table in order:
            await s.execute(insert(table), many.rows.get(table, []))
