"""Keyboards under messages, with Telegram's limits and refusals."""

from typing import Any

from bot.rehearsal.buttons import Button, Keyboard
from bot.rehearsal.params import Call
from bot.rehearsal.refusal import Json, bad_request

MOST_BUTTONS = 100
MOST_IN_A_ROW = 8
MOST_DATA_BYTES = 64
_ACTIONS = (
    "callback_data",
    "url",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "copy_text",
    "pay",
)


def read_keyboard(call: Call) -> tuple[Keyboard, Json | None]:
    """The inline keyboard of a call, and any other reply markup as it was sent."""
    markup = call.mapping("reply_markup")
    if not markup:
        return (), None
    if "inline_keyboard" not in markup:
        return (), markup
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("can't parse inline keyboard markup: inline_keyboard must be an Array")
    keyboard = tuple(tuple(_button(raw) for raw in row) for row in rows if row)
    total = sum(len(row) for row in keyboard)
    if total > MOST_BUTTONS or any(len(row) > MOST_IN_A_ROW for row in keyboard):
        raise bad_request("reply markup is too long")
    return keyboard, None


def _button(raw: Any) -> Button:
    if not isinstance(raw, dict) or not isinstance(raw.get("text"), str):
        raise bad_request("can't parse inline keyboard button: Can't find field \"text\"")
    if not raw["text"].strip():
        raise bad_request("inline keyboard button text must be non-empty")
    if not any(raw.get(action) not in (None, "") for action in _ACTIONS):
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(str(raw.get("callback_data", "")).encode()) > MOST_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    url = raw.get("url")
    if url is not None and not str(url).startswith(("http://", "https://", "tg://")):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return Button(raw)
