"""Scripts: what people do, see and wait for, as data."""

from dataclasses import dataclass

from bot.domain.people import Role
from bot.rehearsal.habits import Habit


@dataclass(frozen=True)
class Heading:
    """Where a new scene begins."""

    text: str


@dataclass(frozen=True)
class Aside:
    """Something that a reader should know."""

    text: str


@dataclass(frozen=True)
class Until:
    """Time passes until a weekday and time on the programme's clock, such as "Wed 19:00"."""

    when: str


@dataclass(frozen=True)
class Opens:
    """Somebody opens an invite link: a fresh one for `role`, or the newest that the bot showed."""

    who: str
    role: Role | None = None


@dataclass(frozen=True)
class Says:
    """Somebody types a text and sends it."""

    who: str
    text: str


@dataclass(frozen=True)
class Taps:
    """Somebody taps a button, by its label or, with "…" at the end, by how its label begins."""

    who: str
    label: str


@dataclass(frozen=True)
class Speaks:
    """Somebody sends a voice note."""

    who: str
    seconds: int


@dataclass(frozen=True)
class Edits:
    """Somebody changes a text that they sent before."""

    who: str
    old: str
    new: str


@dataclass(frozen=True)
class SendsFile:
    """Somebody sends a text file."""

    who: str
    name: str
    content: str


@dataclass(frozen=True)
class HandsOut:
    """Whoever has brought people in from a file gives each their link, and they open it."""

    who: str


@dataclass(frozen=True)
class Turns:
    """From now on somebody acts by another habit, or by none; `words` say so to a reader."""

    who: str
    habit: Habit | None
    words: str


@dataclass(frozen=True)
class Leaves:
    """Somebody blocks the bot, or, with `account`, deletes their Telegram account."""

    who: str
    account: bool = False


@dataclass(frozen=True)
class Sees:
    """Somebody's newest messages hold each of these texts, in this order."""

    who: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class SeesNot:
    """Nowhere in somebody's chat stands this text."""

    who: str
    text: str


Action = Opens | Says | Taps | Speaks | Edits | SendsFile | HandsOut | Turns | Leaves
Step = Heading | Aside | Until | Action | Sees | SeesNot


def sees(who: str, *texts: str) -> Sees:
    """As `Sees`, written shorter."""
    return Sees(who, texts)
