"""Stub: replaced by the owner of these handlers."""

from typing import Any

from telegram.ext import BaseHandler

from handlers.context import Context

HANDLERS: list[BaseHandler[Any, Context, Any]] = []
