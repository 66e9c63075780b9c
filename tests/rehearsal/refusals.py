"""Telegram's refusals in tests: python-telegram-bot changes their case, so case is ignored."""

import re

import pytest
from telegram.error import BadRequest, TelegramError


def refused(
    text: str, error: type[TelegramError] = BadRequest
) -> "pytest.RaisesExc[TelegramError]":
    """The block ends with this error, whose description holds the text."""
    return pytest.raises(error, match=re.compile(re.escape(text), re.IGNORECASE))
