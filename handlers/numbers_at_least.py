"""Whatever fails while somebody asks for a person, they are shown where to turn."""

from functools import wraps

from telegram import Update

from bot.render import talk as render
from bot.services.erased import ErasedMeanwhileError
from bot.services.errors import RefusedError
from bot.services.talking import showing
from handlers.context import Context, actor_of
from handlers.letting_go import Step
from handlers.replies import say
from handlers.speaking import State, spoken


def numbers_at_least(step: Step) -> Step:
    """Return a step that shows the numbers where it fails for good, and says that it failed.

    What was refused is said otherwise, and what can be done anew is done anew.
    """

    @wraps(step)
    async def helped(update: Update, context: Context) -> State:
        try:
            return await step(update, context)
        except (RefusedError, ErasedMeanwhileError):
            raise
        except Exception as error:
            actor = actor_of(update)
            alone = await showing.numbers_instead(context.core, actor, spoken(update), error)
            await say(update, context, render.only_numbers(alone, asked=True))
            return None

    return helped
