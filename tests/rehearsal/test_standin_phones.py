"""What a phone needs to show: pages of a chat, what is unread, delivered, pressed, and the menu."""

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import TelegramError

from bot.rehearsal.core import StandIn
from bot.rehearsal.events import (
    BlockChanged,
    ChatRead,
    Event,
    FaultsChanged,
    MenusChanged,
    PersonAdded,
    UpdateConfirmed,
)
from bot.rehearsal.faults import SENDING
from bot.rehearsal.people import Person
from tests.rehearsal.refusals import refused

TWINS = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("Ana", callback_data="first"),
            InlineKeyboardButton("Ana", callback_data="second"),
        ],
        [InlineKeyboardButton("Read more", url="https://example.org")],
    ]
)


@pytest.fixture
def told(standin: StandIn, ana: Person) -> list[Event]:
    """The events from now on."""
    events: list[Event] = []
    standin.events.subscribe(events.append)
    return events


class TestChat:
    """A long chat comes in pages; what is unread is counted until it is read."""

    async def test_a_chat_comes_in_pages_from_its_end(self, bot: Bot, ana: Person) -> None:
        sent = [(await bot.send_message(ana.user_id, str(n))).message_id for n in range(5)]
        ana.deletes(ana.chat[3])
        newest = ana.private.page(2)
        assert [message.text for message in newest] == ["2", "4"]
        assert [each.text for each in ana.private.page(2, before=sent[2])] == ["0", "1"]
        assert ana.private.page(2, before=sent[0]) == []

    async def test_what_the_bot_said_is_unread_until_it_is_read(
        self, bot: Bot, ana: Person, told: list[Event]
    ) -> None:
        first = await bot.send_message(ana.user_id, "one")
        ana.says("mine")
        await bot.send_message(ana.user_id, "two")
        assert ana.private.unread == 2
        ana.reads(ana.private.history[first.message_id])
        assert ana.private.unread == 1
        ana.reads()
        await first.edit_text("one more")
        assert ana.private.unread == 0
        ana.reads(ana.private.history[first.message_id])
        assert ana.private.unread == 0
        assert [each for each in told if isinstance(each, ChatRead)] == [ChatRead(ana.private)] * 2

    def test_an_empty_chat_has_nothing_to_read(self, ana: Person, told: list[Event]) -> None:
        ana.reads()
        assert (ana.private.unread, told) == (0, [])

    async def test_a_message_counts_as_delivered_once_the_bot_has_it(
        self, bot: Bot, standin: StandIn, ana: Person, told: list[Event]
    ) -> None:
        said = [ana.says("one").message_id, ana.says("two").message_id]
        standin.person("Ben").says("three")
        (first, *_) = await bot.get_updates(limit=1, timeout=0)
        assert standin.updates.undelivered(ana.user_id) == set(said)
        await bot.get_updates(first.update_id + 1, limit=1, timeout=0)
        assert standin.updates.undelivered(ana.user_id) == {said[1]}
        (confirmed,) = [each for each in told if isinstance(each, UpdateConfirmed)]
        assert confirmed.update["message"]["message_id"] == said[0]

    async def test_a_deleted_message_cannot_be_edited(self, bot: Bot, ana: Person) -> None:
        sent = await bot.send_message(ana.user_id, "one")
        ana.deletes(ana.last)
        with refused("message to edit not found"):
            await sent.edit_text("two")


class TestButtons:
    """A button is pressed by its place, because labels may be the same."""

    async def test_the_button_at_a_place_is_pressed(self, bot: Bot, ana: Person) -> None:
        await bot.send_message(ana.user_id, "Who?", reply_markup=TWINS)
        ana.presses(ana.last, 0, 1)
        (update,) = await bot.get_updates(timeout=0)
        assert update.callback_query is not None
        assert update.callback_query.data == "second"

    async def test_a_button_that_is_not_there_or_a_link_is_not_pressed(
        self, bot: Bot, ana: Person
    ) -> None:
        await bot.send_message(ana.user_id, "Who?", reply_markup=TWINS)
        for row, column in ((0, 2), (2, 0), (-1, 0), (0, -1)):
            with pytest.raises(LookupError, match="gone"):
                ana.presses(ana.last, row, column)
        with pytest.raises(LookupError, match="opens a link"):
            ana.presses(ana.last, 1, 0)
        message = ana.last
        ana.deletes(message)
        with pytest.raises(LookupError, match="gone"):
            ana.presses(message, 0, 0)

    async def test_who_has_blocked_the_bot_presses_nothing(self, bot: Bot, ana: Person) -> None:
        await bot.send_message(ana.user_id, "Who?", reply_markup=TWINS)
        ana.blocks()
        with pytest.raises(RuntimeError, match="blocked the bot"):
            ana.presses(ana.last, 0, 0)


class TestNews:
    """Whatever changes on a phone, or for all of them, is told."""

    def test_a_new_person_is_told(self, standin: StandIn, told: list[Event]) -> None:
        ben = standin.person("Ben")
        assert told == [PersonAdded(ben.user)]

    def test_blocking_is_told_even_if_the_bot_does_not_ask(
        self, standin: StandIn, ana: Person, told: list[Event]
    ) -> None:
        standin.updates.allow(["message"])
        ana.blocks()
        assert told == [BlockChanged(ana.private)]

    async def test_other_commands_are_told(
        self, bot: Bot, standin: StandIn, ana: Person, told: list[Event]
    ) -> None:
        await bot.set_my_commands([("help", "How this works")])
        assert standin.commands_for(ana.user_id) == {"help": "How this works"}
        await bot.delete_my_commands()
        assert standin.commands_for(ana.user_id) == {}
        assert told.count(MenusChanged()) == 2

    async def test_faults_are_told_when_they_come_and_go(
        self, bot: Bot, standin: StandIn, ana: Person, told: list[Event]
    ) -> None:
        faults = standin.faults
        fault = faults.too_many_requests(3, method=SENDING)
        assert (faults.in_force, faults.lasting) == ([fault], False)
        await bot.send_chat_action(ana.user_id, "typing")
        with pytest.raises(TelegramError):
            await bot.send_message(ana.user_id, "hello")
        assert (faults.in_force, told.count(FaultsChanged())) == ([], 2)
        lasting = faults.forbidden(times=None, chat_id=ana.user_id)
        assert faults.lasting
        lasting.off()
        faults.latency = 0.0
        faults.down = True
        assert (faults.in_force, faults.lasting) == ([], True)
        assert told.count(FaultsChanged()) == 5
