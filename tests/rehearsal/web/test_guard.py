"""Nobody but the page itself can look into the rehearsal or act in it."""

from collections.abc import AsyncIterator

import httpx
import pytest

from bot.rehearsal.web.room import Room
from tests.rehearsal.web.conftest import PORT, START, Page, Quick, client_of

JSON = {"Content-Type": "application/json"}


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    """A browser that looks at a page without any programme."""
    async with client_of(Room(Quick(), START)) as client:
        yield client


class TestWhereItIs:
    """It answers under its own names only, so that no other name can be pointed at it."""

    @pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]"])
    async def test_this_machine_is_let_in(self, client: httpx.AsyncClient, name: str) -> None:
        answer = await client.get("/api/world", headers={"Host": f"{name}:{PORT}"})
        assert answer.status_code == 200

    @pytest.mark.parametrize(
        "host",
        [
            "evil.example:8080",
            "evil.example",
            "127.0.0.1",
            "127.0.0.1:9090",
            "",
            "x@localhost:8080",
        ],
    )
    @pytest.mark.parametrize("path", ["/", "/api/world", "/static/index.html", "/nowhere"])
    async def test_any_other_name_is_refused(
        self, client: httpx.AsyncClient, host: str, path: str
    ) -> None:
        answer = await client.get(path, headers={"Host": host})
        assert answer.status_code == 421
        assert "127.0.0.1" in answer.json()["problem"]

    async def test_two_names_at_once_are_refused(self, client: httpx.AsyncClient) -> None:
        names = [("Host", f"127.0.0.1:{PORT}"), ("Host", "evil.example")]
        assert (await client.get("/api/world", headers=names)).status_code == 421


class TestOtherSites:
    """A site that somebody visits meanwhile can neither act here nor read."""

    @pytest.mark.parametrize(
        "origin", ["http://evil.example", "null", "https://127.0.0.1:8080", "http://127.0.0.1:9090"]
    )
    async def test_they_do_nothing(self, client: httpx.AsyncClient, origin: str) -> None:
        answer = await client.post("/api/people", json={"name": "Eve"}, headers={"Origin": origin})
        assert answer.status_code == 403

    @pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
    async def test_what_a_form_can_send_does_nothing(
        self, client: httpx.AsyncClient, kind: str
    ) -> None:
        answer = await client.post(
            "/api/people", content=b'{"name": "Eve"}', headers={"Content-Type": kind}
        )
        assert answer.status_code == 415

    @pytest.mark.parametrize("site", ["cross-site", "same-site"])
    async def test_they_read_nothing(self, client: httpx.AsyncClient, site: str) -> None:
        for path in ("/api/world", "/api/drawer", "/files/photo-000001"):
            answer = await client.get(path, headers={"Sec-Fetch-Site": site})
            assert answer.status_code == 403

    async def test_a_link_on_them_may_lead_here(self, client: httpx.AsyncClient) -> None:
        answer = await client.get("/", headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 200

    async def test_the_page_itself_may_act(self, page: Page) -> None:
        headers = {"Origin": f"http://127.0.0.1:{PORT}", "Sec-Fetch-Site": "same-origin"}
        answer = await page.client.post("/api/people", json={"name": "Sam"}, headers=headers)
        assert answer.status_code == 200
        assert list(page.play.stage.people) == ["Grace", "Sam"]


class TestHeaders:
    """Whatever is answered, the browser is told to load nothing from elsewhere and keep nothing."""

    @pytest.mark.parametrize(
        "path", ["/", "/static/index.html", "/api/world", "/nowhere", "/static/no"]
    )
    async def test_they_are_on_every_answer(self, client: httpx.AsyncClient, path: str) -> None:
        _check_headers(await client.get(path))

    async def test_they_are_on_refusals(self, client: httpx.AsyncClient) -> None:
        _check_headers(await client.get("/", headers={"Host": "evil.example"}))
        _check_headers(await client.post("/api/people", content=b"{", headers=JSON))

    async def test_they_are_on_what_fails(self, monkeypatch: pytest.MonkeyPatch) -> None:
        room = Room(Quick(), START)
        async with client_of(room) as client:
            monkeypatch.setattr(room, "world", None)
            answer = await client.get("/api/world")
        assert answer.status_code == 500
        assert "Something went wrong" in answer.json()["problem"]
        _check_headers(answer)


@pytest.mark.parametrize(
    "path", ["/static/../room.py", "/static/%2e%2e/room.py", "/files/..%2froom"]
)
async def test_no_other_file_is_served(client: httpx.AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == 404


def _check_headers(answer: httpx.Response) -> None:
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Access-Control-Allow-Origin" not in answer.headers
