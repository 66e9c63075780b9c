"""The helplines as coordinators arrange them, shown as people will see them with /talk."""

from bot.domain.ids import to_short
from bot.domain.programme_settings import Setting
from bot.domain.recurrence import local_date_of
from bot.render.dates import day
from bot.render.message import Button, Outgoing, Rows
from bot.render.programme import HELPLINES, HOME
from bot.render.programme_values import in_words
from bot.render.talk import helpline_list
from bot.render.texts import Markup, Texts, texts
from bot.services.people.helpline_checks import Check
from bot.services.people.programme_helpline_views import HelplinesPage
from bot.services.people.programme_helplines import MOST


def page(view: HelplinesPage) -> Outgoing:
    """Wherever a coordinator is with the helplines."""
    if view.edit_id is not None:
        return _confirm(view) if view.label and view.contact else _question(view)
    return _all(view) if view.one is None else _one(view)


def check(view: Check) -> Outgoing:
    """Ask whether all of them are right; or say that this is noted."""
    words = texts(view.language)
    lines = helpline_list(view.lines)
    if view.done:
        return Outgoing(words.say("helplines-confirmed", lines=lines))
    when = "" if view.since is None else day(local_date_of(view.since, view.zone), view.language)
    key = "helplines-check-first" if view.since is None else "helplines-check-again"
    right = Button(words.label("helplines-button-right"), confirms(view.fingerprint))
    change = Button(words.label("helplines-button-not-right"), HELPLINES)
    return Outgoing(words.say(key, lines=lines, day=when), ((right,), (change,)))


def confirms(fingerprint: int) -> str:
    """What the button says that all of the helplines are right which were shown."""
    return f"pr.hc.{to_short(fingerprint)}"


def removing(view: HelplinesPage) -> Outgoing:
    """Ask once whether to remove one, showing what people will see then."""
    if view.one is None or len(view.lines) == 1:
        return page(view)
    words = texts(view.language)
    left = [line for each, line in view.lines if each != view.one]
    (gone,) = (line for each, line in view.lines if each == view.one)
    shown = words.say("helplines-confirm-remove", lines=helpline_list(left), label=gone.label)
    rows = (
        (Button(words.label("helplines-button-remove-yes"), f"pr.hx.{to_short(view.one)}"),),
        (Button(words.label("helplines-button-remove-no"), HELPLINES),),
    )
    return Outgoing(shown, rows, asks=True)


def _all(view: HelplinesPage) -> Outgoing:
    words = texts(view.language)
    shown = words.say("helplines-page", lines=helpline_list([line for _, line in view.lines]))
    if view.since is None:
        told = words.say("helplines-never-confirmed")
    else:
        on = day(local_date_of(view.since, view.zone), view.language)
        told = words.say("helplines-confirmed-on", day=on)
    shown = Markup(f"{shown}\n\n{told}")
    rows: Rows = tuple(
        (Button(line.label, f"pr.ho.{to_short(each)}"),) for each, line in view.lines
    )
    if len(view.lines) < MOST:
        rows = (*rows, (Button(words.label("helplines-button-add"), "pr.hn"),))
    right = Button(words.label("helplines-button-right"), confirms(view.fingerprint))
    rows = (*rows, (right,), (Button(words.label("button-back"), HOME),))
    return Outgoing(Markup("\n\n".join([*_done(words, view), shown])), rows, asks=True)


def _one(view: HelplinesPage) -> Outgoing:
    words = texts(view.language)
    assert view.one is not None  # the page of one
    shown = [words.say("helplines-one", line=helpline_list([dict(view.lines)[view.one]]))]
    me = to_short(view.one)
    rows: Rows = ((Button(words.label("helplines-button-change"), f"pr.hw.{me}"),),)
    if len(view.lines) > 1:
        rows = (*rows, (Button(words.label("helplines-button-remove"), f"pr.hr.{me}"),))
    else:
        shown.append(words.say("helplines-last"))
    rows = (*rows, (Button(words.label("button-back"), HELPLINES),))
    return Outgoing(Markup("\n\n".join(shown)), rows, asks=True)


def _question(view: HelplinesPage) -> Outgoing:
    words = texts(view.language)
    if view.problem is not None:
        shown = words.say(f"helplines-bad-{view.problem}", longest=view.longest)
    elif view.label is None:
        shown = words.say("helplines-ask-label", longest=view.longest)
    else:
        shown = words.say("helplines-ask-contact", label=view.label, longest=view.longest)
    rows = (*_keep(words, view), (Button(words.label("button-cancel"), HELPLINES),))
    return Outgoing(shown, rows, asks=True)


def _keep(words: Texts, view: HelplinesPage) -> Rows:
    line = dict(view.lines).get(view.one) if view.one is not None else None
    if line is None or view.edit_id is None:
        return ()
    text = line.label if view.label is None else line.contact
    label = words.label("helplines-button-keep", text=text if len(text) <= 40 else f"{text[:39]}…")
    return ((Button(label, f"pr.hk.{to_short(view.edit_id)}"),),)


def _confirm(view: HelplinesPage) -> Outgoing:
    words = texts(view.language)
    assert view.edit_id is not None  # what is confirmed was written
    again = "pr.hn" if view.one is None else f"pr.hw.{to_short(view.one)}"
    rows = (
        (Button(words.label("helplines-button-yes"), f"pr.hy.{to_short(view.edit_id)}"),),
        (Button(words.label("helplines-button-again"), again),),
        (Button(words.label("button-cancel"), HELPLINES),),
    )
    return Outgoing(
        words.say("helplines-confirm", lines=helpline_list(view.would_be())), rows, asks=True
    )


def _done(words: Texts, view: HelplinesPage) -> list[Markup]:
    if view.gone:
        return [words.say("helplines-gone")]
    if not view.done:
        return []
    if view.change is None:
        return [words.say("helplines-done-already")]
    if view.change.before is None:
        return [words.say("helplines-done")]
    before = in_words(words, Setting.HELPLINE, view.change.before)
    return [
        Markup(f"{words.say('helplines-done')} {words.say('helplines-done-before', before=before)}")
    ]
