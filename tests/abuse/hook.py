"""The way in that Telegram uses with a webhook, in front of a whole world."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any

import httpx

from bot.runtime.webhook import SECRET_HEADER, Webhook, WebhookPlace
from tests.world import World

SECRET = "only-telegram-knows"
Update = dict[str, Any]
# Updates that nothing else in a test is known by.
NUMBERS = count(700_000)


@dataclass
class Hook:
    """Brings forged bodies."""

    world: World
    http: httpx.AsyncClient

    async def bring(self, body: object, secret: str | None = SECRET) -> int:
        """Post a body as Telegram would; return the status."""
        headers = [] if secret is None else [(SECRET_HEADER.encode(), secret.encode())]
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return (await self.http.post("/hook", content=content, headers=headers)).status_code

    def message(self, name: str, text: str = "hello", **more: Any) -> Update:
        """An update by which somebody says something in their chat with the bot."""
        who = self.world.person(name).user.as_json()
        chat = {"id": who["id"], "type": "private", "first_name": name}
        number = next(NUMBERS)
        said = {"message_id": number, "date": 1772438400, "chat": chat, "from": who, "text": text}
        if text.startswith("/"):
            length = len(text.split(maxsplit=1)[0])
            said["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        return {"update_id": number, "message": said | more}


@asynccontextmanager
async def hooked(world: World) -> AsyncIterator[Hook]:
    """Open the webhook of a world's bot."""
    place = WebhookPlace("https://bot.example/hook", SECRET, "127.0.0.1", 1)
    feed = world.bot.dispatcher.feed
    webhook = Webhook(world.core, world.bot.application.bot, feed, place)
    way = httpx.ASGITransport(webhook.endpoint())
    async with httpx.AsyncClient(transport=way, base_url="http://bot") as http:
        yield Hook(world, http)
