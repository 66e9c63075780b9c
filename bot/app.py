"""The composition root: the one file that wires everything together."""

import asyncio
import warnings
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from telegram.ext import Application, ContextTypes
from telegram.request import BaseRequest
from telegram.warnings import PTBUserWarning

from bot.delivery.gateway import Gateway
from bot.delivery.live import Live
from bot.delivery.pacing import Pacer
from bot.delivery.raw_bot import RawBot
from bot.delivery.taps import Taps
from bot.domain.queues import Lane
from bot.library import distress
from bot.library.distress import warming
from bot.runtime.apologies import Apologies
from bot.runtime.compose import COMPOSERS
from bot.runtime.dispatcher import Dispatcher
from bot.runtime.handling import Handling
from bot.runtime.intake import Intake
from bot.runtime.lifecycle import Known
from bot.runtime.offers import Offers
from bot.runtime.persistence import FocusPersistence
from bot.runtime.progress import Progress
from bot.runtime.sender import Sender
from bot.runtime.slowing import Slowing
from bot.services import refusals
from bot.services.core import Core
from bot.services.falls_due import FALLS_DUE
from bot.services.people import reach, staying_erased
from bot.services.people.forgetting import wipe_traces
from bot.services.surveys.mixing import mix
from bot.services.sweep import sweep
from conversations import router
from handlers import register
from handlers.context import Context
from handlers.menus import set_default_menus

TELEGRAM_URL = "https://api.telegram.org"

App = Application[Any, Context, Any, Any, Any, Any]


@dataclass
class Plumbline:
    """The running parts. `bot/runtime/lifecycle.py` starts and stops them."""

    core: Core
    application: App
    gateway: Gateway
    live: Live
    intake: Intake
    dispatcher: Dispatcher
    sender: Sender
    progress: Progress

    async def start(self, known: Known | None = None) -> None:
        """Ask Telegram who we are, load where everyone is, and take up what was left undone.

        `known` is called with the number of this bot, before anything else.
        """
        warming.begin()
        await self.application.initialize()
        if known is not None:
            await known(self.application.bot.id)
        await staying_erased.take_up(self.core)
        await self.live.load(self.core)
        await refusals.recall(self.core)
        await set_default_menus(self.application.bot)
        await self.dispatcher.recover()

    async def sweep(self) -> int:
        """Do everything that has fallen due; return how many rows were touched.

        And write down who was erased by that, or could not be written down before.
        """
        done = await sweep(self.core, FALLS_DUE)
        await staying_erased.note(self.core)
        return done

    async def mix(self) -> int:
        """Write new anonymous answers anew among the others; return of how many surveys.

        And wipe what is left of people who have been erased.
        """
        await wipe_traces(self.core)
        return await mix(self.core)

    async def stop(self) -> None:
        """Finish what is being handled and close the way to Telegram; the database stays open."""
        self.sender.stop()
        await self.dispatcher.close()
        await self.gateway.beside.drain()
        await self.application.shutdown()


def build(
    core: Core,
    *,
    token: str,
    request: BaseRequest,
    updates_request: BaseRequest,
    api_url: str = TELEGRAM_URL,
    pacer: Pacer | None = None,
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
) -> Plumbline:
    """Wire a bot for `core`; nothing is opened yet.

    `request` and `updates_request` are two transports, because a long poll occupies its own.
    `sleep` is how retries wait.
    """
    bot = RawBot(
        token,
        base_url=f"{api_url}/bot",
        base_file_url=f"{api_url}/file/bot",
        request=request,
        get_updates_request=updates_request,
    )
    application = _application(core, bot)
    pacer = pacer or Pacer()
    gateway = Gateway(bot, pacer, unreachable=_unreachable(core), sleep=sleep)
    live, taps = Live(), Taps(pacer.seconds)
    apologies, offers = Apologies(core, gateway), Offers(core, gateway, distress.rules())
    application.bot_data.update(core=core, gateway=gateway, live=live, taps=taps, offers=offers)
    register(application, _router(), taps)
    slowing = Slowing(core, gateway)
    handling = Handling(core, application, apologies, offers, slowing, sleep)
    dispatcher = Dispatcher(core, handling, live, sleep)
    return Plumbline(
        core=core,
        application=application,
        gateway=gateway,
        live=live,
        intake=Intake(core, bot, dispatcher.feed, sleep),
        dispatcher=dispatcher,
        sender=Sender(core, gateway, COMPOSERS),
        progress=Progress(core, gateway),
    )


def _application(core: Core, bot: RawBot) -> App:
    builder = Application.builder().bot(bot).updater(None).job_queue(None)
    builder = builder.persistence(FocusPersistence(core))
    return builder.context_types(ContextTypes(context=Context)).build()


def _router() -> Any:
    with warnings.catch_warnings():
        # It warns that buttons are not tracked for each message. They are not meant to be: each
        # carries the id of what it is about, and every tap is checked against the database.
        warnings.filterwarnings("ignore", "If 'per_message=False'", PTBUserWarning)
        return router()


def _unreachable(core: Core) -> Callable[[int, Lane], Awaitable[object]]:
    # Who started a broadcast sees there whom it could not reach: a hundred notices help nobody.
    return lambda telegram_id, lane: reach.unreachable(
        core, telegram_id, quietly=lane is Lane.BROADCAST
    )
