"""What becomes of the lines of a file of people: invites, groups, and pairs to be asked about."""

from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Group, Invite, Person, PlannedPair, Programme
from bot.domain.ids import new_id
from bot.domain.people import Role
from bot.domain.people_files import SIDES, PeopleFile, Row, same
from bot.domain.queues import Cause
from bot.domain.relationships import RelationshipKind
from bot.services.core import Core
from bot.services.people import groups
from bot.services.people.invites import LIFETIME, fresh_token

Sides = tuple[RelationshipKind, bytes, bytes]


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
    groups: set[str]

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
            pairs |= _alike(sides)
        names = await s.scalars(select(Group.name).where(Group.programme_id == programme_id))
        return cls(by_mark, pairs, {name.casefold() for name in names})


@dataclass
class Done:
    """What was done: a link for each person and role, and how many new pairs and groups."""

    links: list[Link] = field(default_factory=list)
    pairs: int = 0
    groups: int = 0


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
        done = Done(groups=len({name.casefold() for name in names} - known.groups))
        for row in file.rows:
            group = into.get(row.group)
            done.links += [self._link(s, known, row, role, group) for role in row.roles]
        await s.flush()
        for sides in sides_of(self.core, self.programme.id, file):
            done.pairs += self._plan(s, known, sides)
        await s.flush()
        return done

    def _link(
        self, s: AsyncSession, known: Known, row: Row, role: Role, group: Group | None
    ) -> Link:
        mark = mark_of(self.core, self.programme.id, row.name, role)
        invite = known.invites.get(mark)
        if invite is None:
            invite = known.invites[mark] = self._new(mark, role)
            s.add(invite)
            came = Came.NEW
        elif invite.used_at is not None:
            return Link(row.name, role, Came.JOINED)
        elif self.cause.update_id is not None and invite.update_id == self.cause.update_id:
            came = Came.NEW
        else:
            came = Came.RENEWED if self.new_links else Came.WAITING
        if group is not None and invite.group_id is None:
            invite.group_id = group.id
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


def _alike(sides: Sides) -> set[Sides]:
    """All that say the same: of two mentors who talk with each other either may be named first."""
    kind, one, other = sides
    return {sides, (kind, other, one)} if kind is RelationshipKind.MENTOR_PEERS else {sides}


def sides_of(core: Core, programme_id: int, file: PeopleFile) -> list[Sides]:
    """Return the pairs of a file, each once, each side by the mark of their invite."""
    people = file.by_name()
    found: dict[Sides, None] = {}
    for row in file.rows:
        if row.mentor:
            leads, led = SIDES[row.kind]
            mentor = people[same(row.mentor)]
            mark = mark_of(core, programme_id, mentor.name, leads)
            sides = (row.kind, mark, mark_of(core, programme_id, row.name, led))
            if _alike(sides).isdisjoint(found):
                found[sides] = None
    return list(found)


def mark_of(core: Core, programme_id: int, name: str, role: Role) -> bytes:
    """Return what a person in a role is known by again; without the master key it says nothing."""
    return core.vault.mark(f"import\n{programme_id}\n{role}\n{same(name)}")
