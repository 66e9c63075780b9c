"""The way of a message is told from its beginning to its end, and nothing in it is guessed."""

from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import select

from bot.db.database import Database
from bot.db.tables import Response
from bot.domain.people import Role
from bot.domain.queues import DueKind, MessageKind
from bot.domain.responses import ResponseKind, ResponseState
from bot.rehearsal.acting import Company
from bot.rehearsal.faults import SENDING
from bot.rehearsal.model import Message
from bot.rehearsal.runner import Runner
from bot.rehearsal.sample import PEER, ZONE, proposing
from bot.rehearsal.script import Says, Taps
from bot.rehearsal.stage import Stage
from bot.rehearsal.web.drawer import drawer
from bot.rehearsal.web.shapes import instant
from bot.rehearsal.web.way import way
from bot.services.writing.response_dues import CLOSE_AFTER
from tests.givens_reflecting import planned
from tests.rehearsal.web.test_drawer import SUNDAY
from tests.world import MASTER_KEY, START, World

LONG = 20.0
SHORT = 0.05


async def steps(stage: Stage, message: Message) -> list[str]:
    found = await way(stage, message.chat.chat_id, message.message_id)
    return [step["what"] for step in found["steps"]]


async def timed(stage: Stage, message: Message) -> list[tuple[str, str]]:
    found = await way(stage, message.chat.chat_id, message.message_id)
    return [(step["at"], step["what"]) for step in found["steps"]]


def at(moment: datetime, *whats: str) -> list[tuple[str, str]]:
    return [(instant(moment), what) for what in whats]


class TestAReply:
    """It came of the update that was being handled when it went."""

    async def test_it_came_of_what_was_said(self, world: World) -> None:
        await world.member("Ana", Role.MENTEE)
        ana = world.person("Ana")
        ana.says("/help")
        await world.settle()
        assert await steps(world, ana.last) == [
            "Ana sent it: update 1",
            "stored in the inbox",
            "taken up",
            "answered",
        ]

    async def test_replies_to_several_people_at_once_are_kept_apart(self, world: World) -> None:
        names = ("Ana", "Ida", "Ben")
        for name in names:
            await world.member(name, Role.MENTEE)
        for name in names:
            world.person(name).says("/help")
        await world.settle()
        said = [(await steps(world, world.person(name).last))[0] for name in names]
        assert said == [f"{name} sent it: update {n}" for n, name in enumerate(names, 1)]

    async def test_a_message_changed_in_place_tells_both(self, world: World) -> None:
        await world.member("Cleo", Role.COORDINATOR)
        cleo = world.person("Cleo")
        cleo.says("/invite")
        await world.settle()
        shown = cleo.last
        cleo.taps("A mentee")
        await world.settle()
        assert await steps(world, shown) == [
            "Cleo sent it: update 1",
            "stored in the inbox",
            "taken up",
            "answered",
            "Cleo tapped a button: update 2",
            "stored in the inbox",
            "taken up",
            "changed in answer to it",
        ]

    async def test_killed_in_the_middle_it_was_taken_up_again(self, world: World) -> None:
        await world.member("Ana", Role.MENTEE)
        ana = world.person("Ana")
        async with Runner(world) as runner:
            fault = world.telegram.faults.too_many_requests(3, times=None, method=SENDING)
            ana.says("/help")
            assert not await runner.rest(SHORT)
            await runner.kill()
            fault.off()
            runner.start()
            assert await runner.rest(LONG)
        assert await steps(world, ana.last) == [
            "Ana sent it: update 1",
            "stored in the inbox",
            "taken up",
            "taken up again, try 2",
            "answered",
        ]

    async def test_what_came_in_an_earlier_rehearsal_is_named(self, sqlite_db: Database) -> None:
        first = await World.begin(sqlite_db)
        await first.member("Ana", Role.MENTEE)
        ana = first.person("Ana")
        async with Runner(first) as runner:
            first.telegram.faults.too_many_requests(3, times=None, method=SENDING)
            ana.says("/help")
            assert not await runner.rest(SHORT)
            await runner.kill()
        again = World(sqlite_db, START, MASTER_KEY)
        ana = again.person("Ana", ana.user_id)
        ana.private.started = True
        await again.start()
        await again.settle()
        assert await steps(again, ana.last) == [
            "answered update 1, which had come in an earlier rehearsal"
        ]
        await again.end()


class TestWhatAPersonSent:
    """It waits at Telegram until the bot has stored it, and is then handled."""

    async def test_it_is_followed_to_the_answer(self, world: World) -> None:
        await world.member("Ana", Role.MENTEE)
        ana = world.person("Ana")
        sent = ana.says("/help")
        await world.settle()
        assert await timed(world, sent) == at(
            world.clock.now(),
            "Ana sent it: update 1",
            "stored in the inbox",
            "taken up",
            f"answered with message {ana.last.message_id}",
            "handled; the inbox keeps nothing of it but its number, for two days",
        )

    async def test_it_waits_while_telegram_is_down(self, world: World) -> None:
        await world.member("Ana", Role.MENTEE)
        world.telegram.faults.down = True
        sent = world.person("Ana").says("/help")
        await world.settle()
        assert await steps(world, sent) == [
            "Ana sent it: update 1",
            "waits at Telegram, because the bot has not taken it yet",
        ]

    async def test_what_is_nowhere_has_no_way(self, world: World) -> None:
        await world.member("Ana", Role.MENTEE)
        with pytest.raises(LookupError):
            await way(world, world.person("Ana").user_id, 999)
        with pytest.raises(LookupError):
            await way(world, 999, 1)


class TestWhatAnotherPersonGaveRiseTo:
    """It is followed from what they did, through the outbox, to whoever it is for."""

    async def test_a_call_leads_from_the_mentee_to_the_coordinator(self, world: World) -> None:
        await world.member("Cleo", Role.COORDINATOR)
        await world.member("Ana", Role.MENTEE)
        ana, cleo = world.person("Ana"), world.person("Cleo")
        ana.says("/talk")
        await world.settle()
        for label in ("Ask my coordinator", "Send it"):
            ana.taps(label)
            await world.settle()
        assert await steps(world, cleo.last) == [
            "Ana tapped a button: update 3",
            "stored in the inbox",
            "taken up",
            "put into the outbox, lane “urgent”: somebody asks for a person to talk to",
            "taken up by the sender, try 1",
            "sent",
        ]
        told = await steps(world, ana.last)
        assert "put into the outbox for Cleo: somebody asks for a person to talk to" in told

    async def test_a_week_that_closes_leads_to_how_the_mentor_saw_it(self, world: World) -> None:
        pair = await planned(
            world, await world.member("Ben", Role.MENTOR), await world.member("Ana", Role.MENTEE)
        )
        await world.move_to(SUNDAY)
        async with world.db.write() as s:
            weekly = await s.scalar(select(Response))
            assert weekly is not None
            s.add(
                Response(
                    relationship_id=pair.id,
                    person_id=pair.mentor_id,
                    kind=ResponseKind.ASSESSMENT,
                    questionnaire="peer.assessment",
                    version=1,
                    occasion=weekly.occasion,
                    state=ResponseState.SENT,
                    offered_at=SUNDAY,
                )
            )
        await world.move_to(SUNDAY + CLOSE_AFTER)
        held = await drawer(world)
        (shown,) = [row for row in held["outbox"] if row["kind"] == MessageKind.SIDE_BY_SIDE]
        (due,) = [row for row in held["due"] if row["id"] == shown["due"]]
        assert (due["kind"], shown["update"]) == (DueKind.CLOSE, None)


class TestAPrompt:
    """It is followed from its due row through the outbox."""

    async def test_it_is_told_from_due_row_to_delivery(self, world: World) -> None:
        ben = await world.member("Ben", Role.MENTOR)
        await planned(world, ben, await world.member("Ana", Role.MENTEE))
        await world.move_to(SUNDAY)
        assert await timed(world, world.person("Ana").last) == at(
            SUNDAY,
            "fell due: the weekly questions",
            "put into the outbox, lane “prompt”: the weekly questions",
            "taken up by the sender, try 1",
            "sent",
        )

    async def test_all_parts_of_a_message_lead_to_its_row(self, world: World) -> None:
        ben = await world.member("Ben", Role.MENTOR)
        await world.pair(ben, await world.member("Ana", Role.MENTEE))
        ana = world.person("Ana")
        pair = replace(PEER.pairs[0], mentor="Ben")
        company = Company(world, ben.person.programme_id, ZONE)
        await company.play((*proposing(pair), Says("Ben", "/schedule")))
        before = len(ana.chat)
        await company.play([Taps("Ben", "Yes, that suits me")])
        parts = ana.chat[before:]
        assert len(parts) > 1
        for number, message in enumerate(parts, 1):
            told = await steps(world, message)
            assert told[0].startswith("Ben tapped a button: update")
            assert "what the other said to a schedule" in told[3]
            assert told[-2:] == ["sent", f"this is part {number} of {len(parts)}"]
