"""That the bot is taking a break from somebody who keeps asking for what is not theirs."""

from datetime import timedelta

from bot.render.message import Outgoing
from bot.render.texts import texts

_MINUTE = timedelta(minutes=1)


def wait(language: str, left: timedelta) -> Outgoing:
    """Say, as a message, for how long nothing is answered, and what works all the same."""
    return Outgoing(texts(language).say("slowed-wait", minutes=_minutes(left)))


def wait_notice(language: str, left: timedelta) -> str:
    """The same over a tapped button, in at most 200 characters."""
    return texts(language).label("slowed-wait-tap", minutes=_minutes(left))


def _minutes(left: timedelta) -> int:
    return max(1, -(-left // _MINUTE))
