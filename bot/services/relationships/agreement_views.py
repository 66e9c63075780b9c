"""A proposal, and what became of it, as one of the two sees it."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Agreement, Person
from bot.domain.people import Focus
from bot.domain.relationships import AgreementState
from bot.services.core import Core
from bot.services.meeting import following, meeting_rows, meeting_views
from bot.services.meeting.meeting_views import MeetingView
from bot.services.members import name_of
from bot.services.relationships import pairs, terms
from bot.services.relationships.pairs import Pair


@dataclass(frozen=True)
class ProposalView:
    """A proposal as one side sees it; `replaces_theirs` if it put the other's own aside.

    `focus` is what the text of the one who proposed belongs to from now on.
    """

    agreement_id: int
    other: str
    shown: terms.TermsView
    mine: bool
    replaces_theirs: bool = False
    focus: Focus | None = None


@dataclass(frozen=True)
class OutcomeView:
    """What became of a proposal, and the next meeting if it was accepted and one is planned.

    `called_off` are the meetings of an earlier agreement which this one does not name, `changed`
    those after the next which it has changed.
    """

    language: str
    accepted: bool
    mine: bool
    other: str
    shown: terms.TermsView
    next_meeting: MeetingView | None
    called_off: tuple[MeetingView, ...]
    changed: tuple[MeetingView, ...]


async def proposal(core: Core, person: Person, agreement_id: int) -> ProposalView | None:
    """Return a proposal for one of the two; None once it is answered or a newer one is there."""
    async with core.db.read() as s:
        agreement = await s.get(Agreement, agreement_id)
        if agreement is None or agreement.state is not AgreementState.PROPOSED:
            return None
        pair = await pairs.find(s, person, agreement.relationship_id)
        if pair is None or not pair.is_active:
            return None
        return await view_of(s, core, pair, agreement)


async def outcome(core: Core, person: Person, agreement_id: int) -> OutcomeView | None:
    """Return what became of a proposal for one of the two; None if it is out of date by now."""
    async with core.db.read() as s:
        agreement = await s.get(Agreement, agreement_id)
        settled = (AgreementState.ACCEPTED, AgreementState.DECLINED)
        if agreement is None or agreement.state not in settled:
            return None
        pair = await pairs.find(s, person, agreement.relationship_id)
        if pair is None or not pair.is_active:
            return None
        return await outcome_of(s, core, pair, agreement)


async def waiting(s: AsyncSession, core: Core, pair: Pair) -> ProposalView | None:
    """Return the proposal on the table, if there is one."""
    agreement = await terms.on_the_table(s, pair.relationship.id)
    return None if agreement is None else await view_of(s, core, pair, agreement)


async def view_of(s: AsyncSession, core: Core, pair: Pair, agreement: Agreement) -> ProposalView:
    """Return a proposal as the reader of `pair` should see it."""
    said = await terms.read(s, core.vault, agreement)
    return ProposalView(
        agreement_id=agreement.id,
        other=name_of(core.vault, pair.other),
        shown=terms.view(
            core,
            pair,
            said,
            await following.meets(s, core, pair.relationship, agreement),
            is_change=await terms.standing(s, pair.relationship.id) is not None,
        ),
        mine=agreement.proposed_by == pair.me.id,
    )


async def outcome_of(s: AsyncSession, core: Core, pair: Pair, agreement: Agreement) -> OutcomeView:
    """Return what became of a proposal as the reader of `pair` should see it."""
    said = await terms.read(s, core.vault, agreement)
    accepted = agreement.state is AgreementState.ACCEPTED
    meets = await following.meets(s, core, pair.relationship, agreement) if accepted else ()
    ahead = await meeting_views.ahead(s, core, pair) if accepted else ()
    dropped = await meeting_rows.dropped_by(s, agreement) if accepted else []
    changed = {row.id for row in await meeting_rows.changed_by(s, agreement)} if accepted else set()
    return OutcomeView(
        language=pair.me.language,
        accepted=accepted,
        mine=agreement.proposed_by == pair.me.id,
        other=name_of(core.vault, pair.other),
        shown=terms.view(
            core,
            pair,
            said,
            meets,
            is_change=accepted and await terms.has_former(s, pair.relationship.id),
        ),
        next_meeting=ahead[0] if ahead else None,
        called_off=tuple([await meeting_views.of(s, core, pair, each) for each in dropped]),
        changed=tuple(each for each in ahead[1:] if each.meeting_id in changed),
    )
