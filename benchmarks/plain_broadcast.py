"""The baseline of a broadcast: the plain bot, with `AIORateLimiter` and a plain loop.

As python-telegram-bot's documentation has it: the limiter keeps to 30 a second, and tries again
where Telegram asks it to wait. Started with the variables of `plain_bot`, and `PLAIN_RECIPIENTS`:
the first and the last Telegram id to send to. It begins when it is told to with /broadcast.
"""

import os
from typing import Any

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import (
    AIORateLimiter,
    Application,
    ApplicationBuilder,
    CommandHandler,
    ContextTypes,
    PicklePersistence,
)

from benchmarks.plain_bot import conversation

QUESTION = "How are things going between you two?"


async def broadcast(_update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Begin the loop; what is answered meanwhile goes on."""
    context.application.create_task(_send_to_all(context.application))


async def _send_to_all(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    first, last = map(int, os.environ["PLAIN_RECIPIENTS"].split("-"))
    for user_id in range(first, last + 1):
        try:
            await application.bot.send_message(user_id, QUESTION)
        except TelegramError as error:
            print("not sent", type(error).__name__)


def main() -> None:
    """Poll until stopped."""
    application = (
        ApplicationBuilder()
        .token(os.environ["TELEGRAM_BOT_TOKEN"])
        .base_url(f"{os.environ['TELEGRAM_API_URL']}/bot")
        .persistence(PicklePersistence(os.environ["PLAIN_FILE"]))
        .rate_limiter(AIORateLimiter(max_retries=3))
        .build()
    )
    application.add_handler(CommandHandler("broadcast", broadcast))
    application.add_handler(conversation())
    application.run_polling()


if __name__ == "__main__":
    main()
