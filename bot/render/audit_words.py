"""One entry of the audit as a plain sentence."""

from bot.domain.deeds import Deed
from bot.domain.names import GONE
from bot.domain.programme_settings import Setting
from bot.render.programme_values import in_words
from bot.render.texts import Markup, Texts
from bot.services.audit_views import Changed, Entry

# What reads otherwise where nobody is named in it: whoever runs the server invited them.
_BY_NOBODY = frozenset({Deed.JOINED, Deed.ROLE_TAKEN})


def sentence(t: Texts, entry: Entry) -> Markup:
    """Who did what: "Maria invited 40 mentees"."""
    told = _told(t, entry)
    return Markup(told[:1].upper() + told[1:]) if entry.who in (None, "", GONE) else told


def _told(t: Texts, entry: Entry) -> Markup:
    who = _name(t, entry.who, t.label("audit-operator"))
    if entry.changed is not None:
        return _changed(t, who, entry.changed)
    key = f"audit-{entry.deed}"
    if entry.deed in _BY_NOBODY and entry.about is None:
        key += "-operator"
    return t.say(
        key,
        who=who,
        about=_name(t, entry.about, ""),
        mentor=_name(t, entry.mentor, t.label("audit-somebody")),
        mentee=_name(t, entry.mentee, t.label("audit-somebody")),
        what=entry.what or t.label("audit-untitled"),
        count=entry.count or 0,
        detail=entry.detail or "none",
    )


def _changed(t: Texts, who: str, changed: Changed) -> Markup:
    before, after = (
        None if value is None else in_words(t, changed.setting, value)
        for value in (changed.before, changed.after)
    )
    if changed.setting is Setting.HELPLINE and before is None:
        return t.say("audit-helpline-added", who=who, after=after)
    if changed.setting is Setting.HELPLINE and after is None:
        return t.say("audit-helpline-removed", who=who, before=before)
    what = t.label(f"programme-what-{changed.setting}")
    return t.say("audit-setting-changed", who=who, what=what, before=before, after=after)


def _name(t: Texts, name: str | None, nobody: str) -> str:
    if name is None:
        return nobody
    return name or t.label("audit-unnamed")
