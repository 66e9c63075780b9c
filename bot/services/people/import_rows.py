"""What becomes of the lines of a file of people: invites, groups, and pairs to be asked about."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Group, Invite, Person, PlannedPair, Programme
from bot.domain.ids import new_id
from bot.domain.people import PersonState, Role
from bot.domain.people_files import PeopleFile, Row
from bot.domain.queues import Cause
from bot.services.core import Core
from bot.services.people import groups
from bot.services.people.import_marks import Sides, alike, mark_of, marks_of, sides_of
from bot.services.people.invite_tokens import fresh_token
from bot.services.people.invites import LIFETIME


class Came(StrEnum):
    """What a line came to: a link made now, made anew, made earlier, or somebody who is in."""

    NEW = "new"
    RENEWED = "renewed"
    WAITING = "waiting"
    JOINED = "joined"


@dataclass(frozen=True)
class Link:
    """One person in one role. `token` is there only if it was made just now; never log it."""

    name: str
    role: Role
    came: Came
    token: str | None = None


@dataclass
class Known:
    """What an earlier import has left in a programme: invites by their marks, pairs, groups."""

    invites: dict[bytes, Invite]
    pairs: set[Sides]
    groups: dict[str, int]

    @classmethod
    async def of(cls, s: AsyncSession, programme_id: int) -> "Known":
        """Read it, in three statements however much it is."""
        invites = await s.scalars(
            select(Invite).where(
                Invite.programme_id == programme_id, Invite.import_key.is_not(None)
            )
        )
        by_mark = {invite.import_key or b"": invite for invite in invites}
        marks = {invite.id: mark for mark, invite in by_mark.items()}
        plans = await s.scalars(select(PlannedPair).where(PlannedPair.programme_id == programme_id))
        pairs: set[Sides] = set()
        for plan in plans:
            sides = (plan.kind, marks[plan.mentor_invite_id], marks[plan.mentee_invite_id])
            pairs |= alike(sides)
        groups = await s.scalars(select(Group).where(Group.programme_id == programme_id))
        return cls(by_mark, pairs, {group.name.casefold(): group.id for group in groups})

    def elsewhere(self, marks: Iterable[bytes], group_id: int | None) -> list[Invite]:
        """Of these invites, those made earlier for another group than this one, or for none."""
        found = [self.invites[mark] for mark in marks if mark in self.invites]
        return [each for each in found if group_id is None or each.group_id != group_id]


@dataclass
class Done:
    """What was done: a link for each person and role, and how many new pairs and groups.

    `moved` are people who were brought in before, and are put into a group now.
    """

    links: list[Link] = field(default_factory=list)
    pairs: int = 0
    groups: int = 0
    moved: int = 0


@dataclass(frozen=True)
class Import:
    """One import into a programme, in the caller's transaction."""

    core: Core
    programme: Programme
    coordinator: Person | None
    cause: Cause
    new_links: bool

    async def run(self, s: AsyncSession, file: PeopleFile) -> Done:
        """Bring everybody in who is not yet; what is there already stays as it is."""
        # Two coordinators with the same file, at the same moment, make one of everything.
        lock = select(Programme.id).where(Programme.id == self.programme.id)
        await s.execute(lock.with_for_update())
        known = await Known.of(s, self.programme.id)
        names = list(dict.fromkeys(row.group for row in file.rows if row.group))
        into = await groups.named(s, self.programme.id, names, self.core)
        done = Done(groups=len({name.casefold() for name in names} - known.groups.keys()))
        for row in file.rows:
            group = into.get(row.group)
            if group is not None:
                done.moved += await self._move(s, known, row, group)
            done.links += [self._link(s, known, row, role, group) for role in row.roles]
        await s.flush()
        for sides in sides_of(self.core, self.programme.id, file):
            done.pairs += self._plan(s, known, sides)
        await s.flush()
        return done

    async def _move(self, s: AsyncSession, known: Known, row: Row, group: Group) -> int:
        """Put somebody whose line has another group than before into it; they stay in the first."""
        marks = marks_of(self.core, self.programme.id, row)
        found = known.elsewhere(marks, group.id)
        for invite in found:
            invite.group_id = group.id
            person = await s.get(Person, invite.used_by) if invite.used_by is not None else None
            if person is not None and person.state is not PersonState.LEFT:
                await groups.join(s, group.id, person.id)
        return min(1, len(found))

    def _link(
        self, s: AsyncSession, known: Known, row: Row, role: Role, group: Group | None
    ) -> Link:
        mark = mark_of(self.core, self.programme.id, row.name, role)
        invite = known.invites.get(mark)
        if invite is None:
            invite = known.invites[mark] = self._new(mark, role)
            s.add(invite)
            invite.group_id = group.id if group is not None else None
            came = Came.NEW
        elif invite.used_at is not None:
            return Link(row.name, role, Came.JOINED)
        elif self.cause.update_id is not None and invite.update_id == self.cause.update_id:
            came = Came.NEW
        else:
            came = Came.RENEWED if self.new_links else Came.WAITING
        if came is Came.WAITING:
            return Link(row.name, role, came)
        return Link(row.name, role, came, self._renew(invite))

    def _new(self, mark: bytes, role: Role) -> Invite:
        return Invite(
            id=new_id(),
            programme_id=self.programme.id,
            role=role,
            import_key=mark,
            created_by=self.coordinator.id if self.coordinator else None,
            created_at=self.core.clock.now(),
        )

    def _renew(self, invite: Invite) -> str:
        invite.update_id = self.cause.update_id
        invite.expires_at = self.core.clock.now() + LIFETIME
        invite.revoked_at = None
        return fresh_token(invite)

    def _plan(self, s: AsyncSession, known: Known, sides: Sides) -> int:
        if sides in known.pairs or self.coordinator is None:
            return 0
        kind, mentor, mentee = sides
        s.add(
            PlannedPair(
                programme_id=self.programme.id,
                kind=kind,
                mentor_invite_id=known.invites[mentor].id,
                mentee_invite_id=known.invites[mentee].id,
                created_by=self.coordinator.id,
                created_at=self.core.clock.now(),
            )
        )
        return 1
