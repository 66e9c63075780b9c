"""/programme as coordinators see it: all settings, one setting, and what others have changed."""

from collections.abc import Sequence

from bot.domain.programme_settings import (
    LONGEST_NAME,
    MOST_QUIET_HOURS,
    OFFERED,
    OFFERED_QUIET,
    THRESHOLDS,
    Problem,
    Setting,
    is_rule,
    suggested,
)
from bot.domain.recurrence import local_date_of
from bot.render.dates import day
from bot.render.message import Button, Outgoing, Rows, rows_of
from bot.render.programme_values import allowed, in_words, on_button
from bot.render.talk import helpline_list
from bot.render.texts import Markup, Texts, texts
from bot.services.people.programme_changes import News
from bot.services.people.programme_settings import ProgrammePage, SettingPage

HOME, PAIRS, HELPLINES = "pr.all", "pr.pairs", "pr.h"
_FIRST = (
    Setting.NAME,
    Setting.QUESTIONS,
    Setting.QUIET,
    Setting.REMINDER,
    Setting.ASK_PAIR,
    Setting.FEWEST,
    Setting.KEEP,
)


def after(view: ProgrammePage) -> Outgoing:
    """The page that a setting stands on, once it is set."""
    return thresholds(view) if view.done in THRESHOLDS else page(view)


def page(view: ProgrammePage) -> Outgoing:
    """All settings with their values, and a button for each."""
    words = texts(view.language)
    lines = [_line(words, view, setting) for setting in _FIRST]
    lines.append(words.say("programme-thresholds-line", count=len(THRESHOLDS)))
    shown = words.say(
        "programme-page",
        lines=Markup("\n".join(lines)),
        helplines=helpline_list(view.helplines),
    )
    rows = (
        *rows_of([_leads_to(words, setting) for setting in _FIRST], 2),
        (Button(words.label("programme-what-thresholds"), PAIRS),),
        (Button(words.label("programme-what-helplines"), HELPLINES),),
    )
    return Outgoing(_with_done(words, view, shown), rows, asks=True)


def thresholds(view: ProgrammePage) -> Outgoing:
    """The rules by which a pair shows on /health."""
    words = texts(view.language)
    lines = Markup("\n".join(_line(words, view, setting) for setting in THRESHOLDS))
    rows = (
        *rows_of([_leads_to(words, setting) for setting in THRESHOLDS], 2),
        (Button(words.label("button-back"), HOME),),
    )
    shown = _with_done(words, view, words.say("programme-thresholds", lines=lines))
    return Outgoing(shown, rows, asks=True)


def setting(view: SettingPage) -> Outgoing:
    """One setting: what it is, what it does, and how to change it; or what was wrong."""
    words = texts(view.language)
    back = (Button(words.label("button-back"), PAIRS if view.setting in THRESHOLDS else HOME),)
    rows = (*_choices(words, view), *_suggestion(words, view), back)
    if view.problem is not None:
        return Outgoing(_problem(words, view, view.problem), rows, asks=True)
    told = [
        words.say(
            "programme-setting",
            what=words.say(f"programme-what-{view.setting}"),
            value=in_words(words, view.setting, view.value),
            about=words.say(f"programme-about-{view.setting}"),
        ),
        *_last(words, view),
        _how(words, view.setting),
    ]
    return Outgoing(Markup("\n\n".join(told)), rows, asks=True)


def news(view: News) -> Outgoing:
    """Tell a coordinator what others have changed."""
    words = texts(view.language)
    names = {change.who for change in view.changes}
    lines = [_news_line(words, each.setting, each.before, each.after) for each in view.changes]
    if len(names) > 1:
        first = words.say("programme-news-several")
        lines = [
            words.say("programme-news-by", line=line, name=change.who) if change.who else line
            for line, change in zip(lines, view.changes, strict=True)
        ]
    elif name := names.pop():
        first = words.say("programme-news", name=name)
    else:
        first = words.say("programme-news-unnamed")
    return Outgoing(Markup("\n".join([first, *lines, words.say("programme-news-where")])))


def _news_line(words: Texts, about: Setting, before: str | None, after: str | None) -> Markup:
    was = None if before is None else in_words(words, about, before)
    now = None if after is None else in_words(words, about, after)
    if was is None:
        return words.say("programme-news-added", after=now)
    if now is None:
        return words.say("programme-news-removed", before=was)
    what = words.say(f"programme-what-{about}")
    return words.say("programme-news-line", what=what, before=was, after=now)


def _with_done(words: Texts, view: ProgrammePage, shown: Markup) -> Markup:
    """The page, below what was just set."""
    if view.done is None:
        return shown
    what = words.say(f"programme-what-{view.done}")
    if view.change is None:
        value = in_words(words, view.done, view.values[view.done])
        return Markup(f"{words.say('programme-done-already', what=what, value=value)}\n\n{shown}")
    done = words.say(
        "programme-done",
        what=what,
        value=in_words(words, view.done, view.change.after or ""),
        before=in_words(words, view.done, view.change.before or ""),
    )
    return Markup(f"{done}{_replaced(words, view, view.change.who)}\n\n{shown}")


def _replaced(words: Texts, view: ProgrammePage, who: str) -> str:
    """Whose value was replaced, if it was another coordinator's."""
    found = view.previous
    if found is None or found.who in ("", who):
        return ""
    on = day(local_date_of(found.at, view.zone), view.language)
    return f" {words.say('programme-done-over', name=found.who, day=on)}"


def _line(words: Texts, view: ProgrammePage, one: Setting) -> Markup:
    what = words.say(f"programme-what-{one}")
    return words.say("programme-line", what=what, value=in_words(words, one, view.values[one]))


def _leads_to(words: Texts, one: Setting) -> Button:
    return Button(words.label(f"programme-what-{one}"), f"pr.s.{one}")


def _choices(words: Texts, view: SettingPage) -> Rows:
    values: Sequence[str] = [str(each) for each in OFFERED.get(view.setting, ())]
    if view.setting is Setting.QUIET:
        values = OFFERED_QUIET
    elif view.setting is Setting.QUESTIONS:
        values = view.sets
    buttons = []
    for value in values:
        label = on_button(words, view.setting, value)
        if value == view.value:
            label = words.label("programme-chosen", choice=label)
        buttons.append(Button(label, f"pr.v.{view.setting}.{value}"))
    return rows_of(buttons, 4 if is_rule(view.setting) else 1)


def _suggestion(words: Texts, view: SettingPage) -> Rows:
    best = suggested(view.setting)
    if best is None or best == view.value:
        return ()
    label = words.label("programme-suggest", value=on_button(words, view.setting, best))
    return ((Button(label, f"pr.v.{view.setting}.{best}"),),)


def _last(words: Texts, view: SettingPage) -> list[Markup]:
    last = view.last
    if last is None or last.before is None:
        return []
    on = day(local_date_of(last.at, view.zone), view.language)
    before = in_words(words, view.setting, last.before)
    if not last.who:
        return [words.say("programme-last-unnamed", day=on, before=before)]
    return [words.say("programme-last", name=last.who, day=on, before=before)]


def _how(words: Texts, one: Setting) -> Markup:
    if is_rule(one):
        return words.say("programme-how-number", allowed=allowed(words, one))
    return words.say(f"programme-how-{one}", highest=LONGEST_NAME)


def _problem(words: Texts, view: SettingPage, problem: Problem) -> Markup:
    if is_rule(view.setting):
        found = allowed(words, view.setting)
        said = words.say(f"programme-bad-number-{problem}", allowed=found)
    elif problem is Problem.UNKNOWN:
        said = words.say("programme-bad-questions")
    else:
        said = words.say(
            f"programme-bad-{view.setting}-{problem}",
            highest=LONGEST_NAME,
            hours=MOST_QUIET_HOURS,
        )
    return Markup(f"{said} {words.say('programme-bad-else')}")
