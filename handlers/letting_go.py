"""What somebody types long after a question was asked is not taken for its answer."""

from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any

from telegram import Update
from telegram.ext import ConversationHandler

from bot.render.help import let_go
from bot.services import focusing
from handlers.context import Context, actor_of
from handlers.replies import say
from handlers.speaking import State

Step = Callable[[Update, Context], Coroutine[Any, Any, State]]


def lets_go(step: Step) -> Step:
    """Return a step that answers a late text as one out of the blue, and then lets go."""

    @wraps(step)
    async def guarded(update: Update, context: Context) -> State:
        view = await focusing.let_go(context.core, actor_of(update))
        if view is None:
            return await step(update, context)
        await say(update, context, let_go(view), ends=True)
        return ConversationHandler.END

    return guarded
