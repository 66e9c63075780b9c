"""Who is in the ten weeks: forty people in a file, their pairs, and what each of them is like."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from bot.domain.people import Role
from bot.domain.recurrence import Cadence
from bot.rehearsal.crowd import Member
from bot.rehearsal.habits import BRIEF, DILIGENT, FORGETFUL, Habit
from bot.rehearsal.sample import NAME, Character, Meetings, Pair, Sample, proposing

SEED = 20260302
COORDINATOR = "Maria"
SECOND = "Ingrid"
CAST = (COORDINATOR, "Ben", "Ana")
SAMPLE = Sample(name=NAME, question_set="peer", cast=(Character(COORDINATOR, Role.COORDINATOR),))

_TUESDAY, _GARDEN = "Tuesday circle", "Garden group"
_KITCHEN = "The kitchen, Harbour House"


@dataclass(frozen=True)
class Rhythm:
    """When a pair reflects and meets."""

    reflection: tuple[str, str]
    meetings: Meetings


_WEEKLY = Rhythm(("Wednesday", "19:00"), Meetings(Cadence.WEEKLY, "Friday", "17:00"))
_FORTNIGHTLY = Rhythm(
    ("Sunday", "18:00"), Meetings(Cadence.FORTNIGHTLY, "Thursday", "18:00", 45, _KITCHEN)
)
_FIRST = Rhythm(("Sunday", "18:00"), Meetings(Cadence.MONTHLY, "Thursday", "18:00", 60))
_SECOND = Rhythm(
    ("Sunday", "18:00"), Meetings(Cadence.MONTHLY, "Tuesday", "18:00", 45, _KITCHEN, "Second")
)

# Mentor, mentee, their rhythm, the mentee's habit and group. Some mentors have two.
_PAIRS: tuple[tuple[str, str, Rhythm, Habit, str], ...] = (
    ("Ben", "Ana", _WEEKLY, DILIGENT, _TUESDAY),
    ("Yusuf", "Leila", _FORTNIGHTLY, BRIEF, _TUESDAY),
    ("Yusuf", "Mateo", _FIRST, BRIEF, ""),
    ("Astrid", "Kofi", _FIRST, BRIEF, _TUESDAY),
    ("Astrid", "Mei", _SECOND, FORGETFUL, ""),
    ("Chidi", "Olena", _FIRST, BRIEF, _GARDEN),
    ("Chidi", "Rohan", _SECOND, BRIEF, ""),
    ("Hana", "Dmitri", _SECOND, FORGETFUL, _GARDEN),
    ("Hana", "Siobhan", _SECOND, BRIEF, ""),
    ("Rafael", "Aisha", _SECOND, BRIEF, _GARDEN),
    ("Greta", "Lucia", _SECOND, FORGETFUL, _TUESDAY),
    ("Kwame", "Nia", _SECOND, BRIEF, ""),
    ("Linh", "Pavel", _SECOND, BRIEF, _GARDEN),
    ("Moira", "Esra", _SECOND, BRIEF, ""),
    ("Samuel", "Ayumi", _SECOND, FORGETFUL, ""),
    ("Teresa", "Ivan", _SECOND, BRIEF, ""),
    ("Viktor", "Zuri", _SECOND, BRIEF, ""),
    ("Zofia", "Marisol", _FIRST, BRIEF, ""),
)
# Brought in with the others, and still without somebody.
_WAITING_MENTORS = ("Nikolai", "Parvati", "Wanjiru")
_WAITING_MENTEES = ("Omar", "Freya", "Jamal", "Tariq")
MENTORS = (*dict.fromkeys(mentor for mentor, *_ in _PAIRS), *_WAITING_MENTORS)
MENTEES = (*(mentee for _, mentee, *_ in _PAIRS), *_WAITING_MENTEES)
PAIRS = len(_PAIRS)
_CITIES = {"Kwame": "Accra", "Teresa": "Lisbon", "Zofia": "Warsaw"}
# They say how a meeting was; their mentees leave that to them.
MENTOR = replace(BRIEF, tells=1.0)
_LATE = replace(FORGETFUL, tells=1.0)
_MENTORS_HABITS = {"Greta": _LATE, "Viktor": _LATE}


def people_csv() -> str:
    """The file of everybody but the coordinator who brings them in."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(("name", "role", "mentor", "group"))
    writer.writerow((SECOND, "coordinator", "", ""))
    writer.writerows((mentor, "mentor", "", "") for mentor in MENTORS)
    writer.writerows((mentee, "mentee", mentor, group) for mentor, mentee, *_, group in _PAIRS)
    writer.writerows((mentee, "mentee", "", "") for mentee in _WAITING_MENTEES)
    return table.getvalue()


def members() -> Iterator[Member]:
    """Everybody who acts by habit: all but the coordinator whose phone one looks at."""
    yield Member(SECOND, DILIGENT)
    for mentor in MENTORS:
        yield Member(mentor, _MENTORS_HABITS.get(mentor, MENTOR), _CITIES.get(mentor, "London"))
    for mentee in _WAITING_MENTEES:
        yield Member(mentee, BRIEF)
    for mentor, mentee, rhythm, habit, _ in _PAIRS:
        pair = Pair(mentor, mentee, rhythm.reflection, rhythm.meetings)
        yield Member(mentee, habit, plan=partial(proposing, pair))
