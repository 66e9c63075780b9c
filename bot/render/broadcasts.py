"""How far a broadcast is, and stopping it, as coordinators see it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.domain.broadcast_counts import Counts
from bot.domain.broadcasts import BroadcastKind, BroadcastState
from bot.domain.ids import to_short
from bot.domain.recurrence import local_date_of, to_local
from bot.render.bars import CELLS, bar
from bot.render.dates import clock_time, moment
from bot.render.message import Button, Document, Outgoing, Rows
from bot.render.texts import Markup, Texts, escape, texts
from bot.services.broadcasts.progress import ProgressView
from bot.services.broadcasts.stopping import StopView, WhoView

_MOST_NAMES = 40
_GROUPS = ("sent", "unsure", "waiting", "unreachable", "others")


def progress(view: ProgressView) -> Outgoing:
    """How far it is: a bar, numbers, and how long the rest takes; what became of it at the end."""
    words = texts(view.language)
    lines = [_title(words, view.kind, view.title)]
    if not view.over:
        lines.append(_bar(words, view.counts))
    lines += _numbers(words, view.counts, over=view.over, state=view.state)
    if not view.over:
        lines += _ahead(words, view)
    return Outgoing(Markup("\n".join(lines)), _progress_buttons(words, view))


def stop_question(view: StopView) -> Outgoing:
    """Ask once, with what it means."""
    words = texts(view.language)
    if view.state is not BroadcastState.SENDING or not view.counts.waiting:
        return Outgoing(words.say("broadcast-over"), (_who_row(words, view.broadcast_id),))
    rows = (
        (_button(words, "stop-yes", "halt", view.broadcast_id),),
        (_button(words, "stop-no", "keep", view.broadcast_id),),
    )
    return Outgoing(words.say("broadcast-stop-ask", waiting=view.counts.waiting), rows)


def kept_on(view: StopView) -> Outgoing:
    """It was not stopped after all."""
    return Outgoing(texts(view.language).say("broadcast-goes-on"))


def stopped(view: StopView) -> Outgoing:
    """It was stopped; if everything had gone by then, that."""
    words = texts(view.language)
    if view.state is not BroadcastState.STOPPED:
        return Outgoing(words.say("broadcast-over"), (_who_row(words, view.broadcast_id),))
    rows = (
        _who_row(words, view.broadcast_id),
        (_button(words, "to-others", "on", view.broadcast_id),),
    )
    lines = [words.say("broadcast-was-stopped"), *_numbers(words, view.counts, state=view.state)]
    if view.kind is BroadcastKind.SURVEY:
        lines.append(words.say("broadcast-stopped-survey"))
    return Outgoing(Markup("\n".join(lines)), rows)


def to_the_others(view: StopView) -> Outgoing:
    """It goes on where it was stopped, unless that would be too late."""
    late = view.state is BroadcastState.STOPPED
    key = "broadcast-others-too-late" if late else "broadcast-others-on-their-way"
    return Outgoing(texts(view.language).say(key))


def who(view: WhoView) -> Outgoing:
    """Who got it and who did not, by name; as a file where that is long."""
    words = texts(view.language)
    groups = [(key, getattr(view, key)) for key in _GROUPS]
    shown = [(key, names) for key, names in groups if names or key == "sent"]
    count = sum(len(names) for _, names in shown)
    if count > _MOST_NAMES:
        text = "\n\n".join(_as_text(words, key, names) for key, names in shown)
        file = Document(words.label("broadcast-names-file"), text.encode())
        return Outgoing(words.say("broadcast-names-caption", count=count), document=file)
    nobody = words.label("broadcast-names-none")
    told = [
        f"<b>{words.say(f'broadcast-names-{key}')}</b>\n{escape(', '.join(names) or nobody)}"
        for key, names in shown
    ]
    return Outgoing(Markup("\n\n".join([_title(words, view.kind, view.title), *told])))


def _as_text(words: Texts, key: str, names: tuple[str, ...]) -> str:
    return "\n".join([f"{words.label(f'broadcast-names-{key}')} ({len(names)})", *names])


def _title(words: Texts, kind: BroadcastKind, title: str | None) -> Markup:
    if kind is BroadcastKind.ANNOUNCEMENT:
        return Markup(f"<b>{words.say('broadcast-of-announcement')}</b>")
    return Markup(f"<b>{words.say(f'broadcast-of-{kind}', title=title or '')}</b>")


def _bar(words: Texts, counts: Counts) -> Markup:
    drawn = bar(int(counts.share * CELLS))
    return words.say("broadcast-bar", bar=drawn, percent=int(counts.share * 100))


def _numbers(
    words: Texts, counts: Counts, *, over: bool = False, state: BroadcastState
) -> Iterator[Markup]:
    if over and counts.sent == counts.total and counts.total:
        yield words.say("broadcast-sent-all", sent=counts.sent)
    else:
        yield words.say("broadcast-sent", sent=counts.sent)
    if counts.unsure:
        yield words.say("broadcast-unsure", count=counts.unsure)
    if counts.unreachable:
        yield words.say("broadcast-unreachable", count=counts.unreachable)
    if counts.failed:
        stopped = state is BroadcastState.STOPPED
        yield words.say(f"broadcast-{'not-sent' if stopped else 'failed'}", count=counts.failed)
    if counts.left_out:
        yield words.say("broadcast-left-out", count=counts.left_out)
    if over and state is BroadcastState.STOPPED:
        yield words.say("broadcast-stopped")


def _ahead(words: Texts, view: ProgressView) -> Iterator[Markup]:
    counts = view.counts
    now = counts.waiting - counts.later
    if now:
        yield words.say("broadcast-remaining", count=now, time=_duration(words, view.seconds))
    if counts.later and counts.last_at is not None:
        yield words.say(
            "broadcast-later", count=counts.later, when=_when(words, view, counts.last_at)
        )


def _duration(words: Texts, seconds: int) -> Markup:
    if seconds < 90:
        return words.say("broadcast-seconds", seconds=seconds)
    return words.say("broadcast-minutes", minutes=seconds // 60)


def _when(words: Texts, view: ProgressView, last_at: datetime) -> Markup:
    days = local_date_of(last_at, view.zone) - local_date_of(view.now, view.zone)
    time = clock_time(to_local(last_at, view.zone).time(), view.language)
    if not days:
        return words.say("broadcast-later-today", time=time)
    if days == timedelta(days=1):
        return words.say("broadcast-later-tomorrow", time=time)
    when = moment(last_at, view.zone, view.language, view.now)
    return words.say("broadcast-later-on", when=when)


def _progress_buttons(words: Texts, view: ProgressView) -> Rows:
    if not view.over and view.state is BroadcastState.SENDING:
        return ((_button(words, "stop", "stop", view.broadcast_id),),)
    rows = (_who_row(words, view.broadcast_id),)
    if view.over and view.state is BroadcastState.STOPPED and view.counts.failed:
        return (*rows, (_button(words, "to-others", "on", view.broadcast_id),))
    return rows


def _who_row(words: Texts, broadcast_id: int) -> tuple[Button, ...]:
    return (_button(words, "who", "who", broadcast_id),)


def _button(words: Texts, key: str, verb: str, broadcast_id: int) -> Button:
    return Button(words.label(f"broadcast-{key}"), f"bc.{verb}.{to_short(broadcast_id)}")
