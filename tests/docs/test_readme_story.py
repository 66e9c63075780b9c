"""The transcript in the README is what the story prints."""

from pathlib import Path

import pytest

from bot.rehearsal import story
from bot.rehearsal.story_script import SERVED

README = Path(__file__).parents[2] / "README.md"
_BEGINS = "<!-- story: begins (written by `pytest tests/docs --golden-update`) -->\n"
_ENDS = "<!-- story: ends -->"
_EVENING = "Wed 11 March, 20:00, Ana's phone"
_DIGEST = "Thu 12 March, 17:00, Ruth's phone"


def _excerpt(told: str) -> str:
    """The beginning of a reflection, and the digest that came of it."""
    evening = told[told.index(_EVENING) : told.index(f"Ana     {SERVED[:20]}")]
    digest = told[told.index(_DIGEST) :].rpartition("\n\n")[0]
    return f"```text\n{evening}…\n\n{digest}\n```\n"


@pytest.mark.soak
def test_the_transcript_is_part_of_the_story(request: pytest.FixtureRequest) -> None:
    page = README.read_text(encoding="utf-8")
    before, rest = page.split(_BEGINS)
    shown, after = rest.split(_ENDS)
    expected = _excerpt(story.text())
    if request.config.getoption("--golden-update"):
        README.write_text(f"{before}{_BEGINS}{expected}{_ENDS}{after}", encoding="utf-8")
    elif shown != expected:
        pytest.fail("it is out of date: pytest tests/docs --golden-update", pytrace=False)
