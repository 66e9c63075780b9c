"""Whom a survey or an announcement is for: kept as plain facts, and found anew when it goes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.people import Role
from bot.domain.relationships import RelationshipKind, RelationshipState


@dataclass(frozen=True)
class Audience:
    """Everybody who fits all that is said; what is left empty does not matter.

    `roles`: holds one of these. `kinds` and `states`: is in a relationship of such a kind, in such
    a state. `group_id`: is a member of that group. `people`: is one of these. With nothing said it
    is everybody who takes part.
    """

    roles: frozenset[Role] = frozenset()
    kinds: frozenset[RelationshipKind] = frozenset()
    states: frozenset[RelationshipState] = frozenset()
    group_id: int | None = None
    people: frozenset[int] = frozenset()

    def to_json(self) -> dict[str, Any]:
        """Write it as JSON; the same audience always reads the same."""
        return {
            "roles": sorted(self.roles),
            "kinds": sorted(self.kinds),
            "states": sorted(self.states),
            "group_id": self.group_id,
            "people": sorted(self.people),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Audience":
        """Read back what `to_json` wrote; what is missing does not matter."""
        return cls(
            roles=frozenset(Role(word) for word in data.get("roles", ())),
            kinds=frozenset(RelationshipKind(word) for word in data.get("kinds", ())),
            states=frozenset(RelationshipState(word) for word in data.get("states", ())),
            group_id=data.get("group_id"),
            people=frozenset(data.get("people", ())),
        )


# Those that need no more than one word to be chosen.
BY_WORD: Mapping[str, Audience] = {
    "everyone": Audience(),
    "mentees": Audience(roles=frozenset({Role.MENTEE})),
    "mentors": Audience(roles=frozenset({Role.MENTOR})),
    "pairs": Audience(kinds=frozenset(RelationshipKind)),
}
# In which state their relationship shall be, where that can be said.
STATES_BY_WORD: Mapping[str, frozenset[RelationshipState]] = {
    "active": frozenset({RelationshipState.ACTIVE}),
    "paused": frozenset({RelationshipState.PAUSED}),
    "any": frozenset(),
}
