"""Saying whom a survey is for: taps at the steps that are about the audience.

An audience with nothing in it means everybody. So where nobody is chosen yet, none is kept.
"""

from dataclasses import replace

from sqlalchemy import select

from bot.db.tables import Group, Person
from bot.domain.audiences import BY_WORD, STATES_BY_WORD, Audience
from bot.domain.ids import from_short
from bot.domain.people import PersonState
from bot.domain.relationships import RelationshipKind
from bot.domain.survey_input import Problem, What
from bot.domain.survey_steps import Step, following
from bot.services import audience as audiences
from bot.services.audience_lists import page_of_name
from bot.services.surveys.draft_rows import Draft

Problems = tuple[Problem, ...]

_LISTS = {"kinds": Step.KINDS, "groups": Step.GROUPS, "people": Step.PEOPLE}


async def choose(draft: Draft, value: str) -> Problems:
    """Take one of the audiences that need nothing more, or go to a list to choose from."""
    if value in BY_WORD:
        _take(draft, BY_WORD[value])
    elif value in _LISTS:
        draft.go(_LISTS[value])
    return ()


async def in_state(draft: Draft, value: str) -> Problems:
    """Only those in a pair that is active, or paused; or any of them."""
    found = draft.audience
    if found is not None and value in STATES_BY_WORD:
        _take(draft, replace(found, states=STATES_BY_WORD[value]))
    return ()


async def of_kind(draft: Draft, value: str) -> Problems:
    """Both sides of the pairs of one kind."""
    if value in set(RelationshipKind):
        _take(draft, Audience(kinds=frozenset({RelationshipKind(value)})))
        draft.go(Step.AUDIENCE)
    return ()


async def group(draft: Draft, value: str) -> Problems:
    """The members of one group."""
    group_id = await draft.s.scalar(
        select(Group.id).where(
            Group.id == (from_short(value) or 0),
            Group.programme_id == draft.survey.programme_id,
        )
    )
    if group_id is not None:
        _take(draft, Audience(group_id=group_id))
        draft.go(Step.AUDIENCE)
    return ()


async def person(draft: Draft, value: str) -> Problems:
    """Choose somebody, or no longer: `<person>+` or `<person>-`."""
    before = draft.audience
    chosen = before.people if before is not None else frozenset()
    person_id = await draft.s.scalar(
        select(Person.id).where(
            Person.id == (from_short(value[:-1]) or 0),
            Person.programme_id == draft.survey.programme_id,
            Person.state == PersonState.ACTIVE,
        )
    )
    if person_id is not None:
        chosen = chosen | {person_id} if value.endswith("+") else chosen - {person_id}
        _take(draft, Audience(people=chosen) if chosen else None)
    return ()


async def turn(draft: Draft, value: str) -> Problems:
    """Another page of the list."""
    draft.go(draft.stand.step, from_short(value) or 0)
    return ()


async def look_for(draft: Draft, text: str) -> Problems:
    """Turn to the page of somebody who is called what was typed."""
    found = await page_of_name(draft.s, draft.core.vault, draft.survey.programme_id, text)
    if found is None:
        return (Problem(What.NAME_UNKNOWN),)
    draft.go(Step.PEOPLE, found)
    return ()


async def done(draft: Draft, _value: str) -> Problems:
    """Go on with the audience as it is, unless nobody is in it."""
    problems = nobody(draft.audience, await size(draft))
    if not problems:
        draft.go(following(Step.AUDIENCE, reviewed=draft.survey.reviewed))
    return problems


async def size(draft: Draft) -> int:
    """How many people a draft is for, as of now."""
    return await audiences.size(draft.s, draft.survey.programme_id, draft.audience)


def nobody(audience: Audience | None, people: int) -> Problems:
    """Return what is wrong with an audience that has nobody in it."""
    return (Problem(What.NOBODY),) if audience is None or people == 0 else ()


def _take(draft: Draft, audience: Audience | None) -> None:
    draft.survey.audience = None if audience is None else audience.to_json()
