"""Methods by which the bot receives updates."""

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot.rehearsal.params import Call
from bot.rehearsal.refusal import Json, bad_request, conflict

if TYPE_CHECKING:
    from bot.rehearsal.core import StandIn

WEBHOOK_PORTS = (80, 88, 443, 8443)


async def _get_updates(standin: "StandIn", call: Call) -> list[Json]:
    standin.updates.allow(_allowed(call))
    return await standin.updates.get(
        call.integer("offset"), call.integer("limit", 100), call.integer("timeout")
    )


def _set_webhook(standin: "StandIn", call: Call) -> bool:
    url = call.text("url")
    if not url:
        return _delete_webhook(standin, call)
    _check_url(url, standin.local)
    secret = call.text("secret_token")
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if not re.fullmatch("[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")
    standin.updates.allow(_allowed(call))
    _drop_pending(standin, call)
    standin.updates.end_poll(conflict("terminated by setWebhook request"))
    connections = min(max(call.integer("max_connections", 40), 1), 100)
    standin.updates.set_webhook({"url": url, "secret": secret, "max_connections": connections})
    return True


def _delete_webhook(standin: "StandIn", call: Call) -> bool:
    _drop_pending(standin, call)
    standin.updates.set_webhook(None)
    return True


def _get_webhook_info(standin: "StandIn", call: Call) -> Json:
    webhook = standin.updates.webhook or {}
    standin.updates.forget_old()
    info: Json = {
        "url": webhook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": len(standin.updates.pending),
    }
    for name in ("max_connections", "last_error_date", "last_error_message"):
        if name in webhook:
            info[name] = webhook[name]
    if standin.updates.allowed:
        info["allowed_updates"] = list(standin.updates.allowed)
    return info


def _allowed(call: Call) -> list[str] | None:
    return call.listing("allowed_updates") if call.has("allowed_updates") else None


def _drop_pending(standin: "StandIn", call: Call) -> None:
    if call.boolean("drop_pending_updates"):
        standin.updates.forget()


def _check_url(url: str, local: bool) -> None:
    parts = urlsplit(url)
    if not parts.hostname or parts.scheme not in ("http", "https"):
        raise bad_request("bad webhook: Failed to resolve host: No address associated")
    if local:
        return
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in WEBHOOK_PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


METHODS: dict[str, Any] = {
    "getUpdates": _get_updates,
    "setWebhook": _set_webhook,
    "deleteWebhook": _delete_webhook,
    "getWebhookInfo": _get_webhook_info,
}
