"""Messages about people: who is in, who cannot be reached, who pauses."""

from datetime import date

from bot.domain.queues import MessageKind
from bot.render import coordinating as render
from bot.render import pause as render_pause
from bot.render import people_news as render_news
from bot.render.message import Outgoing
from bot.runtime.compose.base import Compose, Letter
from bot.services.core import Core
from bot.services.people import notes
from bot.services.people import people_news as news


async def people_news(core: Core, letter: Letter) -> list[Outgoing]:
    """Tell a coordinator who is in, and who is a pair, of those whom they brought in."""
    row = letter.row
    view = await news.told(core, letter.person, row.detail, row.created_at)
    return [] if view is None else [render_news.told(view)]


async def unreachable_notice(core: Core, letter: Letter) -> list[Outgoing]:
    """Tell a coordinator that somebody blocked the bot, unless they are back by now."""
    note = await notes.person_note(core, letter.person, letter.subject_id)
    return [] if note is None or note.reachable else [render.is_unreachable(note)]


async def reachable_notice(core: Core, letter: Letter) -> list[Outgoing]:
    """Tell a coordinator that somebody who had blocked the bot is back, if they still are."""
    note = await notes.person_note(core, letter.person, letter.subject_id)
    return [render.is_back(note)] if note is not None and note.reachable else []


async def pause_notice(core: Core, letter: Letter) -> list[Outgoing]:
    """Tell one side of a pair that the other pauses or is back, if that still is so."""
    by, until = letter.row.detail["by"], letter.row.detail["until"]
    day = None if until is None else date.fromisoformat(until)
    note = await notes.pause_note(core, letter.person, letter.subject_id, by, day)
    return [] if note is None else [render.pause_note(note)]


async def resumed(core: Core, letter: Letter) -> list[Outgoing]:
    """Tell somebody that their own pause is over."""
    roles = await notes.roles_of(core, letter.person)
    return [render_pause.over(letter.person.language, roles)]


COMPOSERS: dict[MessageKind, Compose] = {
    MessageKind.PEOPLE_NEWS: people_news,
    MessageKind.UNREACHABLE_NOTICE: unreachable_notice,
    MessageKind.REACHABLE_NOTICE: reachable_notice,
    MessageKind.PAUSE_NOTICE: pause_notice,
    MessageKind.RESUMED: resumed,
}
