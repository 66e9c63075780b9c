"""Proposals: what was sent, what came from the other side, and what became of it."""

from bot.domain.ids import to_short
from bot.render.calendar_file import calendar_file
from bot.render.message import Button, Outgoing
from bot.render.terms import on_both_clocks, terms_lines
from bot.render.texts import Markup, Texts, texts
from bot.services.relationships.agreement_views import OutcomeView, ProposalView


def sent(view: ProposalView) -> Outgoing:
    """That a proposal is on its way."""
    t = texts(view.shown.language)
    text: str = t.say("agreement-sent", other=view.other)
    if view.replaces_theirs:
        text += " " + t.say("agreement-sent-instead", other=view.other)
    return Outgoing(text)


def proposal(view: ProposalView, *, instead: bool = False) -> Outgoing:
    """The other side's proposal, to be answered; `instead` of one that the reader had made."""
    t = texts(view.shown.language)
    row = to_short(view.agreement_id)
    text = "\n\n".join(
        [
            t.say("agreement-proposed", other=view.other),
            *([t.say("agreement-proposed-instead")] if instead else []),
            terms_lines(view.shown),
            t.say("agreement-proposed-how"),
        ]
    )
    buttons = (
        (Button(t.label("agreement-button-accept"), f"ag.{row}.yes"),),
        (Button(t.label("agreement-button-counter"), f"ag.{row}.other"),),
        (Button(t.label("agreement-button-decline"), f"ag.{row}.no"),),
    )
    return Outgoing(text, buttons=buttons)


def outcome(view: OutcomeView) -> list[Outgoing]:
    """What became of a proposal; calendar files for meetings it took away or changed, and the next."""
    t = texts(view.language)
    if not view.accepted:
        if view.mine:
            return [Outgoing(t.say("agreement-declined-theirs", other=view.other))]
        return [Outgoing(t.say("agreement-declined", other=view.other))]
    key = "agreement-accepted-theirs" if view.mine else "agreement-accepted"
    text = "\n\n".join(
        [
            t.say(key, other=view.other),
            terms_lines(view.shown),
            *([_off(t, view)] if view.called_off else []),
            t.say("agreement-accepted-how"),
        ]
    )
    coming = [] if view.next_meeting is None else [view.next_meeting]
    meetings = (*view.called_off, *coming, *view.changed)
    return [Outgoing(text), *[calendar_file(each) for each in meetings]]


def _off(t: Texts, view: OutcomeView) -> Markup:
    lines = [on_both_clocks(view.shown, meeting.starts_at) for meeting in view.called_off]
    return Markup("\n".join([t.say("agreement-accepted-off", count=len(lines)), *lines]))


def dropped(language: str) -> Outgoing:
    """That a draft was put away."""
    return Outgoing(texts(language).say("agreement-dropped"))


def gone(language: str) -> Outgoing:
    """That there is no draft any longer to which an answer could belong."""
    return Outgoing(texts(language).say("agreement-gone"))
