"""Handling one update: what the handlers make of it, and what follows when they do not take it."""

from enum import Enum, auto
from typing import Any

import structlog
from telegram import Update
from telegram.ext import Application, ApplicationHandlerStop

from bot.db.trouble import is_database_trouble
from bot.delivery import inbox
from bot.delivery.inbox import Raw
from bot.delivery.pauses import Sleep, pauses
from bot.runtime.apologies import Apologies
from bot.runtime.offers import Offers
from bot.runtime.slowing import HeldError, Slowing
from bot.services.core import Core
from bot.services.erased import ErasedMeanwhileError
from bot.services.errors import RefusedError

log = structlog.get_logger()


class Settled(Enum):
    """What is to be done with an update that will not be tried again for now."""

    HANDLED = auto()
    SET_ASIDE = auto()


class Handling:
    """Offers updates to `application.process_update`, and answers where that fails or refuses."""

    def __init__(
        self,
        core: Core,
        application: Application[Any, Any, Any, Any, Any, Any],
        apologies: Apologies,
        offers: Offers,
        slowing: Slowing,
        sleep: Sleep,
    ) -> None:
        self._core = core
        self._application = application
        self._apologies = apologies
        self._offers = offers
        self._slowing = slowing
        self._sleep = sleep
        self._errors: dict[int, Exception] = {}
        self._in_trouble = False
        application.add_error_handler(self._note_error)

    async def settle(self, raw: Raw) -> Settled:
        """Try until it is handled, or has failed too often; while the database fails, without end."""
        pause = pauses()
        while (settled := await self._attempt(raw)) is None:
            await self._sleep(next(pause))
        return settled

    async def _attempt(self, raw: Raw) -> Settled | None:
        error = await self._process(raw)
        try:
            if error is None or not is_database_trouble(error):
                self._in_trouble = False
                return await self._judge(raw, error)
        except Exception as another:
            if not is_database_trouble(another):
                raise
            error = another
        self._say_trouble(error)
        return None

    async def _process(self, raw: Raw) -> Exception | None:
        """Offer the update to the handlers; return what they raised."""
        try:
            await self._slowing.let_pass(raw)
            update = Update.de_json(raw, self._application.bot)
            await self._application.process_update(update)
        except Exception as error:
            return error
        return self._errors.pop(raw["update_id"], None)

    async def _judge(self, raw: Raw, error: Exception | None) -> Settled | None:
        if error is None:
            await self._offers.after(raw)
            return Settled.HANDLED
        if isinstance(error, HeldError):
            await self._offers.after(raw, failed=True)
            return Settled.HANDLED
        if isinstance(error, RefusedError):
            await self._apologies.refused(raw, error.reason)
            await self._slowing.refused(raw, error.reason)
            await self._offers.after(raw)
            return Settled.HANDLED
        if isinstance(error, ErasedMeanwhileError):
            return None
        log.error("update failed", update=raw["update_id"], error=_trail(error))
        last = await inbox.note_failure(self._core, raw["update_id"], type(error).__name__)
        if not last:
            return None
        await self._apologies.set_aside(raw)
        await self._offers.after(raw, failed=True)
        return Settled.SET_ASIDE

    async def _note_error(self, update: object, context: Any) -> None:
        if isinstance(update, Update):
            self._errors[update.update_id] = context.error
        raise ApplicationHandlerStop  # nobody else is offered an update that failed

    def _say_trouble(self, error: Exception) -> None:
        if not self._in_trouble:
            self._in_trouble = True
            log.error(
                "The database cannot be used. Updates wait and are tried again.",
                why=self._core.db.explain(error),
            )


def _trail(error: BaseException) -> str:
    """Where an error arose, without its message, which may quote what a person wrote."""
    places = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}")
        trace = trace.tb_next
    return f"{type(error).__name__} at {' > '.join(places[-4:])}"
