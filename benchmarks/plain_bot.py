"""The baseline: a plain python-telegram-bot bot, written as its documentation teaches.

A `ConversationHandler` asks the same questions, `PicklePersistence` keeps what people say.
Started as a process of its own with `TELEGRAM_API_URL`, `TELEGRAM_BOT_TOKEN` and `PLAIN_FILE`.
"""

import os
from typing import Any

from telegram import Update
from telegram.ext import (
    ApplicationBuilder,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)

from benchmarks.questions import QUESTIONS

DONE = "Thank you. That is everything."


async def begin(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    """Ask the first question."""
    assert update.message is not None
    assert context.user_data is not None
    context.user_data["answers"] = []
    await update.message.reply_text(QUESTIONS[0])
    return 0


async def answer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    """Keep the answer and ask the next question."""
    assert update.message is not None
    assert context.user_data is not None
    given: list[str] = context.user_data["answers"]
    given.append(update.message.text or "")
    if len(given) == len(QUESTIONS):
        await update.message.reply_text(DONE)
        return ConversationHandler.END
    await update.message.reply_text(QUESTIONS[len(given)])
    return len(given)


def conversation() -> ConversationHandler[ContextTypes.DEFAULT_TYPE]:
    """The questions, one after the other."""
    take: list[Any] = [MessageHandler(filters.TEXT & ~filters.COMMAND, answer)]
    return ConversationHandler(
        entry_points=[CommandHandler("reflect", begin)],
        states=dict.fromkeys(range(len(QUESTIONS)), take),
        fallbacks=[],
        name="reflection",
        persistent=True,
    )


def main() -> None:
    """Poll until stopped."""
    application = (
        ApplicationBuilder()
        .token(os.environ["TELEGRAM_BOT_TOKEN"])
        .base_url(f"{os.environ['TELEGRAM_API_URL']}/bot")
        .persistence(PicklePersistence(os.environ["PLAIN_FILE"]))
        .build()
    )
    application.add_handler(conversation())
    application.run_polling()


if __name__ == "__main__":
    main()
