"""Whatever comes by the webhook, from whom and in whatever shape, is taken for what it is, once."""

import copy
from collections.abc import Iterator
from itertools import cycle
from typing import Any

import pytest
from sqlalchemy import func, select
from structlog.testing import capture_logs

from bot.db.tables import Answer, Base, InboxRow, Person
from bot.domain.people import Role
from bot.domain.queues import InboxState
from bot.runtime.webhook import MOST_BODY
from tests.abuse.agreeing import withdraw
from tests.abuse.distressed import begins
from tests.abuse.hook import NUMBERS, SECRET, Hook, hooked
from tests.world import World

WRONG: tuple[Any, ...] = (None, True, 7, 2**70, "x", ["x"], {"x": "x"})


async def count(world: World, *tables: type[Base]) -> list[int]:
    """How many rows there are of each."""
    async with world.db.read() as s:
        return [await s.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


async def is_answered(hook: Hook, name: str = "Ana") -> None:
    """What comes next from the same person is answered."""
    hook.world.person(name).new_messages()
    assert await hook.bring(hook.message(name, "/help")) == 200
    await hook.world.settle()
    assert hook.world.person(name).new_messages()


@pytest.mark.parametrize("secret", [None, "", SECRET[:-1], SECRET + "x", SECRET.upper(), "ключ"])
async def test_without_the_secret_or_with_a_wrong_one_nothing_comes_in(
    world: World, secret: str | None
) -> None:
    """Nothing is stored, nobody hears anything, and nobody is told which part was wrong."""
    ana = await world.member("Ana", Role.MENTEE)
    async with hooked(world) as hook:
        for body in (hook.message("Ana", "/help"), b"{", b" " * (2 * MOST_BODY)):
            assert await hook.bring(body, secret) == 403
        refused = await hook.http.post(f"/hook?secret={SECRET}", content=b"{}")
        assert (refused.status_code, refused.content) == (403, b"")
        await world.settle()
        assert await count(world, InboxRow) == [0]
        assert ana.at.new_messages() == []
        await is_answered(hook)


async def test_a_number_that_came_before_is_never_handled_again_whatever_comes_with_it(
    world: World,
) -> None:
    """Neither at once nor after a restart, by the same person or by another."""
    await begins(world)
    async with hooked(world) as hook:
        world.person("Ana").new_messages()
        first = hook.message("Ana", "I was glad of the choir.")
        for text in ("I was glad of the choir.", "Something else.", "/cancel"):
            again = hook.message("Ana", text) | {"update_id": first["update_id"]}
            again["message"]["message_id"] = first["message"]["message_id"]
            assert await hook.bring(first if text == first["message"]["text"] else again) == 200
        assert await hook.bring(hook.message("Ben") | {"update_id": first["update_id"]}) == 200
        await world.settle()
        assert await count(world, Answer) == [1]
        said = [message.text for message in world.person("Ana").new_messages()]
        assert [text[:10] for text in said if "Question 1" not in text] == ["Question 2"]
        await world.crash()
    async with hooked(world) as hook:
        assert await hook.bring(first) == 200
        await world.settle()
        assert await count(world, Answer) == [1]
        assert world.person("Ana").new_messages() == world.person("Ben").new_messages() == []


async def test_two_megabytes_or_json_without_end_are_refused_and_stop_nobody(world: World) -> None:
    """Nothing longer than any update is read to its end; nesting breaks neither now nor at start."""
    await world.member("Ana", Role.MENTEE)
    async with hooked(world) as hook:
        assert await hook.bring(b'{"update_id": 1, "x": "' + b"x" * 2**21 + b'"}') == 413
        assert await count(world, InboxRow) == [0]
        said = b'{"update_id": %d, "message": {"x": %s%s}}'
        found: list[int] = []
        for number, depth in enumerate((10, 200, 700, 800, 900, 950, 990, 2000, 100_000), start=5):
            for opening, closing in ((b"[", b"]"), (b'{"a":', b"}")):
                inside = opening * depth + b"1" * (opening != b"[") + closing * depth
                found.append(await hook.bring(said % (number * 2 + len(found) % 2, inside, b"")))
        assert set(found) == {200, 400}
        await is_answered(hook)
        world.kill()
        await hook.bring(said % (90, b"[" * 900 + b"]" * 900, b""))
        await world.crash()
    async with hooked(world) as hook:
        await is_answered(hook)


@pytest.mark.parametrize("each_way", [False, pytest.param(True, marks=pytest.mark.soak)])
async def test_wrong_types_anywhere_in_an_update_stop_nobody(world: World, each_way: bool) -> None:
    """It is refused or set aside; whoever it came from is answered when they write again."""
    world.telegram.limits = None
    await world.member("Ana", Role.MENTEE)
    async with hooked(world) as hook:
        said = hook.message("Ana", "/help")
        who = said["message"]["from"]
        tap = {"id": "1", "from": who, "message": said["message"], "data": "an.x.begin"}
        with capture_logs() as logs:
            for update in (said, {"update_id": 1, "callback_query": tap}):
                for bad in bent(update, each_way):
                    bad["update_id"] = next(NUMBERS)
                    assert await hook.bring(bad) in (200, 400), bad
            await world.settle()
        assert "a chat is no longer served" not in [log["event"] for log in logs]
        await is_answered(hook)
        assert await count(world, Person) == [1]


async def test_wrong_types_stop_the_polling_for_nobody(world: World) -> None:
    """Neither of somebody who takes part nor of somebody who has withdrawn, whose words go unkept."""
    world.telegram.limits = None
    ana = await world.member("Ana", Role.MENTEE)
    for withdrawn in (False, True):
        async with hooked(world) as hook:
            said = hook.message("Ana", "/help")
        tap = {"id": "1", "from": said["message"]["from"], "message": said["message"]}
        if withdrawn:
            await withdraw(world, ana)
        for kind, body in (("message", said["message"]), ("callback_query", tap | {"data": "x"})):
            for bad in bent({kind: body}, each_way=withdrawn and kind == "message"):
                world.telegram.updates.add(kind, bad[kind])
        await world.settle()
        assert not world.telegram.updates.pending
        world.person("Ana").new_messages()
        world.person("Ana").says("/help")
        await world.settle()
        assert world.person("Ana").new_messages()


def bent(update: dict[str, Any], each_way: bool) -> Iterator[dict[str, Any]]:
    """An update with each part of it in turn of a wrong type, or of each of them."""
    wrong = cycle(WRONG)
    for path in _paths(update):
        for _ in WRONG if each_way else WRONG[:1]:
            bad = copy.deepcopy(update)
            *there, last = path
            holder: Any = bad
            for key in there:
                holder = holder[key]
            holder[last] = next(wrong)
            yield bad


def _paths(value: Any, here: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in inside:
        if here or key != "update_id":
            yield (*here, key)
        if isinstance(inner, dict | list):
            yield from _paths(inner, (*here, key))


async def test_what_was_edited_forwarded_or_sent_by_a_channel_or_a_bot_is_no_answer_of_anybodys(
    world: World,
) -> None:
    """But for what somebody forwards to the bot themselves: those are words they chose to send."""
    await begins(world)
    async with hooked(world) as hook:
        ana, ben = world.person("Ana"), world.person("Ben")
        bot = {"id": 4242, "is_bot": True, "first_name": "Ana"}
        channel = {"id": -100, "type": "channel", "title": "Ana"}
        bodies = [hook.message("Ana", "An edit of nothing")["message"] for _ in range(2)]
        mine = {"id": ana.user_id, "type": "private", "first_name": "Ana"}
        forged = [
            {"edited_message": bodies[0] | {"edit_date": 1772438500}},
            {"channel_post": {**bodies[1], "chat": channel, "from": None, "sender_chat": channel}},
            {"edited_channel_post": {**bodies[1], "chat": channel, "sender_chat": channel}},
            {"message": bodies[1] | {"from": bot}},
            {"message": bodies[1] | {"from": bot, "chat": {**mine, "id": 4242}}},
            {"message": bodies[1] | {"from": ben.user.as_json()}},
            {"business_message": bodies[1] | {"business_connection_id": "1"}},
        ]
        for each in forged:
            body = next(iter(each.values()))
            cleaned = {key: value for key, value in body.items() if value is not None}
            kind = next(iter(each))
            assert await hook.bring({"update_id": next(NUMBERS), kind: cleaned}) == 200
        await world.settle()
        assert await count(world, Answer) == [0]
        async with world.db.read() as s:
            assert (await s.scalars(select(InboxRow.state).distinct())).all() == [
                InboxState.HANDLED
            ]
        origin = {"type": "hidden_user", "sender_user_name": "Somebody", "date": 1772438400}
        forwarded = hook.message("Ana", "A line that says it.", forward_origin=origin)
        assert await hook.bring(forwarded) == 200
        await world.settle()
        assert await count(world, Answer) == [1]
        number = forwarded["message"]["message_id"]
        theirs = hook.message("Ben", "Changed by another", message_id=number)["message"]
        edited = {"update_id": next(NUMBERS), "edited_message": theirs | {"edit_date": 1}}
        assert await hook.bring(edited) == 200
        await world.settle()
        async with world.db.read() as s:
            assert (await s.scalars(select(Answer.edited_at))).all() == [None]
