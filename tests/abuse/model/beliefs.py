"""What ought to be, in plain Python: who takes part, who wrote what, and who may read it.

It is written from what people are promised (docs/PRIVACY.md, "Who reads what"), and knows nothing
of `bot/domain/visibility.py` or of any table: where the two disagree, one of them is wrong.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, auto

# What was written by somebody who has withdrawn is kept that long, in case they come back.
SECOND_THOUGHTS = timedelta(days=30)


class Part(Enum):
    """Whether somebody takes part; whoever is ERASED may come again, as somebody new."""

    OUTSIDE = auto()
    IN = auto()
    WITHDRAWN = auto()
    ERASED = auto()


class Bond(Enum):
    """How it stands between two."""

    ASKED = auto()
    PAIR = auto()
    RESTS = auto()
    OVER = auto()


@dataclass
class Who:
    """Somebody; `agrees` is whether to today's text."""

    name: str
    part: Part = Part.IN
    agrees: bool = True
    withdrew_at: datetime | None = None

    @property
    def takes_part(self) -> bool:
        """Whether they are in, and have agreed to what the text says today."""
        return self.part is Part.IN and self.agrees


@dataclass
class Pair:
    """Two people; `opened` are the earlier pairs that the mentee lets this mentor read."""

    number: int
    mentor: Who
    mentee: Who
    bond: Bond = Bond.ASKED
    opened: list["Pair"] = field(default_factory=list)

    def has(self, who: Who) -> bool:
        """Whether somebody is one of the two."""
        return who is self.mentor or who is self.mentee


@dataclass
class Words:
    """Something that a mentee wrote in a pair, known by a mark that stands nowhere else.

    `sheet` is what it was sent with, if that takes sending; `message` what it came in.
    """

    mark: str
    writer: Who
    pair: Pair
    shared: bool
    sent: bool
    sheet: int | None = None
    message: int | None = None


@dataclass
class Beliefs:
    """Everybody, all pairs there have been, and all words there are."""

    people: dict[str, Who]
    pairs: list[Pair] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    # Marks of what was edited away or erased: they may stand nowhere any more.
    gone: set[str] = field(default_factory=set)

    @property
    def somebody_withdrew(self) -> bool:
        """Whether somebody has withdrawn and may come back."""
        return any(who.part is Part.WITHDRAWN for who in self.people.values())

    def between(self, mentor: Who, mentee: Who) -> Pair | None:
        """The pair that these two are, or are asked to be, or rest from."""
        living = (each for each in self.pairs if each.bond is not Bond.OVER)
        return next((p for p in living if p.mentor is mentor and p.mentee is mentee), None)

    def may_read(self, who: Who, words: Words) -> bool:
        """Whether somebody may read these words now."""
        if who is words.writer:
            return who.part in (Part.IN, Part.WITHDRAWN)
        if not (who.takes_part and words.writer.part is Part.IN and words.shared and words.sent):
            return False
        mine = [p for p in self.pairs if p.mentor is who and p.bond is Bond.PAIR]
        return any(words.pair is pair or words.pair in pair.opened for pair in mine)

    def readable(self, who: Who) -> set[str]:
        """The marks of all that somebody may read now."""
        return {each.mark for each in self.words if self.may_read(who, each)}

    def owned(self, who: Who) -> set[str]:
        """The marks of all that somebody wrote, and that is still there."""
        return {each.mark for each in self.words if each.writer is who}

    def erase(self, who: Who) -> None:
        """They are gone, with all that they wrote; their pairs are over."""
        who.part, who.agrees, who.withdrew_at = Part.ERASED, False, None
        self.gone |= self.owned(who)
        self.words = [each for each in self.words if each.writer is not who]
        for pair in self.pairs:
            if pair.has(who):
                pair.bond = Bond.OVER
                pair.opened.clear()

    def withdraw(self, who: Who, now: datetime) -> None:
        """They are out for now, and what they are part of rests."""
        who.part, who.agrees, who.withdrew_at = Part.WITHDRAWN, False, now
        for pair in self.pairs:
            if pair.has(who) and pair.bond is Bond.PAIR:
                pair.bond = Bond.RESTS
            if pair.has(who) and pair.bond is Bond.ASKED:
                pair.bond = Bond.OVER

    def come_back(self, who: Who) -> None:
        """They agree to today's text, and go on with whoever takes part as well."""
        who.part, who.agrees, who.withdrew_at = Part.IN, True, None
        for pair in self.pairs:
            both_in = pair.mentor.part is Part.IN and pair.mentee.part is Part.IN
            if pair.has(who) and pair.bond is Bond.RESTS and both_in:
                pair.bond = Bond.PAIR

    def time_passes(self, now: datetime) -> None:
        """Whoever withdrew so long ago is erased by now."""
        for who in self.people.values():
            if who.withdrew_at is not None and now >= who.withdrew_at + SECOND_THOUGHTS:
                self.erase(who)

    def text_is_new(self) -> None:
        """Nobody has agreed to the text as it is now."""
        for who in self.people.values():
            who.agrees = False
