"""Stub: replaced by the owner of this conversation."""

from typing import Any

from telegram.ext import BaseHandler

from handlers.context import Context

ENTRY_POINTS: list[BaseHandler[Any, Context, Any]] = []
STATES: dict[object, list[BaseHandler[Any, Context, Any]]] = {}
