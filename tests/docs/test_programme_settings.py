"""README.md names the settings of a programme, what we suggest and what is allowed, as they are."""

import re
from pathlib import Path

from bot.domain.programme_settings import (
    LONGEST_NAME,
    MOST_QUIET_HOURS,
    Setting,
    is_rule,
    suggested,
)
from bot.library.questionnaires import Library
from bot.render.programme_values import allowed, in_words
from bot.render.texts import texts
from bot.services.people.programme_helplines import MOST

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
WORDS = texts("en")


def _row(setting: Setting) -> tuple[str, str, str]:
    best = suggested(setting)
    return (
        WORDS.label(f"programme-what-{setting}"),
        "–" if best is None else in_words(WORDS, setting, best),
        allowed(WORDS, setting) if is_rule(setting) else _ALLOWED[setting],
    )


_ALLOWED = {
    Setting.NAME: f"at most {LONGEST_NAME} characters",
    Setting.QUESTIONS: " or ".join(f"`{each}`" for each in Library().sets()),
    Setting.QUIET: f"at most {MOST_QUIET_HOURS} hours, or none",
}


def test_every_setting_is_named_with_what_we_suggest_and_what_is_allowed() -> None:
    section = README.partition("### What coordinators set")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \| [^|]+ \|$", section, re.MULTILINE)
    said = [row for row in rows if row[0] != "setting"]
    settings = [_row(each) for each in Setting if each is not Setting.HELPLINE]
    assert said == [*settings, (WORDS.label("programme-what-helplines"), "–", f"1 to {MOST}")]
