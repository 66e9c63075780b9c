"""Messages about pairs, proposals and changed meetings, made at the moment they go."""

from datetime import datetime

from bot.domain.queues import MessageKind
from bot.render import agreement as shown_agreement
from bot.render import meeting_changes as shown_change
from bot.render import pairing as shown_pairing
from bot.render.message import Outgoing
from bot.runtime.compose.base import Compose, Letter
from bot.services.core import Core
from bot.services.meeting import meeting_changes
from bot.services.meeting.meeting_changes import Change
from bot.services.relationships import agreement_views, pair_answers


async def _pair_ask(core: Core, letter: Letter) -> list[Outgoing]:
    view = await pair_answers.ask(core, letter.person, letter.subject_id)
    return [] if view is None else [shown_pairing.ask(view)]


async def _pair_result(core: Core, letter: Letter) -> list[Outgoing]:
    view = await pair_answers.result(
        core, letter.person, letter.subject_id, int(letter.row.detail["answered_by"])
    )
    return [] if view is None else [shown_pairing.result(view)]


async def _proposed(core: Core, letter: Letter) -> list[Outgoing]:
    view = await agreement_views.proposal(core, letter.person, letter.subject_id)
    instead = bool(letter.row.detail.get("instead"))
    return [] if view is None else [shown_agreement.proposal(view, instead=instead)]


async def _answered(core: Core, letter: Letter) -> list[Outgoing]:
    view = await agreement_views.outcome(core, letter.person, letter.subject_id)
    return [] if view is None else shown_agreement.outcome(view)


async def _meeting_changed(core: Core, letter: Letter) -> list[Outgoing]:
    detail = letter.row.detail
    view = await meeting_changes.changed(
        core,
        letter.person,
        letter.subject_id,
        Change(detail["change"]),
        datetime.fromisoformat(detail["was"]),
        int(detail["sequence"]),
    )
    return [] if view is None else shown_change.told(view)


COMPOSERS: dict[MessageKind, Compose] = {
    MessageKind.PAIR_ASK: _pair_ask,
    MessageKind.PAIR_RESULT: _pair_result,
    MessageKind.AGREEMENT_PROPOSED: _proposed,
    MessageKind.AGREEMENT_RESULT: _answered,
    MessageKind.MEETING_CHANGED: _meeting_changed,
}
