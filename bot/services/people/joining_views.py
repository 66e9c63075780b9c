"""What joining shows at each turn. Names and programmes are plain text; languages are codes."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.names import NameProblem
from bot.domain.people import Focus, Role
from bot.services.waiting import Waiting


class Link(StrEnum):
    """What came of the link that a member used, if any."""

    NONE = "none"
    DEAD = "dead"
    ELSEWHERE = "elsewhere"
    NOTHING_NEW = "nothing-new"
    YOURS = "yours"


@dataclass(frozen=True)
class Stranger:
    """Someone who is not a member and has no good link; `had_link` says if they tried one."""

    language: str
    had_link: bool


@dataclass(frozen=True)
class Welcome:
    """Someone with a good link, who has not agreed yet to the text of `version`.

    `shown` goes with the invite's number in the buttons.
    """

    language: str
    invite_id: int
    programme: str
    role: Role
    version: str
    shown: str


@dataclass(frozen=True)
class Goodbye:
    """They said "not now"."""

    language: str
    is_member: bool


@dataclass(frozen=True)
class Step:
    """Where somebody stands between agreeing and taking part, and the question that is next."""

    focus: Focus
    language: str
    name: str
    zone: str
    now: datetime
    problem: NameProblem | None = None
    repeated: bool = False


@dataclass(frozen=True)
class Joined:
    """They are in: what they are called, what they are."""

    language: str
    name: str
    zone: str
    roles: frozenset[Role]
    programme: str


@dataclass(frozen=True)
class Member:
    """Someone who takes part already came to the door again, with what waits for them there."""

    language: str
    name: str
    roles: frozenset[Role]
    link: Link = Link.NONE
    waiting: Waiting | None = None


@dataclass(frozen=True)
class RoleOffer:
    """A member came with a good link for a role that they do not hold."""

    language: str
    invite_id: int
    programme: str
    role: Role
    shown: str


@dataclass(frozen=True)
class RoleAdded:
    """A member holds one more role now."""

    language: str
    role: Role
    roles: frozenset[Role]


Start = Stranger | Welcome | Step | Member | RoleOffer
Agreed = Stranger | Step | Member | RoleAdded
Next = Step | Joined
