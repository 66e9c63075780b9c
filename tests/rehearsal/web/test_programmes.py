"""The page begins with a sample programme, and can begin anew with another, or with the story."""

from collections.abc import AsyncIterator

import httpx
import pytest

from bot.rehearsal.stage import Stage
from bot.rehearsal.web import room as rooms
from bot.rehearsal.web.room import Room
from tests.databases import KeptSqlite
from tests.rehearsal.web.conftest import START, Page, Quick, client_of, until


@pytest.fixture
async def unready(kept_sqlite: KeptSqlite) -> AsyncIterator[Page]:
    """A room whose first programme is being set up."""
    async with (
        Room(Quick(kept_sqlite), START, first="empty") as room,
        client_of(room) as client,
    ):
        yield Page(room, client)


class TestTheFirst:
    """The page is there at once, and says that the programme is coming."""

    async def test_meanwhile_it_says_so(self, unready: Page) -> None:
        world = await unready.world()
        assert (world["busy"], world["programme"], world["people"]) == (True, None, [])
        assert [each["key"] for each in world["samples"]] == ["peer", "youth", "workplace", "empty"]
        status, said = await unready.refused("/api/people", name="Sam")
        assert (status, said) == (409, "A programme is being set up. It takes a few seconds.")
        assert (await unready.client.get("/api/drawer")).status_code == 404

    async def test_then_it_is_there(self, unready: Page) -> None:
        await unready.until(lambda: not unready.room.busy)
        world = await unready.world()
        assert world["programme"] == {
            "name": "Harbour Peer Support",
            "sample": "empty",
            "zone": "Europe/London",
        }
        [grace] = world["people"]
        assert (grace["name"], grace["roles"]) == ("Grace", ["coordinator"])
        assert grace["zone"] == "Europe/London"
        assert "invite" in [each["command"] for each in grace["commands"]]
        assert world["phones"] == [grace["id"]]
        assert (world["story"], world["trouble"]) == (None, None)

    async def test_it_can_be_left_before_it_is_there(self, kept_sqlite: KeptSqlite) -> None:
        async with Room(Quick(kept_sqlite), START) as room:
            assert room.busy
        assert room.play is None

    async def test_a_mentee_a_mentor_and_a_coordinator_are_shown_first(
        self, kept_sqlite: KeptSqlite
    ) -> None:
        async with Room(Quick(kept_sqlite), START) as room:
            await until(room, lambda: not room.busy)
            world = await room.world()
        names = {each["id"]: each["name"] for each in world["people"]}
        assert [names[each] for each in world["phones"]] == ["Ana", "Ruth", "Grace"]
        assert len(names) == 6


class TestAnother:
    """Another programme takes the place of what is there, and numbers go on growing."""

    async def test_everything_is_new(self, page: Page) -> None:
        await page.post("/api/people", name="Sam")
        before = page.play
        await page.post("/api/programme", sample="empty")
        assert (await page.world())["busy"] is True
        assert len((await page.world())["people"]) == 2
        await page.until(lambda: not page.room.busy)
        world = await page.world()
        assert [each["name"] for each in world["people"]] == ["Grace"]
        assert page.play is not before
        assert world["number"] > before.number
        await page.act(page.grace, "say", text="/help")

    async def test_one_at_a_time(self, page: Page) -> None:
        await page.post("/api/programme", sample="empty")
        assert (await page.refused("/api/programme", sample="empty"))[0] == 409
        assert (await page.refused("/api/story", do="begin"))[0] == 409

    async def test_only_those_that_are_offered(self, page: Page) -> None:
        assert (await page.refused("/api/programme", sample="prison"))[0] == 400

    async def test_one_that_cannot_be_set_up_leaves_what_is_there(
        self, page: Page, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def fail(_stage: Stage, _key: str) -> None:
            raise ZeroDivisionError

        monkeypatch.setattr(rooms, "set_up", fail)
        before = page.play
        await page.post("/api/programme", sample="youth")
        await page.until(lambda: not page.room.busy)
        assert page.play is before
        trouble = "The programme could not be set up (zero division error)."
        assert (await page.world())["trouble"].startswith(trouble)
        await page.act(page.grace, "say", text="/help")


class TestTheStory:
    """The story can be played from its start, stopped, and taken over by hand."""

    @pytest.fixture
    async def told(self, page: Page) -> Page:
        await page.post("/api/story", do="begin")
        await page.until(lambda: not page.room.busy)
        return page

    async def test_it_begins_with_nothing_done(self, told: Page) -> None:
        world = await told.world()
        assert world["programme"]["sample"] is None
        assert [each["name"] for each in world["people"]] == ["Grace", "Ruth", "Ana"]
        story = world["story"]
        assert (story["at"], story["playing"], story["over"]) == (0, False, False)

    async def test_a_step_is_one_step(self, told: Page) -> None:
        await told.post("/api/story", do="step")
        assert (await told.world())["story"]["at"] == 1
        assert "/invite" in [message.text for message in told.grace.chat]

    async def test_whoever_acts_by_hand_stops_it(self, told: Page) -> None:
        await told.post("/api/story", do="play")
        assert (await told.world())["story"]["playing"] is True
        newest = told.grace.chat[-1].message_id
        await told.post(f"/api/people/{told.grace.user_id}/read", message=newest)
        assert (await told.world())["story"]["playing"] is True
        await told.post(f"/api/people/{told.grace.user_id}/say", text="/help")
        assert (await told.world())["story"]["playing"] is False
        await told.rest()

    async def test_where_it_has_not_begun_there_is_no_next_step(self, page: Page) -> None:
        assert await page.refused("/api/story", do="step") == (
            409,
            "The story has not begun here.",
        )


async def test_the_drawer_and_the_way_of_a_message_are_there(page: Page) -> None:
    drawer = await page.get("/api/drawer")
    assert set(drawer) >= {"inbox", "outbox", "due", "responses", "counts"}
    newest = page.grace.chat[-1].message_id
    assert (await page.get(f"/api/way/{page.grace.user_id}/{newest}"))["steps"]
    answer: httpx.Response = await page.client.get(f"/api/way/{page.grace.user_id}/99999")
    assert answer.status_code == 404
