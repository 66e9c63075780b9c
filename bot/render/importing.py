"""Bringing many people in from a file: what is wrong with it, what it would do, what it did."""

import html
from collections.abc import Sequence

from bot.domain.ids import to_short
from bot.domain.people_files import LONGEST_GROUP, MOST_LINES, Bad
from bot.domain.recurrence import local_date_of
from bot.render.dates import day
from bot.render.inviting import link_of
from bot.render.links_file import links_file
from bot.render.message import Button, Document, Outgoing
from bot.render.texts import Texts, texts
from bot.services.people.import_rows import Came
from bot.services.people.importing import Imported

_MOST_IN_MESSAGE = 20
_LONGEST_SAID = 40


def checking(language: str) -> Outgoing:
    """That a large file is being looked at."""
    return Outgoing(texts(language).say("import-checking"))


def not_fetched(language: str) -> Outgoing:
    """That Telegram did not hand the file over."""
    return Outgoing(texts(language).say("import-not-fetched"))


def not_yours(language: str) -> Outgoing:
    """That files are nothing that this person can be helped with."""
    return Outgoing(texts(language).say("fallback-not-text"))


def wrong(language: str, bad: Sequence[Bad]) -> Outgoing:
    """Everything that is wrong with a file; as a file of its own, if it is much."""
    t = texts(language)
    text = t.say("import-wrong")
    if len(bad) > _MOST_IN_MESSAGE:
        document = Document("what-to-change.txt", "\n".join(wrong_lines(t, bad)).encode())
        return Outgoing(t.say("import-wrong-file", count=len(bad)), document=document)
    lines = [_wrong(t, each) for each in bad]
    return Outgoing("\n".join([text, "", *lines, "", t.say("import-nothing-done")]))


def wrong_lines(t: Texts, bad: Sequence[Bad]) -> list[str]:
    """What is wrong, a line each, as plain text."""
    return [_plain(t, each) for each in bad]


def plan(view: Imported) -> Outgoing:
    """What bringing this file in would do, and whether to."""
    t = texts(view.language)
    row, waiting = to_short(view.row_id or 0), view.count(Came.WAITING)
    rows = []
    if not view.changes_nothing:
        rows.append((Button(t.label("import-button-go"), f"iv.im.{row}"),))
    if waiting:
        rows.append((Button(t.label("import-button-new", count=waiting), f"iv.in.{row}"),))
    lines = [t.say("import-plan", people=view.people), *_known(t, view)]
    if view.changes_nothing:
        lines.append(t.say("import-changes-nothing"))
    else:
        lines.append(_new(t, view, "import-would"))
    if not rows:
        return Outgoing("\n".join(lines))
    rows.append((Button(t.label("button-cancel"), "iv.no"),))
    return Outgoing("\n".join(lines), tuple(rows), asks=True)


def done(view: Imported) -> Outgoing:
    """What was done."""
    return Outgoing("\n".join(done_lines(texts(view.language), view)))


def done_lines(t: Texts, view: Imported) -> list[str]:
    """What was done, in a few sentences."""
    if view.changes_nothing:
        return [*_known(t, view), t.say("import-nothing-changed")]
    return [_new(t, view, "import-did"), *_known(t, view)]


def links(view: Imported, bot_username: str) -> Outgoing:
    """The file with everybody's name and link."""
    t = texts(view.language)
    content = links_file(t, view.links, lambda token: link_of(token, bot_username))
    until = day(local_date_of(view.expires_at, view.zone), view.language)
    caption = t.say("import-links", day=until)
    return Outgoing(caption, document=Document("people-links.csv", content))


def _new(t: Texts, view: Imported, key: str) -> str:
    made = view.count(Came.NEW) + view.count(Came.RENEWED)
    return t.say(key, links=made, pairs=view.pairs, groups=view.groups, moved=view.moved)


def _known(t: Texts, view: Imported) -> list[str]:
    waiting, joined = view.count(Came.WAITING), view.count(Came.JOINED)
    return [t.say("import-known", waiting=waiting, joined=joined)] if waiting + joined else []


def _wrong(t: Texts, bad: Bad) -> str:
    said = bad.said if len(bad.said) <= _LONGEST_SAID else f"{bad.said[: _LONGEST_SAID - 1]}…"
    what = t.say(
        f"import-bad-{bad.problem}",
        said=said,
        other=bad.other,
        lines=MOST_LINES,
        letters=LONGEST_GROUP,
    )
    return t.say("import-line", line=bad.line, what=what) if bad.line else what


def _plain(t: Texts, bad: Bad) -> str:
    return html.unescape(_wrong(t, bad))
