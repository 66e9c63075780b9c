"""Files: uploads keep their bytes, ids can be sent again, limits are held."""

import pytest
from telegram import Bot, InputMediaDocument, InputMediaPhoto
from telegram.constants import ParseMode
from telegram.error import NetworkError

from bot.rehearsal.core import StandIn
from bot.rehearsal.params import Upload
from bot.rehearsal.people import Person
from bot.rehearsal.pictures import TINY_PNG, png
from bot.rehearsal.refusal import Refusal
from tests.rehearsal.refusals import refused


async def test_a_document_arrives_with_its_content(bot: Bot, ana: Person) -> None:
    content = bytes(range(256)) * 3 + b"\r\n--boundary\n"
    sent = await bot.send_document(
        ana.user_id,
        content,
        filename="meeting.ics",
        caption="<i>when</i>",
        parse_mode=ParseMode.HTML,
    )
    message = ana.last
    assert (message.kind, message.text) == ("document", "when")
    assert message.file is not None
    assert (message.file.name, message.file.content) == ("meeting.ics", content)
    assert sent.document is not None
    assert (sent.document.file_name, sent.document.file_size) == ("meeting.ics", len(content))
    assert sent.caption_entities[0].type == "italic"


async def test_what_a_person_sends_can_be_fetched_and_sent_on(bot: Bot, ana: Person) -> None:
    voice = ana.sends_voice(3, b"OggS my week")
    assert voice.file is not None
    file = await bot.get_file(voice.file.file_id)
    assert bytes(await file.download_as_bytearray()) == b"OggS my week"
    sent = await bot.send_voice(ana.user_id, voice.file.file_id)
    assert sent.voice is not None
    assert ana.last.file is voice.file


async def test_what_a_person_sends_has_the_type_that_it_has(bot: Bot, ana: Person) -> None:
    ana.sends_document("notes.pdf", b"%PDF", mime="application/pdf")
    ana.sends_voice(3, b"webm", mime="audio/webm")
    assert [message.file.mime for message in ana.chat if message.file] == [
        "application/pdf",
        "audio/webm",
    ]
    sent = [update.effective_message for update in await bot.get_updates(timeout=0)]
    attached = [message.effective_attachment for message in sent if message]
    assert [getattr(each, "mime_type", "") for each in attached] == [
        "application/pdf",
        "audio/webm",
    ]


async def test_an_invented_file_id_is_refused(bot: Bot, ana: Person) -> None:
    with refused("wrong file identifier"):
        await bot.send_voice(ana.user_id, "nothing")
    with refused("wrong file_id"):
        await bot.get_file("nothing")


async def test_a_caption_has_at_most_1024_characters(bot: Bot, ana: Person) -> None:
    await bot.send_document(ana.user_id, b"x", caption="&amp;" * 1024, parse_mode=ParseMode.HTML)
    with refused("message caption is too long"):
        await bot.send_document(ana.user_id, b"x", caption="x" * 1025)


async def test_an_empty_file_is_refused(bot: Bot, ana: Person) -> None:
    with refused("file must be non-empty"):
        await bot.send_document(ana.user_id, b"", filename="x.txt")


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"no picture", "IMAGE_PROCESS_FAILED"),
        (png(9_000, 1_001), "PHOTO_INVALID_DIMENSIONS"),
        (TINY_PNG + bytes(10 * 1024 * 1024), "too big photo"),
    ],
)
async def test_a_photo_must_be_a_picture_of_bearable_size(
    bot: Bot, ana: Person, content: bytes, refusal: str
) -> None:
    with refused(f"{refusal}"):
        await bot.send_photo(ana.user_id, content)


async def test_a_photo_has_its_own_dimensions(bot: Bot, ana: Person) -> None:
    sent = await bot.send_photo(ana.user_id, png(300, 200))
    assert (sent.photo[0].width, sent.photo[0].height) == (300, 200)


async def test_uploads_have_at_most_50_mb_and_downloads_20(bot: Bot, ana: Person) -> None:
    large = ana.sends_document("film", bytes(20 * 1024 * 1024 + 1))
    assert large.file is not None
    with refused("file is too big"):
        await bot.get_file(large.file.file_id)
    with refused("entity too large", NetworkError):
        await bot.send_document(ana.user_id, bytes(50 * 1024 * 1024 + 1))


async def test_an_album_arrives_as_messages_of_one_group(bot: Bot, ana: Person) -> None:
    sent = await bot.send_media_group(
        ana.user_id, [InputMediaPhoto(TINY_PNG, caption="one"), InputMediaPhoto(png(2, 2))]
    )
    assert [message.kind for message in ana.chat] == ["photo", "photo"]
    assert [message.text for message in ana.chat] == ["one", ""]
    assert len({message.media_group_id for message in sent}) == 1


async def test_an_album_has_2_to_10_items(standin: StandIn, ana: Person) -> None:
    item = {"type": "photo", "media": "attach://one"}
    for count in (1, 11):
        with pytest.raises(Refusal, match="2-10 items"):
            await standin.call(
                "sendMediaGroup",
                {"chat_id": ana.user_id, "media": [item] * count},
                {"one": Upload("one.png", TINY_PNG)},
            )


async def test_captions_and_files_can_be_replaced(bot: Bot, ana: Person) -> None:
    sent = await bot.send_document(ana.user_id, b"one", filename="a.txt", caption="a")
    await sent.edit_caption("b")
    assert ana.last.text == "b"
    with refused("there is no text in the message"):
        await sent.edit_text("x")
    await sent.edit_media(InputMediaDocument(b"two", filename="b.txt", caption="c"))
    assert ana.last.file is not None
    assert (ana.last.file.content, ana.last.text) == (b"two", "c")
    assert [each.text for each in ana.last.history] == ["a", "b"]
