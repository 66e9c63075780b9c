"""Checks that ask the Bot API: the token, the clock, a webhook, a second bot.

They speak plain HTTP, since python-telegram-bot does not show the answer's Date header. No check
passes an offset to getUpdates, so that no update is confirmed by looking.
"""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import httpx

from bot.clock import Clock
from bot.config import Settings
from bot.doctor.finding import Finding, Pulse, good, note, times, trouble
from bot.services.pulse import STALE

_CLOCK_OFF = timedelta(seconds=30)
_RECENT = timedelta(minutes=10)
_SECOND_BOT = (
    "Another program takes updates with this TELEGRAM_BOT_TOKEN (a second bot, perhaps on "
    "another machine): stop it, or people's messages go there."
)


async def check(settings: Settings, clock: Clock, pulse: Pulse, patience: float) -> list[Finding]:
    """Everything that can be known from the Bot API; stops where going on makes no sense."""
    if settings.token is None:
        return [
            trouble(
                "There is no TELEGRAM_BOT_TOKEN, so only the rehearsal can run; @BotFather in "
                "Telegram gives you a token for .env."
            )
        ]
    base = f"{settings.api_url}/bot{settings.token}/"
    try:
        async with httpx.AsyncClient(base_url=base, timeout=10) as http:
            return await _ask(http, settings, clock, pulse, patience)
    except httpx.HTTPError as error:
        return [_unreachable(settings.api_url, error)]


async def _ask(
    http: httpx.AsyncClient, settings: Settings, clock: Clock, pulse: Pulse, patience: float
) -> list[Finding]:
    answer = await http.post("getMe")
    me = _result(answer)
    if answer.status_code in (401, 404):
        return [
            trouble(
                "Telegram does not know this TELEGRAM_BOT_TOKEN; @BotFather in Telegram shows the "
                "right one."
            )
        ]
    if me is None:
        return [trouble(f"Telegram answers with an error ({answer.status_code}); try again later.")]
    findings = [good(f"Telegram knows the bot as @{me.get('username', '?')}.")]
    findings += _clock(answer, clock.now())
    if pulse.bot_id not in (None, me.get("id")):
        return [*findings, _another_bot(pulse, clock.now())]
    webhook = _result(await http.post("getWebhookInfo")) or {}
    if webhook.get("url") or settings.webhook_url:
        return [*findings, webhook_finding(webhook, settings.webhook_url)]
    return [*findings, await _second_bot(http, clock.now(), pulse, patience)]


def webhook_finding(info: dict[str, Any], ours: str | None) -> Finding:
    """What Telegram's answer about the webhook means where `ours` should be set, or none."""
    url = info.get("url")
    if not url:
        return note("WEBHOOK_URL is set, and Telegram does not know it yet: starting tells it.")
    if url != ours:
        return trouble(
            f"A webhook is set: Telegram sends this bot's updates to {urlsplit(url).hostname}, not "
            "here. Starting the bot here changes that."
        )
    waiting = info.get("pending_update_count", 0)
    if waiting and info.get("last_error_message"):
        return trouble(
            f"Telegram cannot bring {times(waiting, 'update', 'updates')} to WEBHOOK_URL "
            f"({info['last_error_message']}): check the proxy, and that the bot is running."
        )
    return good("Telegram brings updates to WEBHOOK_URL.")


def _clock(answer: httpx.Response, now: datetime) -> list[Finding]:
    try:
        telegram = parsedate_to_datetime(answer.headers["Date"]).astimezone(UTC)
    except (KeyError, ValueError):
        return []
    off = now - telegram
    if abs(off) <= _CLOCK_OFF:
        return [good("The clock agrees with Telegram's.")]
    way = "ahead of" if off > timedelta() else "behind"
    return [
        trouble(
            f"The clock of this machine is {_long(abs(off))} {way} Telegram's: prompts would come "
            "at the wrong time. Set it right, best by switching on network time."
        )
    ]


def _another_bot(pulse: Pulse, now: datetime) -> Finding:
    if pulse.alive_at is not None and now - pulse.alive_at < STALE:
        return trouble(
            "Another bot is running on this database: stop it before you start this one, or set "
            "DATABASE_URL so that each bot has a database of its own."
        )
    return note(
        "This database served another bot until now. Starting this one takes it over; people hear "
        "nothing until they open the new bot's chat and press Start."
    )


async def _second_bot(
    http: httpx.AsyncClient, now: datetime, pulse: Pulse, patience: float
) -> Finding:
    if not pulse.known:
        # Asking Telegram would throw our own bot off its poll, if it runs.
        return note("Whether the bot runs cannot be told until the database can be read.")
    if pulse.alive_at is not None and now - pulse.alive_at < STALE:
        # Asking Telegram ourselves would throw our own bot off its poll.
        if pulse.conflict_at is not None and now - pulse.conflict_at < _RECENT:
            return trouble(_SECOND_BOT)
        return good("The bot is running, and nobody else takes its updates.")
    seconds = round(patience)
    if not seconds:
        return note("The bot is not running; whether another program does its work was not tried.")
    # Of two polls the older is refused. So ours is, if somebody polls again while it waits.
    asked = {"limit": 1, "timeout": seconds}
    answer = await http.post("getUpdates", data=asked, timeout=seconds + 10)
    if answer.status_code == 409:
        return trouble(_SECOND_BOT)
    if _result(answer):
        return note("The bot is not running, and updates wait for it at Telegram.")
    listened = times(seconds, "second", "seconds")
    return note(f"The bot is not running, and nobody else took its updates in {listened}.")


def _unreachable(address: str, error: httpx.HTTPError) -> Finding:
    host = urlsplit(address).hostname
    why = "no answer in time" if isinstance(error, httpx.TimeoutException) else "no connection"
    return trouble(
        f"{host} cannot be reached ({why}): check this machine's connection, its firewall, and "
        "TELEGRAM_API_URL if you set it."
    )


def _result(answer: httpx.Response) -> Any:
    try:
        body = answer.json()
    except ValueError:
        return None
    return body.get("result") if isinstance(body, dict) and body.get("ok") else None


def _long(span: timedelta) -> str:
    seconds = round(span.total_seconds())
    if seconds < 120:
        return f"{seconds} seconds"
    return f"{seconds // 60} minutes" if seconds < 7200 else f"{seconds // 3600} hours"
