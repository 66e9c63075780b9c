"""Who sees what of another person: one table, asked wherever anything of others is shown.

A row says what (a matter), how much of it (a sight), who (a viewer), and when. What stands in no
row is not seen. `bot/domain/viewers.py` says what somebody is to a matter, and how far it has gone.

Of what people write, the other side reads what was meant for it and sent, while the two are a
pair; a voice note is read as the answer that it is. Coordinators learn whether, never what: besides
their names they read of people only what those say to them, in a survey or when they call. Where a
coordinator is one of the two, they are that and no coordinator. Anonymous answers are nobody's, not
even their writer's: `bot/domain/disclosure.py` says what of them all may be shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.people import PersonState
from bot.domain.relationships import RelationshipState
from bot.domain.viewers import Matter, Sight, Standing, Viewer


@dataclass(frozen=True)
class State:
    """How things stand: `pair` with the pair it belongs to, if any; `writer` with whose it is."""

    standing: Standing = Standing.SHARED
    pair: RelationshipState | None = None
    writer: PersonState = PersonState.ACTIVE


@dataclass(frozen=True)
class When:
    """The states in which something is seen."""

    standing: frozenset[Standing]
    pair: frozenset[RelationshipState | None]
    writer: frozenset[PersonState]

    def holds(self, state: State) -> bool:
        """Whether it is seen in this state."""
        return (
            state.standing in self.standing
            and state.pair in self.pair
            and state.writer in self.writer
        )


_EVERY, _OUT = frozenset(Standing), frozenset({Standing.SHARED, Standing.OPENED})
_ACTIVE = frozenset({RelationshipState.ACTIVE})
_LASTING = _ACTIVE | {RelationshipState.PAUSED}
_ENDED = frozenset({RelationshipState.ENDED})
_ANY_PAIR: frozenset[RelationshipState | None] = frozenset({*RelationshipState, None})
_TAKES_PART = frozenset({PersonState.ACTIVE})
# Whoever withdraws stays known by name until they are erased: others are told that they are gone.
_KNOWN = frozenset(PersonState) - {PersonState.LEFT}

ALWAYS = When(_EVERY, _ANY_PAIR, frozenset(PersonState))
KNOWN = When(_EVERY, _ANY_PAIR, _KNOWN)
TAKING_PART = When(_OUT, _ANY_PAIR, _TAKES_PART)
WHILE_A_PAIR = When(_EVERY, _ACTIVE, _TAKES_PART)
WHILE_IT_LASTS = When(_EVERY, _LASTING, _TAKES_PART)
SHARED = When(_OUT, _ACTIVE, _TAKES_PART)
# Of meetings that are off it is said which, once, when a pair takes a break or ends.
ARRANGED = When(_EVERY, _LASTING | _ENDED, _TAKES_PART)
# Whoever has withdrawn may still ask for somebody to talk to.
ASKED = When(_EVERY, _LASTING, _KNOWN)
# Told once, in a message that comes when it is sent, also if the pair takes a break by then.
TOLD = When(_OUT, _LASTING, _TAKES_PART)
# Who shares parting words knows that it has ended, and was told who reads them.
PARTING = When(_OUT, _LASTING | _ENDED, _TAKES_PART)
# Unless the mentee says so, a later mentor reads nothing from before; and never what others wrote.
LET_LATER = When(frozenset({Standing.OPENED}), _ENDED, _TAKES_PART)

Table = Mapping[tuple[Matter, Sight, Viewer], When]
_NOT_THEIR_OWN = {Matter.ANONYMOUS, Matter.HEALTH, Matter.AUDIT}
_IN_THE_CLEAR = {
    *(Matter.ZONE, Matter.BREAK, Matter.ACTIVITY, Matter.PAIRING, Matter.SCHEDULE),
    *(Matter.HEALTH, Matter.AUDIT),
}
_NOT_STORED = {Matter.EXPORT}  # made when it is sent
_WORDS, _HAPPENED, _NUMBER = Sight.WORDS, Sight.HAPPENED, Sight.NUMBER
_MENTOR, _MENTEE, _COORDINATOR = Viewer.MENTOR, Viewer.MENTEE, Viewer.COORDINATOR

_OTHERS: Table = {
    # What two write to each other.
    (Matter.REFLECTION, _WORDS, _MENTOR): SHARED,
    (Matter.REFLECTION, _WORDS, Viewer.LATER_MENTOR): LET_LATER,
    (Matter.REFLECTION, _HAPPENED, _MENTOR): WHILE_A_PAIR,
    (Matter.REFLECTION, _HAPPENED, _COORDINATOR): WHILE_IT_LASTS,
    (Matter.ASSESSMENT, _WORDS, _MENTEE): TOLD,
    (Matter.ASSESSMENT, _HAPPENED, _COORDINATOR): WHILE_IT_LASTS,
    (Matter.MEETING, _WORDS, _MENTOR): SHARED,
    (Matter.MEETING, _WORDS, _MENTEE): SHARED,
    (Matter.MEETING, _HAPPENED, _COORDINATOR): WHILE_IT_LASTS,
    (Matter.PULSE, _WORDS, _MENTOR): TOLD,
    (Matter.PULSE, _WORDS, _MENTEE): TOLD,
    (Matter.PULSE, _HAPPENED, _COORDINATOR): WHILE_IT_LASTS,
    (Matter.PULSE, _NUMBER, _COORDINATOR): WHILE_A_PAIR,
    (Matter.CLOSING, _WORDS, _MENTOR): PARTING,
    (Matter.CLOSING, _WORDS, _MENTEE): PARTING,
    (Matter.AGENDA, _WORDS, _MENTOR): SHARED,
    (Matter.AGENDA, _WORDS, Viewer.LATER_MENTOR): LET_LATER,
    (Matter.AGENDA, _HAPPENED, _COORDINATOR): WHILE_IT_LASTS,
    # What they know of each other, and coordinators of them.
    (Matter.NAME, _WORDS, _MENTOR): KNOWN,
    (Matter.NAME, _WORDS, _MENTEE): KNOWN,
    (Matter.NAME, _WORDS, _COORDINATOR): KNOWN,
    (Matter.COORDINATOR, _WORDS, Viewer.MEMBER): KNOWN,
    (Matter.ZONE, _WORDS, _MENTOR): WHILE_IT_LASTS,
    (Matter.ZONE, _WORDS, _MENTEE): WHILE_IT_LASTS,
    (Matter.ZONE, _WORDS, _COORDINATOR): KNOWN,
    (Matter.BREAK, _WORDS, _MENTOR): WHILE_IT_LASTS,
    (Matter.BREAK, _WORDS, _MENTEE): WHILE_IT_LASTS,
    (Matter.BREAK, _WORDS, _COORDINATOR): KNOWN,
    (Matter.ACTIVITY, _WORDS, _COORDINATOR): KNOWN,
    (Matter.PAIRING, _WORDS, _MENTOR): KNOWN,
    (Matter.PAIRING, _WORDS, _MENTEE): KNOWN,
    (Matter.PAIRING, _WORDS, _COORDINATOR): KNOWN,
    (Matter.SCHEDULE, _WORDS, _MENTOR): ARRANGED,
    (Matter.SCHEDULE, _WORDS, _MENTEE): ARRANGED,
    (Matter.SCHEDULE, _HAPPENED, _COORDINATOR): WHILE_IT_LASTS,
    (Matter.PLACE, _WORDS, _MENTOR): WHILE_IT_LASTS,
    (Matter.PLACE, _WORDS, _MENTEE): WHILE_IT_LASTS,
    (Matter.HEALTH, _WORDS, _COORDINATOR): WHILE_IT_LASTS,
    (Matter.NOTE, _WORDS, _COORDINATOR): WHILE_IT_LASTS,
    # What people say to the programme.
    (Matter.SURVEY, _WORDS, _COORDINATOR): TAKING_PART,
    (Matter.TALK, _WORDS, _COORDINATOR): KNOWN,
    (Matter.REACHING, _WORDS, _MENTOR): ASKED,
    (Matter.CONCERN, _WORDS, _COORDINATOR): KNOWN,
    (Matter.AUDIT, _WORDS, _COORDINATOR): ALWAYS,
}
_OWN: Table = {
    (each, _WORDS, Viewer.WRITER): KNOWN for each in Matter if each not in _NOT_THEIR_OWN
}
_IN_THE_FILE: Table = {
    (each, _WORDS if each in _IN_THE_CLEAR else Sight.CIPHERTEXT, Viewer.OPERATOR): ALWAYS
    for each in Matter
    if each not in _NOT_STORED
}

TABLE: Table = {**_OTHERS, **_OWN, **_IN_THE_FILE}


def writers_seen(viewer: Viewer, matter: Matter) -> frozenset[PersonState]:
    """Where people stand whose matter, belonging to no relationship, a viewer sees."""
    row = TABLE.get((matter, Sight.WORDS, viewer))
    return frozenset() if row is None else row.writer


def coordinators_learn(matter: Matter, sight: Sight) -> bool:
    """Whether coordinators are told this much of what pairs that last are doing."""
    state = State(pair=RelationshipState.ACTIVE)
    return may_see(Viewer.COORDINATOR, matter, state, sight)


def may_see(
    viewer: Viewer, matter: Matter, state: State = State(), sight: Sight = Sight.WORDS
) -> bool:
    """Whether somebody sees this much of it, as things stand."""
    row = TABLE.get((matter, sight, viewer))
    return row is not None and row.holds(state)
