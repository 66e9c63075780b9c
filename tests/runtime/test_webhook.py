"""Updates that come by webhook are stored before Telegram hears that they have arrived."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select, text
from telegram import Bot

from bot.clock import SystemClock
from bot.config import SettingError
from bot.db.database import Database
from bot.db.tables import InboxRow
from bot.db.vault import Vault
from bot.library.questionnaires import Library
from bot.rehearsal.core import StandIn
from bot.rehearsal.http import serve
from bot.rehearsal.request import StandInRequest
from bot.runtime.webhook import MOST_BODY, SECRET_HEADER, Webhook, WebhookPlace
from bot.services.core import Core

SECRET = "only-telegram-knows"
UPDATE = {"update_id": 5, "message": {"chat": {"id": 7}, "from": {"id": 7}, "text": "hello"}}


@dataclass
class Door:
    """The webhook without a network, what was fed, and the database behind it."""

    core: Core
    http: httpx.AsyncClient
    fed: list[dict[str, Any]] = field(default_factory=list)

    async def bring(self, body: object, secret: str | None = SECRET) -> int:
        """Post a body as Telegram would; return the status."""
        headers = [] if secret is None else [(SECRET_HEADER.encode(), secret.encode())]
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return (await self.http.post("/hook", content=content, headers=headers)).status_code

    async def stored(self) -> int:
        async with self.core.db.read() as s:
            return await s.scalar(select(func.count()).select_from(InboxRow)) or 0


def _core(db: Database) -> Core:
    return Core(db, Vault(bytes(range(32))), SystemClock(), Library())


def _bot(telegram: StandIn) -> Bot:
    way = StandInRequest(telegram)
    return Bot(telegram.token, request=way, get_updates_request=way)


@pytest.fixture
async def door(db: Database) -> AsyncIterator[Door]:
    core = _core(db)
    fed: list[dict[str, Any]] = []
    place = WebhookPlace("https://bot.example/hook", SECRET, "127.0.0.1", 1)
    webhook = Webhook(core, _bot(StandIn(core.clock)), fed.extend, place)
    way = httpx.ASGITransport(webhook.endpoint())
    async with httpx.AsyncClient(transport=way, base_url="http://bot") as http:
        yield Door(core, http, fed)


async def test_an_update_is_stored_and_handed_on(door: Door) -> None:
    assert await door.bring(UPDATE) == 200
    assert await door.stored() == 1
    assert door.fed == [UPDATE]


async def test_an_update_brought_twice_is_handed_on_once(door: Door) -> None:
    assert [await door.bring(UPDATE), await door.bring(UPDATE)] == [200, 200]
    assert await door.stored() == 1
    assert door.fed == [UPDATE]


async def test_a_body_longer_than_any_update_is_not_read_to_its_end(door: Door) -> None:
    assert await door.bring(b" " * (MOST_BODY + 1)) == 413
    assert await door.stored() == 0


NO_UPDATES = [
    *(b"", b"{", b"[]", b"7", b"null", b"\xff", b"[" * 100_000, {"update_id": "5"}, {"a": 1}),
    *({"update_id": 2**63}, {"update_id": -(2**70)}, {"update_id": True}, {"update_id": 1.5}),
    {"update_id": 8, "message": {"chat": {"id": 2**64}}},
    {"update_id": 8, "message": {"chat": {"id": 1}, "from": {"id": 10**30}}},
    {"update_id": 8, "message": {"chat": "Ana", "from": 5}},
    {"update_id": 8, "callback_query": {"message": None, "from": None}},
]


@pytest.mark.parametrize("body", NO_UPDATES, ids=lambda body: str(body)[:40])
async def test_what_is_no_update_is_refused_and_it_goes_on(door: Door, body: object) -> None:
    assert await door.bring(body) == 400
    assert await door.stored() == 0
    assert await door.bring(UPDATE) == 200


async def test_the_highest_number_there_can_be_is_taken(door: Door) -> None:
    assert await door.bring({**UPDATE, "update_id": 2**63 - 1}) == 200


async def test_while_nothing_can_be_stored_telegram_keeps_the_update(door: Door) -> None:
    async with door.core.db.write() as s:
        await s.execute(text("ALTER TABLE inbox RENAME TO elsewhere"))
    assert await door.bring(UPDATE) == 503
    assert door.fed == []
    async with door.core.db.write() as s:
        await s.execute(text("ALTER TABLE elsewhere RENAME TO inbox"))
    assert await door.bring(UPDATE) == 200
    assert door.fed == [UPDATE]


async def test_telegram_is_told_where_to_call_and_calls_there(sqlite_db: Database) -> None:
    core = _core(sqlite_db)
    telegram = StandIn(core.clock, local=True)
    fed: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    place = WebhookPlace(f"http://127.0.0.1:{port}/hook", SECRET, "127.0.0.1", port)

    def feed(raws: list[dict[str, Any]]) -> None:
        for raw in raws:
            fed.put_nowait(raw)

    async with serve(telegram):
        running = asyncio.create_task(Webhook(core, _bot(telegram), feed, place).run())
        telegram.person("Ana").says("hello")
        async with asyncio.timeout(10):
            raw = await fed.get()
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
    assert raw["message"]["text"] == "hello"
    assert telegram.updates.webhook is not None
    assert telegram.updates.webhook["secret"] == SECRET
    assert set(telegram.updates.allowed or ()) >= {"message", "my_chat_member"}


async def test_where_another_program_listens_it_ends_in_a_sentence_and_telegram_hears_nothing(
    sqlite_db: Database,
) -> None:
    telegram = StandIn(SystemClock(), local=True)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        place = WebhookPlace(f"http://127.0.0.1:{port}/hook", SECRET, "127.0.0.1", port)
        webhook = Webhook(_core(sqlite_db), _bot(telegram), lambda _: None, place)
        with pytest.raises(SettingError, match=f"Nothing can listen at 127.0.0.1, port {port}"):
            await webhook.run()
    assert telegram.updates.webhook is None
