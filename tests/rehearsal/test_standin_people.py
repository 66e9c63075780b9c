"""People: whatever they do arrives as python-telegram-bot expects it."""

from datetime import timedelta
from typing import Any

import pytest
from telegram import (
    Bot,
    ChatMember,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    Update,
)
from telegram.error import Forbidden
from telegram.ext import Application, CommandHandler, filters

from bot.clock import MovableClock
from bot.rehearsal.core import StandIn
from bot.rehearsal.people import Person
from bot.rehearsal.request import StandInRequest
from tests.rehearsal.refusals import refused


async def updates(bot: Bot) -> list[Update]:
    """What happened since the last call, confirmed."""
    new = list(await bot.get_updates(timeout=0))
    if new:
        await bot.get_updates(new[-1].update_id + 1, timeout=0)
    return new


async def only(bot: Bot) -> Update:
    (update,) = await updates(bot)
    return update


async def only_message(bot: Bot) -> Message:
    message = (await only(bot)).message
    assert message is not None
    return message


def one_button(label: str = "Go", data: str = "go-1") -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup.from_button(InlineKeyboardButton(label, callback_data=data))


class TestMessages:
    """What people send."""

    async def test_a_command_reaches_its_handler(self, standin: StandIn, ana: Person) -> None:
        heard: list[Any] = []

        async def start(update: Update, context: Any) -> None:
            heard.append((update.effective_user, context.args))

        builder = Application.builder().token(standin.token).request(StandInRequest(standin))
        application = builder.get_updates_request(StandInRequest(standin)).build()
        application.add_handler(CommandHandler("start", start))
        ana.opens_link("https://t.me/plumbline_bot?start=abc-1_Z")
        async with application:
            await application.process_update(await only(application.bot))
        ((user, arguments),) = heard
        assert (user.id, user.first_name, user.language_code) == (ana.user_id, "Ana", "en")
        assert arguments == ["abc-1_Z"]

    def test_a_link_carries_at_most_64_plain_characters(self, ana: Person) -> None:
        ana.opens_link("https://t.me/bot?start=" + "x" * 64)
        for payload in ("x" * 65, "a.b"):
            with pytest.raises(ValueError, match="at most 64"):
                ana.opens_link(f"https://t.me/bot?start={payload}")

    async def test_a_private_chat_has_the_id_of_its_user(self, bot: Bot, ana: Person) -> None:
        ana.says("hello")
        message = await only_message(bot)
        assert message.from_user is not None
        assert message.chat.id == message.from_user.id == ana.user_id
        assert message.chat.type == "private"

    async def test_a_long_text_goes_as_several(self, bot: Bot, ana: Person) -> None:
        ana.says("x" * 4096 + "y")
        texts = [update.message.text for update in await updates(bot) if update.message]
        assert [len(text or "") for text in texts] == [4096, 1]

    async def test_every_kind_of_message_has_its_filter(self, bot: Bot, ana: Person) -> None:
        ana.sends_voice(4)
        ana.sends_photo("look")
        ana.sends_sticker()
        ana.sends_document("a.txt", b"text")
        ana.sends_contact()
        ana.sends_location()
        ana.forwards("what somebody said")
        kinds = [
            filters.VOICE,
            filters.PHOTO,
            filters.Sticker.ALL,
            filters.Document.ALL,
            filters.CONTACT,
            filters.LOCATION,
            filters.FORWARDED & filters.TEXT,
        ]
        for kind, update in zip(kinds, await updates(bot), strict=True):
            assert kind.check_update(update), (kind, update)

    async def test_an_edit_arrives_as_an_edit(
        self, bot: Bot, ana: Person, clock: MovableClock
    ) -> None:
        said = ana.says("hello")
        clock.move(timedelta(minutes=5))
        ana.edits(said, "hello there")
        edited = (await updates(bot))[-1].edited_message
        assert edited is not None
        assert (edited.message_id, edited.text) == (said.message_id, "hello there")
        assert edited.edit_date == clock.now()
        assert said.history[0].text == "hello"

    async def test_several_people_have_chats_of_their_own(
        self, bot: Bot, standin: StandIn, ana: Person
    ) -> None:
        ben = standin.person("Ben", 77, "de", started=True)
        await bot.send_message(77, "hallo")
        assert [message.text for message in ben.chat] == ["hallo"]
        assert ana.chat == []
        with pytest.raises(ValueError, match="already somebody"):
            standin.person("Carl", 77)
        carl = standin.person("Carl", ana.user_id + 1)
        assert standin.person("Dora").user_id not in (ana.user_id, carl.user_id)

    async def test_new_messages_are_told_once_and_edits_again(self, bot: Bot, ana: Person) -> None:
        ana.says("hello")
        sent = await bot.send_message(ana.user_id, "one")
        await bot.send_message(ana.user_id, "two")
        assert [message.text for message in ana.new_messages()] == ["one", "two"]
        assert ana.new_messages() == []
        await sent.edit_text("one more")
        assert [message.text for message in await ana.hears()] == ["one more"]


class TestTaps:
    """Inline buttons."""

    async def test_a_tap_arrives_and_its_answer_comes_back(self, bot: Bot, ana: Person) -> None:
        sent = await bot.send_message(ana.user_id, "Ready?", reply_markup=one_button())
        ana.taps("Go")
        query = (await only(bot)).callback_query
        assert query is not None
        assert query.data == "go-1"
        assert query.message == sent
        await query.answer("Thank you", show_alert=True)
        assert [(each.text, each.alert) for each in ana.answers] == [("Thank you", True)]

    async def test_a_missing_button_is_explained(self, bot: Bot, ana: Person) -> None:
        await bot.send_message(ana.user_id, "Ready?", reply_markup=one_button("Begin"))
        with pytest.raises(LookupError, match=r"sees no button 'Go'; in sight.*Begin"):
            ana.taps("Go")

    async def test_the_newest_button_of_that_name_is_tapped(self, bot: Bot, ana: Person) -> None:
        old = await bot.send_message(ana.user_id, "1", reply_markup=one_button(data="old"))
        await bot.send_message(ana.user_id, "2", reply_markup=one_button(data="new"))
        ana.taps("Go")
        ana.taps("Go", on=ana.private.history[old.message_id])
        queries = [update.callback_query for update in await updates(bot)]
        assert [query.data for query in queries if query] == ["new", "old"]

    async def test_a_stale_button_can_be_tapped_on_request(self, bot: Bot, ana: Person) -> None:
        sent = await bot.send_message(ana.user_id, "Ready?", reply_markup=one_button())
        await sent.edit_text("Too late")
        with pytest.raises(LookupError):
            ana.taps("Go", on=ana.last)
        ana.taps("Go", on=ana.last, stale=True)
        query = (await only(bot)).callback_query
        assert query is not None
        assert query.data == "go-1"

    async def test_a_tap_on_a_deleted_message_arrives_without_it(
        self, bot: Bot, ana: Person
    ) -> None:
        await bot.send_message(ana.user_id, "Ready?", reply_markup=one_button())
        message = ana.last
        ana.deletes(message)
        ana.taps("Go", on=message)
        query = (await only(bot)).callback_query
        assert query is not None
        assert query.message is not None
        assert not query.message.is_accessible
        assert query.message.message_id == message.message_id

    async def test_forged_data_arrives_as_sent(self, bot: Bot, ana: Person) -> None:
        await bot.send_message(ana.user_id, "hello")
        ana.taps_data("not mine", on=ana.last)
        query = (await only(bot)).callback_query
        assert query is not None
        assert query.data == "not mine"

    async def test_an_old_or_invented_query_cannot_be_answered(
        self, bot: Bot, ana: Person, clock: MovableClock
    ) -> None:
        await bot.send_message(ana.user_id, "Ready?", reply_markup=one_button())
        query_id = ana.taps("Go")
        assert await bot.answer_callback_query(query_id)
        with refused("MESSAGE_TOO_LONG"):
            await bot.answer_callback_query(query_id, "x" * 201)
        clock.move(timedelta(minutes=16))
        for each in (query_id, "999"):
            with refused("query is too old and response timeout expired"):
                await bot.answer_callback_query(each)


class TestComingAndGoing:
    """Whom the bot may write to."""

    async def test_the_bot_cannot_begin(self, bot: Bot, standin: StandIn) -> None:
        ben = standin.person("Ben")
        with refused("bot can't initiate conversation with a user", Forbidden):
            await bot.send_message(ben.user_id, "hello")
        ben.says("/start")
        await bot.send_message(ben.user_id, "hello")

    async def test_blocking_is_told_and_shuts_the_bot_out(self, bot: Bot, ana: Person) -> None:
        said = ana.says("hi")
        ana.blocks()
        member = (await updates(bot))[-1].my_chat_member
        assert member is not None
        assert member.new_chat_member.status == ChatMember.BANNED
        assert member.from_user.id == member.chat.id == ana.user_id
        with refused("bot was blocked by the user", Forbidden):
            await bot.send_message(ana.user_id, "hello")
        with pytest.raises(RuntimeError, match="Ana blocked the bot"):
            ana.says("hello")
        with pytest.raises(RuntimeError, match="Ana blocked the bot"):
            ana.edits(said, "hello")

    async def test_opening_a_link_unblocks(self, bot: Bot, ana: Person) -> None:
        ana.blocks()
        ana.opens_link("https://t.me/bot?start=again")
        _, back, start = await updates(bot)
        assert back.my_chat_member is not None
        assert back.my_chat_member.new_chat_member.status == ChatMember.MEMBER
        assert start.message is not None
        await bot.send_message(ana.user_id, "hello")

    async def test_a_deleted_account_is_deactivated(self, bot: Bot, ana: Person) -> None:
        ana.deletes_account()
        with refused("user is deactivated", Forbidden):
            await bot.send_message(ana.user_id, "hello")
        with pytest.raises(RuntimeError, match="no account"):
            ana.says("hello")


class TestGroups:
    """Groups and privacy mode."""

    async def test_the_bot_sees_only_what_is_meant_for_it(
        self, bot: Bot, standin: StandIn, ana: Person
    ) -> None:
        group = standin.group("Circle", ana)
        group.adds_bot(ana)
        added, joined = await updates(bot)
        assert added.my_chat_member is not None
        assert added.my_chat_member.chat.type == "group"
        assert joined.message is not None
        assert joined.message.new_chat_members[0].id == bot.id
        ana.says("hello all", to=group.chat)
        ana.says("/help", to=group.chat)
        ana.says("/help@other_bot", to=group.chat)
        assert await updates(bot) == []
        ana.says("/help@Plumbline_Bot", to=group.chat)
        assert (await only_message(bot)).chat.id == group.chat_id
        await bot.send_message(group.chat_id, "Write to me in private")
        (answer,) = group.new_messages()
        ana.says("/help", to=group.chat)
        ana.says("why?", reply_to=answer, to=group.chat)
        assert len(await updates(bot)) == 2

    async def test_a_group_without_the_bot_is_closed_to_it(
        self, bot: Bot, standin: StandIn, ana: Person
    ) -> None:
        group = standin.group("Circle", ana)
        with refused("bot is not a member of the group chat", Forbidden):
            await bot.send_message(group.chat_id, "hello")
        group.adds_bot(ana)
        assert (await bot.get_chat_member(group.chat_id, ana.user_id)).status == "member"
        group.removes_bot(ana)
        with refused("bot is not a member of the group chat", Forbidden):
            await bot.send_message(group.chat_id, "hello")
        outsider = standin.person("Ben")
        with pytest.raises(RuntimeError, match="Ben is not in the group"):
            outsider.says("hello", to=group.chat)
        assert (await bot.get_chat_member(group.chat_id, outsider.user_id)).status == "left"
        assert (await bot.get_chat(ana.user_id)).first_name == "Ana"
