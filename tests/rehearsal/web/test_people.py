"""What people do on the page reaches the bot, and their chats show what came of it."""

import json
from typing import Any

import pytest

from tests.rehearsal.web.conftest import Page

NOBODY = 4711
NOT_AS_AGREED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("say", {}),
    ("say", {"text": "  "}),
    ("say", {"text": 5}),
    ("say", {"text": "x" * 50_000}),
    ("send", {"kind": "voice"}),
    ("send", {"kind": "voice", "seconds": True}),
    ("send", {"kind": "bomb"}),
    ("tap", {"message": "1", "row": 0, "column": 0}),
    ("tap", {"message": 1, "row": -1, "column": 0}),
    ("block", {"blocked": "yes"}),
    ("open", {"link": ""}),
    ("open", {"link": "https://t.me/plumbline_bot?start=a b"}),
    ("read", {"message": 1.5}),
)


async def _invite(page: Page) -> str:
    """Grace asks the bot for a link for one mentor."""
    await page.act(page.grace, "say", text="/invite")
    for label in ("mentor", "Just one"):
        newest = (await page.chat(page.grace))["messages"][-1]
        row = next(at for at, row in enumerate(newest["buttons"]) if label in row[0]["label"])
        await page.act(page.grace, "tap", message=newest["id"], row=row, column=0)
    links: list[str] = (await page.world())["links"]
    return links[-1]


class TestWriting:
    """A person says, sends, changes and deletes."""

    async def test_a_text_is_delivered_and_answered(self, page: Page) -> None:
        await page.act(page.grace, "say", text="/help")
        *_, own, answer = (await page.chat(page.grace))["messages"]
        assert (own["from"], own["text"], own["delivered"]) == ("person", "/help", True)
        assert own["entities"] == [{"type": "bot_command", "offset": 0, "length": 5, "url": None}]
        assert own["at"] == "2026-03-02T09:00:00Z"
        assert (answer["from"], answer["delivered"]) == ("bot", None)

    async def test_a_tap_changes_the_message_in_its_place(self, page: Page) -> None:
        await page.act(page.grace, "say", text="/invite")
        before = (await page.chat(page.grace))["messages"][-1]
        assert [button["label"] for row in before["buttons"] for button in row]
        await page.act(page.grace, "tap", message=before["id"], row=0, column=0)
        after = (await page.chat(page.grace))["messages"]
        assert next(each for each in after if each["id"] == before["id"])["edited"] is not None

    async def test_a_text_can_be_changed(self, page: Page) -> None:
        await page.act(page.grace, "say", text="Helo")
        own = page.grace.chat[-2]
        await page.act(page.grace, "edit", message=own.message_id, text="Hello")
        shown = next(m for m in (await page.chat(page.grace))["messages"] if m["text"] == "Hello")
        assert (shown["id"], shown["edited"]) == (own.message_id, "2026-03-02T09:00:00Z")

    async def test_a_message_can_be_deleted(self, page: Page) -> None:
        newest = page.grace.chat[-1].message_id
        await page.act(page.grace, "delete", message=newest)
        assert newest not in [each["id"] for each in (await page.chat(page.grace))["messages"]]

    @pytest.mark.parametrize("kind", ["photo", "document", "sticker", "location", "contact"])
    async def test_other_things_can_be_sent(self, page: Page, kind: str) -> None:
        await page.act(page.grace, "send", kind=kind)
        sent = [each for each in (await page.chat(page.grace))["messages"] if each["kind"] == kind]
        assert len(sent) == 1
        assert bool(sent[0]["text"]) == (kind in ("sticker", "location", "contact"))

    async def test_a_voice_note_has_its_length(self, page: Page) -> None:
        await page.act(page.grace, "send", kind="voice", seconds=34)
        [voice] = [each for each in (await page.chat(page.grace))["messages"] if each["file"]]
        assert (voice["file"]["seconds"], voice["file"]["mime"]) == (34, "audio/ogg")
        answer = await page.client.get(voice["file"]["url"])
        assert len(answer.content) == voice["file"]["size"]


class TestFiles:
    """Files that came with messages can be looked at, and harm nobody."""

    async def test_a_picture_is_shown(self, page: Page) -> None:
        await page.act(page.grace, "send", kind="photo")
        [photo] = [each for each in (await page.chat(page.grace))["messages"] if each["file"]]
        answer = await page.client.get(photo["file"]["url"])
        assert answer.headers["Content-Type"] == "image/png"
        assert answer.content.startswith(b"\x89PNG")

    async def test_anything_else_is_only_downloaded(self, page: Page) -> None:
        html = page.grace.sends_document("ünsafe.html", b"<script>", mime="text/html")
        assert html.file is not None
        answer = await page.client.get(f"/files/{html.file.file_id}")
        assert answer.headers["Content-Type"] == "application/octet-stream"
        disposition = "attachment; filename*=utf-8''%C3%BCnsafe.html"
        assert answer.headers["Content-Disposition"] == disposition

    async def test_what_is_not_there_is_not_found(self, page: Page) -> None:
        assert (await page.client.get("/files/photo-999999")).status_code == 404


class TestJoining:
    """Somebody new gets a phone, and opens an invite link on it."""

    async def test_a_link_is_there_until_somebody_opens_it(self, page: Page) -> None:
        link = await _invite(page)
        sam = (await page.post("/api/people", name=" Sam ")).get("person")
        await page.post(f"/api/people/{sam}/open", link=link)
        await page.rest()
        world = await page.world()
        assert link not in world["links"]
        assert [each["name"] for each in world["people"]] == ["Grace", "Sam"]
        assert page.play.stage.people["Sam"].last.buttons

    async def test_nobody_is_called_the_same(self, page: Page) -> None:
        assert await page.refused("/api/people", name="grace") == (
            409,
            "There is already somebody called grace here.",
        )

    async def test_another_address_is_no_invite_link(self, page: Page) -> None:
        path = f"/api/people/{page.grace.user_id}/open"
        for link in ("https://evil.example/?start=abc", "https://["):
            status, said = await page.refused(path, link=link)
            assert (status, said) == (400, "That is no invite link: one begins with https://t.me/.")


class TestReading:
    """A page is shown a chat in parts, and what was read stays read."""

    async def test_a_long_chat_comes_in_parts(self, page: Page) -> None:
        for number in range(5):
            page.grace.says(f"number {number}")
        first = await page.chat(page.grace, most=2)
        assert [each["text"] for each in first["messages"]] == ["number 3", "number 4"]
        assert first["more"]
        before = first["messages"][0]["id"]
        then = await page.chat(page.grace, most=2, before=before)
        assert [each["text"] for each in then["messages"]] == ["number 1", "number 2"]
        rest = await page.chat(page.grace, most=200, before=then["messages"][0]["id"])
        assert rest["messages"][-1]["text"] == "number 0"
        assert not rest["more"]

    async def test_the_unread_are_counted(self, page: Page) -> None:
        await page.act(page.grace, "say", text="/help")
        newest = page.grace.chat[-1].message_id
        assert (await page.world())["people"][0]["unread"] > 0
        await page.act(page.grace, "read", message=newest)
        assert (await page.world())["people"][0]["unread"] == 0
        assert (await page.chat(page.grace))["read_to"] == newest

    async def test_a_message_waits_until_the_bot_takes_it(self, page: Page) -> None:
        await page.post("/api/faults", down=True)
        await page.act(page.grace, "say", text="Anybody there?")
        assert (await page.chat(page.grace))["messages"][-1]["delivered"] is False


class TestBlocking:
    """A person can block the bot, and let it write again."""

    async def test_who_blocked_the_bot_cannot_write_to_it(self, page: Page) -> None:
        await page.act(page.grace, "block", blocked=True)
        assert (await page.world())["people"][0]["blocked"] is True
        status, said = await page.refused(f"/api/people/{page.grace.user_id}/say", text="Hello")
        assert (status, said) == (409, "Grace blocked the bot and cannot write to it")
        await page.act(page.grace, "block", blocked=False)
        await page.act(page.grace, "say", text="Hello")


class TestRefusals:
    """What cannot be done is refused in one sentence, and nothing of it is done."""

    async def test_nobody_is_meant_by_a_strange_number(self, page: Page) -> None:
        sentence = "There is nobody with this number here."
        assert await page.refused(f"/api/people/{NOBODY}/say", text="Hi") == (404, sentence)
        answer = await page.client.get(f"/api/chats/{NOBODY}")
        assert (answer.status_code, answer.json()) == (404, {"problem": sentence})

    async def test_what_is_not_as_agreed(self, page: Page) -> None:
        before = page.play.number
        for what, body in NOT_AS_AGREED:
            status, said = await page.refused(f"/api/people/{page.grace.user_id}/{what}", **body)
            assert (status, page.play.number) == (400, before), (what, body)
            assert said[0].isupper() or said.startswith("'")

    async def test_a_message_that_is_gone(self, page: Page) -> None:
        gone = page.grace.chat[-1]
        page.grace.deletes(gone)
        body = {"message": gone.message_id, "row": 0, "column": 0, "text": "Hi"}
        for what in ("tap", "edit", "delete"):
            path = f"/api/people/{page.grace.user_id}/{what}"
            assert await page.refused(path, **body) == (409, "That message is gone.")

    async def test_what_was_read_too_late_is_no_matter(self, page: Page) -> None:
        gone = page.grace.chat[-1]
        page.grace.deletes(gone)
        before = (await page.chat(page.grace))["read_to"]
        await page.act(page.grace, "read", message=gone.message_id)
        assert (await page.chat(page.grace))["read_to"] == before

    async def test_a_button_that_is_gone(self, page: Page) -> None:
        message = page.grace.says("Hello").message_id
        path = f"/api/people/{page.grace.user_id}/tap"
        status, said = await page.refused(path, message=message, row=0, column=0)
        assert (status, said) == (409, "that button is gone")

    async def test_what_is_no_json_object(self, page: Page) -> None:
        headers = {"Content-Type": "application/json"}
        for body in (b"", b"{", b"[1]", b"null", b'"x"', b"\xff", b"[" * 9999):
            answer = await page.client.post("/api/people", content=body, headers=headers)
            assert answer.status_code == 400, body
            assert "problem" in answer.json()

    async def test_half_a_character_is_no_reason_to_fail(self, page: Page) -> None:
        path = f"/api/people/{page.grace.user_id}/say"
        headers = {"Content-Type": "application/json"}
        body = b'{"text": "half \\ud800"}'
        answer = await page.client.post(path, content=body, headers=headers)
        assert answer.status_code == 200
        await page.rest()
        assert "half ?" in [message.text for message in page.grace.chat]

    async def test_too_much_at_once(self, page: Page) -> None:
        body = json.dumps({"name": "x" * 300_000}).encode()
        headers = {"Content-Type": "application/json"}
        answer = await page.client.post("/api/people", content=body, headers=headers)
        assert answer.status_code == 413
