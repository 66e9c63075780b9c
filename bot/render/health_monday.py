"""What coordinators are told on Mondays: whom to call, what has changed, and one chart."""

from bot.render.health import counts, pair_lines, state
from bot.render.health_chart import drawn
from bot.render.message import Button, Document, Outgoing
from bot.render.sheet import in_thread
from bot.render.texts import Markup, Texts, texts
from bot.services.health.monday_digest import Change, Monday


async def monday(view: Monday) -> list[Outgoing]:
    """The words with a button to all pairs, and the chart."""
    picture = await in_thread(lambda: drawn(view))
    t = texts(view.language)
    caption = t.say("health-chart-caption", weeks=len(view.weeks))
    return [words(view), Outgoing(caption, photo=Document("pairs.png", picture))]


def words(view: Monday) -> Outgoing:
    """Whom to call first, then what has changed."""
    t = texts(view.language)
    lines: list[str] = [
        t.say("health-monday", programme=view.programme),
        counts(t, view.counts),
        "",
    ]
    if view.calls:
        lines.append(t.say("health-monday-calls"))
        for each in view.calls:
            lines += pair_lines(t, each, view.zone, view.now)
        lines += _more(t, view.more_calls)
    else:
        lines.append(t.say("health-monday-no-calls"))
    lines.append("")
    if view.changes:
        lines.append(t.say("health-monday-changes"))
        lines += [_change(t, each) for each in view.changes]
        lines += _more(t, view.more_changes)
    else:
        lines.append(t.say("health-monday-no-changes"))
    button = Button(t.label("health-button-show"), "he.show")
    return Outgoing("\n".join(lines), ((button,),))


def _change(t: Texts, each: Change) -> Markup:
    return t.say(
        "health-monday-change",
        mentor=each.mentor,
        mentee=each.mentee,
        before=state(t, each.before),
        after=state(t, each.after),
    )


def _more(t: Texts, more: int) -> list[Markup]:
    return [t.say("health-monday-more", more=more)] if more else []
