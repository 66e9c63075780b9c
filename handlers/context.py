"""What a handler is given besides the update: the core, the way out, and the words."""

from typing import Any, Protocol, cast

from telegram import Update
from telegram.ext import Application, CallbackContext, ExtBot

from bot.delivery.gateway import Gateway
from bot.delivery.live import Live
from bot.delivery.taps import Taps
from bot.render.texts import Texts, texts
from bot.services.core import Actor, Core
from bot.services.erased import ErasedMeanwhileError


class Offering(Protocol):
    """What shows where to turn after words that sound as if somebody may need it."""

    def takes(self, update_id: int, text: str) -> bool:
        """Whether it answers these words, which were meant for nothing else, alone."""
        ...


class Context(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """python-telegram-bot's context with Plumbline's own things in it.

    `tap_answered` says whether the tap that this update is has been answered.
    """

    tap_answered = False

    def __init__(
        self,
        application: Application[Any, Any, Any, Any, Any, Any],
        chat_id: int | None = None,
        user_id: int | None = None,
    ) -> None:
        """Make one for an update; python-telegram-bot does."""
        super().__init__(application, chat_id, user_id)
        self.begin_anew()

    def begin_anew(self) -> None:
        """Note who has been erased by now: what is put into words from here on is without them."""
        self._erased = self.core.erased.number

    def still(self) -> None:
        """Raise ErasedMeanwhileError if somebody was erased since, and words may be theirs."""
        if self.core.erased.number != self._erased:
            raise ErasedMeanwhileError

    @property
    def core(self) -> Core:
        """Database, vault, clock and question library, for the services."""
        return cast(Core, self.bot_data["core"])

    @property
    def gateway(self) -> Gateway:
        """The one way out to Telegram."""
        return cast(Gateway, self.bot_data["gateway"])

    @property
    def live(self) -> Live:
        """Which message in each chat still asks something."""
        return cast(Live, self.bot_data["live"])

    @property
    def taps(self) -> Taps:
        """Which tap in each chat brought a new message last."""
        return cast(Taps, self.bot_data["taps"])

    @property
    def offers(self) -> Offering:
        """What shows where to turn after words of distress."""
        return cast(Offering, self.bot_data["offers"])

    def texts(self, language: str) -> Texts:
        """Return the words of `language`."""
        return texts(language)


def actor_of(update: Update) -> Actor:
    """Say who an update comes from, for the services."""
    assert update.effective_user is not None
    message = update.edited_message or update.message
    return Actor(
        telegram_id=update.effective_user.id,
        update_id=update.update_id,
        message_id=message.message_id if message else None,
        sent_at=message.date if message else None,
    )
