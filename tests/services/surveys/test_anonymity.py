"""With the database, its files and every log line in hand, no anonymous answer leads to a person.

Each attack is tried on answers given through the whole bot, on SQLite and on PostgreSQL.
"""

import asyncio
import json
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import AnonymousAnswer, Base, Survey
from bot.domain.people import Role
from bot.domain.survey_answers import Given
from bot.domain.survey_drafts import Draft
from bot.services.surveys import anonymous, mixing
from bot.services.surveys.handing_in import hand_in
from tests.resulting import taking_of
from tests.seeding import Member
from tests.services.surveys.evidence import (
    ANONYMOUS,
    Evidence,
    correlation,
    gather,
    logged,
    ranks,
)
from tests.surveying import SCALES, K, cleo, close, survey
from tests.world import World

# Gil is the only mentor among them.
NAMES = ("Ana", "Bea", "Cem", "Dov", "Eva", "Fay", "Gil")
WORDS = "What should we change?"
SAID = {name: f"only {name} would say {number}" for number, name in enumerate(NAMES)}


@dataclass
class Answered:
    """A world in which everybody has answered, and all that could be got hold of."""

    world: World
    survey: Survey
    people: dict[str, Member]
    before: Evidence
    found: Evidence
    closed: Evidence
    log: str


@pytest.fixture
async def answered(either_world: World) -> Answered:
    world = either_world
    with logged() as out:
        author = await cleo(world)
        people = {name: await world.member(name, _role(name)) for name in NAMES}
        asked = await survey(world, author, [SCALES[0], (K.TEXT, WORDS)], anonymous=True)
        await world.settle()
        order = random.Random(7).sample(NAMES, len(NAMES))
        for number, name in enumerate(order):
            world.person(name).taps(str(number % 5 + 1))
        await world.settle()
        for name in order:
            world.person(name).says(SAID[name])
        await world.settle()
        before = await gather(world.db)
        for name in order:
            world.person(name).taps("Send my answers")
        await world.settle()
        found = await gather(world.db)
        await close(world, asked.id)
        await world.settle()
        closed = await gather(world.db)
    return Answered(world, asked, people, before, found, closed, out.getvalue())


def _role(name: str) -> Role:
    return Role.MENTOR if name == "Gil" else Role.MENTEE


async def test_no_attack_leads_from_an_answer_to_a_person(answered: Answered) -> None:
    """One run, every attack: what makes a run is dear, and the attacks do not disturb it."""
    _everything_is_there(answered)
    _a_row_holds_nothing_but_a_question_and_something_sealed(answered)
    _nothing_elsewhere_holds_what_stands_in_a_row(answered)
    _opened_with_the_key_it_says_no_more(answered)
    _nothing_that_was_begun_is_left(answered)
    _nothing_of_it_waits_in_a_queue(answered)
    _nothing_is_in_the_files(answered)
    _no_log_line_names_the_survey(answered)
    _everybody_who_answered_looks_the_same(answered)
    if not answered.world.db.is_sqlite:
        _no_transaction_is_shared(answered)


def _everything_is_there(answered: Answered) -> None:
    rows = [_opened(answered, row) for row in answered.found.answers]
    assert sorted(each.given.text for each in rows if each.given.text) == sorted(SAID.values())
    assert len(rows) == 2 * len(NAMES)


def _a_row_holds_nothing_but_a_question_and_something_sealed(answered: Answered) -> None:
    columns = set(Base.metadata.tables[ANONYMOUS].columns.keys())
    assert columns == {"id", "survey_id", "question_id", "sealed"}
    of_a_kind = {len(row["sealed"]) for row in answered.found.answers}
    assert len(of_a_kind) == 1


def _nothing_elsewhere_holds_what_stands_in_a_row(answered: Answered) -> None:
    """Join: by id, by what is sealed, or by any number at all."""
    mine = {row["id"] for row in answered.found.answers}
    sealed = {row["sealed"] for row in answered.found.answers}
    for _table, row in answered.found.elsewhere():
        assert not mine & {value for value in row.values() if isinstance(value, int)}
        assert not sealed & {value for value in row.values() if isinstance(value, bytes)}
        assert not any(str(each) in str(list(row.values())) for each in mine)


def _opened_with_the_key_it_says_no_more(answered: Answered) -> None:
    vault = answered.world.core.vault
    alike: Counter[tuple[int, str | None]] = Counter()
    for row in answered.found.answers:
        where = f"{ANONYMOUS}.sealed:{row['id']}".encode()
        held = json.loads(vault.open(answered.survey, where, row["sealed"]))
        assert set(held) == {"segment", "given"}
        assert set(json.loads(held["given"])) <= {"kind", "number", "choices", "text"}
        alike[row["question_id"], held["segment"]] += 1
    # Nor is anybody the only one of their audience.
    assert min(alike.values()) >= answered.survey.min_answers


def _nothing_that_was_begun_is_left(answered: Answered) -> None:
    for row in answered.found.tables["survey_recipients"]:
        assert row["answered"]
        assert row["draft"] is row["cursor"] is row["update_id"] is None
    for row in answered.found.tables["people"]:
        assert row["focus"] is row["focus_id"] is row["focus_at"] is None
    assert answered.found.tables["survey_answers"] == []


def _nothing_of_it_waits_in_a_queue(answered: Answered) -> None:
    for row in answered.found.tables["inbox"]:
        assert row["sealed"] is row["person_id"] is row["chat_id"] is None
    # What was asked of everybody at once; nothing came of answering.
    outbox = [row for row in answered.found.tables["outbox"] if row["kind"] == "survey_ask"]
    assert len(outbox) == len(answered.found.tables["outbox"]) == len(NAMES)
    assert {row["update_id"] for row in outbox} == {None}
    people = {each.id for each in answered.people.values()}
    assert not people & {row["person_id"] for row in answered.found.tables["due_rows"]}


def _nothing_is_in_the_files(answered: Answered) -> None:
    """Neither words, nor what was sealed before it was sent or before it was mixed."""
    once = [row["draft"] for row in answered.before.tables["survey_recipients"]]
    assert all(draft in answered.before.raw for draft in once)
    once += [row["sealed"] for row in answered.found.answers]
    for evidence in (answered.before, answered.found, answered.closed):
        assert not [said for said in SAID.values() if said.encode() in evidence.raw]
    assert not [each for each in once if each in answered.closed.raw]
    if answered.world.db.is_sqlite:
        assert not [each for each in once[: len(NAMES)] if each in answered.found.raw]


def _no_log_line_names_the_survey(answered: Answered) -> None:
    written = answered.log
    ids = [answered.survey.id, *(row["id"] for row in answered.found.answers)]
    ids += [row["id"] for row in answered.found.tables["survey_recipients"]]
    ids += [row["id"] for row in answered.found.tables["survey_questions"]]
    assert not [each for each in ids if str(each) in written]
    assert not [each for each in (*SAID.values(), *NAMES, WORDS) if each in written]


def _everybody_who_answered_looks_the_same(answered: Answered) -> None:
    told = {
        tuple(row[name] for name in ("answered", "cursor", "draft", "update_id"))
        for row in answered.found.tables["survey_recipients"]
    }
    assert len(told) == 1


def _no_transaction_is_shared(answered: Answered) -> None:
    ours = {row["xmin"] for row in answered.found.answers}
    others = {
        row["xmin"]
        for table, row in answered.found.elsewhere()
        if table not in ("surveys", "installation")
    }
    assert len(ours) == 1
    assert not ours & others


def _opened(answered: Answered, row: dict[str, Any]) -> anonymous.Opened:
    core, sealed = answered.world.core, AnonymousAnswer(**_columns(row))
    return anonymous.open_all(core, answered.survey, [sealed])[0]


def _columns(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("id", "survey_id", "question_id", "sealed")}


@pytest.mark.parametrize("seed", [11])
async def test_where_a_row_lies_says_nothing_about_who_came_when(
    either_world: World, seed: int
) -> None:
    """Over three rounds of twenty people, no order of rows goes with the order of answering."""
    world, dice = either_world, random.Random(seed)
    author = await cleo(world)
    people = [await world.member(f"P{number}", Role.MENTEE) for number in range(20)]
    orders: dict[str, list[float]] = {"id": [], "kept": [], "place": []}
    fresh: list[float] = []
    for _ in range(3):
        asked = await survey(world, author, [(K.TEXT, WORDS)], anonymous=True)
        came = dice.sample(people, len(people))
        for number, member in enumerate(came):
            await _sends(world, asked, member, f"{number:02}")
        if not world.db.is_sqlite:
            fresh.append(await _kept(world, asked))
        await mixing.mix(world.core)
        found = await gather(world.db)
        mine = [row for row in found.answers if row["survey_id"] == asked.id]
        came_as = [int(_text(world, asked, row)) for row in mine]
        orders["id"].append(correlation(came_as, ranks([row["id"] for row in mine])))
        orders["kept"].append(correlation(came_as, list(range(len(mine)))))
        places = [found.raw.index(row["sealed"]) for row in mine]
        orders["place"].append(correlation(came_as, ranks(places)))
    # Without mixing it would have been plain to see.
    assert all(each > 0.95 for each in fresh)
    # The mean of three is off by more than this once in a million times.
    assert {name: abs(sum(each) / 3) < 0.66 for name, each in orders.items()} == dict.fromkeys(
        orders, True
    ), f"seed {seed}: {orders}"


async def _sends(world: World, asked: Survey, member: Member, said: str) -> None:
    async with world.db.write() as s:
        taking = await taking_of(s, world, member, asked.id)
        given = Given(K.TEXT, text=said)
        taking.draft = Draft().with_answer(taking.questions[0].id, given)
        await hand_in(s, world.core, taking)


async def _kept(world: World, asked: Survey) -> float:
    """How much the order in which rows are kept goes with the order of answering."""
    rows = (await gather(world.db)).answers
    came_as = [int(_text(world, asked, row)) for row in rows if row["survey_id"] == asked.id]
    return correlation(came_as, list(range(len(came_as))))


def _text(world: World, asked: Survey, row: dict[str, Any]) -> str:
    return anonymous.open_all(world.core, asked, [AnonymousAnswer(**_columns(row))])[0].given.text


async def test_what_could_not_be_wiped_is_wiped_next_time(either_world: World) -> None:
    """It counts as mixed only once what was there before is gone, even if killed in between."""
    asked = await _answered_by_one(either_world)
    before = (await gather(either_world.db)).answers[0]["sealed"]
    said = set()
    async with _in_the_way(either_world):
        mixes = asyncio.create_task(mixing.mix(either_world.core))
        while not mixes.done():
            said.add(await _unmixed(either_world, asked))
            await asyncio.sleep(0)
    assert said == {True}
    assert await mixing.mix(either_world.core) == 1
    assert not await _unmixed(either_world, asked)
    found = await gather(either_world.db)
    assert before not in [row["sealed"] for row in found.answers]
    if either_world.db.is_sqlite:
        assert before not in found.raw


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
async def test_a_survey_that_closes_while_it_is_mixed_is_mixed_once_more(
    either_world: World,
) -> None:
    """What the close leaves behind takes more to be wiped."""
    asked = await _answered_by_one(either_world)
    async with _in_the_way(either_world) as s:
        mixes = asyncio.create_task(mixing.mix(either_world.core))
        while not await s.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")):
            pass
        await close(either_world, asked.id)
    await mixes
    assert await _unmixed(either_world, asked)
    assert await mixing.mix(either_world.core) == 1
    assert not await _unmixed(either_world, asked)


async def _answered_by_one(world: World) -> Survey:
    author, ana = await cleo(world), await world.member("Ana", Role.MENTEE)
    asked = await survey(world, author, [(K.TEXT, WORDS)], anonymous=True)
    await _sends(world, asked, ana, "something")
    return asked


async def _unmixed(world: World, asked: Survey) -> bool | None:
    async with world.db.read() as s:
        return await s.scalar(select(Survey.unmixed).where(Survey.id == asked.id))


@asynccontextmanager
async def _in_the_way(world: World) -> AsyncIterator[AsyncSession]:
    """Somebody is busy with the answers, so that they cannot be wiped."""
    async with world.db.read() as s:
        if world.db.is_sqlite:
            await s.execute(select(AnonymousAnswer.id))
        else:
            await s.execute(text(f"LOCK TABLE {ANONYMOUS} IN SHARE UPDATE EXCLUSIVE MODE"))
        yield s
