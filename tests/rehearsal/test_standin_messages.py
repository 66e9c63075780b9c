"""Messages: what the bot sends arrives as sent, and Telegram's limits are held."""

from datetime import timedelta

import pytest
from telegram import (
    Bot,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.constants import ChatAction, ParseMode

from bot.clock import MovableClock
from bot.rehearsal.core import StandIn
from bot.rehearsal.people import Person
from tests.rehearsal.refusals import refused


def keyboard(*labels: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(each, callback_data=each)] for each in labels]
    )


class TestSending:
    """sendMessage."""

    async def test_a_message_arrives_with_text_markup_and_buttons(
        self, bot: Bot, ana: Person, clock: MovableClock
    ) -> None:
        sent = await bot.send_message(
            ana.user_id,
            "Hello <b>Ana</b> &amp; all",
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard("Begin", "Later"),
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )
        (message,) = ana.chat
        assert message.text == "Hello Ana & all"
        assert message.source == "Hello <b>Ana</b> &amp; all"
        assert message.buttons == ["Begin", "Later"]
        assert (sent.message_id, sent.chat_id) == (message.message_id, ana.user_id)
        assert sent.date == clock.now()
        assert sent.entities[0].type == "bold"
        assert sent.reply_markup == keyboard("Begin", "Later")

    async def test_length_counts_after_parsing(self, bot: Bot, ana: Person) -> None:
        text = "<b>" + "&lt;" * 4096 + "</b>"
        await bot.send_message(ana.user_id, text, parse_mode=ParseMode.HTML)
        assert ana.last.text == "<" * 4096
        with refused("message is too long"):
            await bot.send_message(ana.user_id, "x" * 4097)

    async def test_length_counts_code_points(self, bot: Bot, ana: Person) -> None:
        await bot.send_message(ana.user_id, "\N{GRINNING FACE}" * 4096)
        assert len(ana.last.text) == 4096

    @pytest.mark.parametrize("text", ["", " \n ", "<b> </b>"])
    async def test_nothing_cannot_be_sent(self, bot: Bot, ana: Person, text: str) -> None:
        with refused("message text is empty"):
            await bot.send_message(ana.user_id, text, parse_mode=ParseMode.HTML)

    async def test_bad_markup_is_refused(self, bot: Bot, ana: Person) -> None:
        with refused("can't parse entities: unsupported start tag"):
            await bot.send_message(ana.user_id, "a <x> b", parse_mode=ParseMode.HTML)
        assert ana.chat == []

    async def test_an_unknown_chat_is_not_found(self, bot: Bot) -> None:
        with refused("chat not found"):
            await bot.send_message(42, "hello")

    async def test_a_reply_names_its_message(self, bot: Bot, ana: Person) -> None:
        said = ana.says("hello")
        parameters = ReplyParameters(said.message_id)
        sent = await bot.send_message(ana.user_id, "hi", reply_parameters=parameters)
        assert ana.last.reply_to is said
        assert sent.reply_to_message is not None
        assert sent.reply_to_message.text == "hello"
        with refused("message to be replied not found"):
            await bot.send_message(ana.user_id, "hi", reply_parameters=ReplyParameters(999))

    async def test_other_keyboards_are_kept_but_not_returned(self, bot: Bot, ana: Person) -> None:
        sent = await bot.send_message(ana.user_id, "hi", reply_markup=ForceReply())
        assert sent.reply_markup is None
        assert ana.last.reply_keyboard == {"force_reply": True}

    async def test_what_the_bot_is_doing_shows(self, bot: Bot, ana: Person) -> None:
        await bot.send_chat_action(ana.user_id, ChatAction.TYPING)
        assert ana.private.actions == ["typing"]
        with refused("wrong parameter action"):
            await bot.send_chat_action(ana.user_id, "dancing")


class TestKeyboards:
    """Inline buttons."""

    async def test_callback_data_may_have_64_bytes_and_no_more(self, bot: Bot, ana: Person) -> None:
        fits = InlineKeyboardMarkup.from_button(InlineKeyboardButton("a", callback_data="é" * 32))
        await bot.send_message(ana.user_id, "x", reply_markup=fits)
        large = InlineKeyboardMarkup.from_button(InlineKeyboardButton("a", callback_data="é" * 33))
        with refused("BUTTON_DATA_INVALID"):
            await bot.send_message(ana.user_id, "x", reply_markup=large)

    async def test_a_button_must_do_something(self, bot: Bot, ana: Person) -> None:
        markup = InlineKeyboardMarkup.from_button(InlineKeyboardButton("a", callback_data=""))
        with refused("text buttons are unallowed"):
            await bot.send_message(ana.user_id, "x", reply_markup=markup)

    @pytest.mark.parametrize(("columns", "rows"), [(9, 1), (1, 101)])
    async def test_too_many_buttons_are_refused(
        self, bot: Bot, ana: Person, columns: int, rows: int
    ) -> None:
        row = [InlineKeyboardButton("a", callback_data="a")] * columns
        with refused("reply markup is too long"):
            await bot.send_message(
                ana.user_id, "x", reply_markup=InlineKeyboardMarkup([row] * rows)
            )

    async def test_8_in_a_row_and_100_in_all_fit(self, bot: Bot, ana: Person) -> None:
        row = [InlineKeyboardButton("a", callback_data="a")] * 8
        markup = InlineKeyboardMarkup([*[row] * 12, row[:4]])
        await bot.send_message(ana.user_id, "x", reply_markup=markup)
        assert len(ana.last.buttons) == 100


class TestEditing:
    """editMessageText and editMessageReplyMarkup."""

    async def test_an_edit_replaces_in_place_and_keeps_history(
        self, bot: Bot, ana: Person, clock: MovableClock
    ) -> None:
        sent = await bot.send_message(ana.user_id, "one", reply_markup=keyboard("Go"))
        clock.move(timedelta(minutes=1))
        edited = await bot.edit_message_text("two", ana.user_id, sent.message_id)
        (message,) = ana.chat
        assert (message.text, message.buttons) == ("two", [])
        assert [each.text for each in message.history] == ["one"]
        assert not isinstance(edited, bool)
        assert edited.edit_date == clock.now()

    async def test_an_edit_that_changes_nothing_is_refused(self, bot: Bot, ana: Person) -> None:
        sent = await bot.send_message(ana.user_id, "one", reply_markup=keyboard("Go"))
        with refused("message is not modified"):
            await bot.edit_message_text(
                "<b></b>one ",
                ana.user_id,
                sent.message_id,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard("Go"),
            )
        with refused("message is not modified"):
            await sent.edit_reply_markup(keyboard("Go"))

    async def test_buttons_can_be_changed_alone(self, bot: Bot, ana: Person) -> None:
        sent = await bot.send_message(ana.user_id, "one", reply_markup=keyboard("Go"))
        await sent.edit_reply_markup(keyboard("Stop"))
        assert (ana.last.text, ana.last.buttons) == ("one", ["Stop"])
        await sent.edit_reply_markup()
        assert ana.last.buttons == []

    async def test_a_message_that_is_gone_cannot_be_edited(self, bot: Bot, ana: Person) -> None:
        sent = await bot.send_message(ana.user_id, "one")
        await sent.delete()
        with refused("message to edit not found"):
            await sent.edit_text("two")

    async def test_the_bot_edits_only_its_own(self, bot: Bot, ana: Person) -> None:
        said = ana.says("hello")
        with refused("message can't be edited"):
            await bot.edit_message_text("x", ana.user_id, said.message_id)
        sent = await bot.send_message(ana.user_id, "one")
        with refused("there is no caption"):
            await sent.edit_caption("x")


class TestDeletingAndCopying:
    """deleteMessage, copyMessage, forwardMessage."""

    async def test_a_message_can_be_deleted_for_48_hours(
        self, bot: Bot, ana: Person, clock: MovableClock
    ) -> None:
        first = await bot.send_message(ana.user_id, "one")
        second = await bot.send_message(ana.user_id, "two")
        clock.move(timedelta(hours=48))
        assert await first.delete()
        assert [each.text for each in ana.chat] == ["two"]
        clock.move(timedelta(seconds=1))
        with refused("message can't be deleted for everyone"):
            await second.delete()
        with refused("message to delete not found"):
            await first.delete()

    async def test_a_copy_has_no_author_and_a_forward_has(
        self, bot: Bot, standin: StandIn, ana: Person
    ) -> None:
        ben = standin.person("Ben", started=True)
        said = ana.sends_voice(7)
        copied = await bot.copy_message(ben.user_id, ana.user_id, said.message_id)
        assert ben.last.message_id == copied.message_id
        assert ben.last.kind == "voice"
        assert ben.last.file is said.file
        forwarded = await bot.forward_message(ben.user_id, ana.user_id, said.message_id)
        assert forwarded.forward_origin is not None
        assert forwarded.voice is not None
        assert ben.last.content.attachment["duration"] == 7
        with refused("message to copy not found"):
            await bot.copy_message(ben.user_id, ana.user_id, 999)

    def test_a_chat_knows_a_message_after_it_is_deleted(
        self, standin: StandIn, ana: Person
    ) -> None:
        said = ana.says("hello")
        standin.world.remove_message(said)
        assert ana.chat == []
        assert standin.message(ana.user_id, said.message_id) is said
