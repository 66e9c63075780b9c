"""Which tests run on the same worker, when several share the work.

pytest-xdist's own marks for this (`xdist_group`) do nothing since pytest 9.2.
"""

from collections.abc import Mapping

from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]  # no types in it

_TOGETHER: Mapping[str, tuple[str, ...]] = {
    # The diagrams in docs/ are drawn from what was played, where it was played.
    "dialogues": ("tests/dialogues/", "tests/docs/test_conversations.py"),
    # Of each of these all was tried once, and each test looks for something else in what came of it.
    "siege": ("tests/abuse/test_access.py",),
    "overrun": ("tests/abuse/test_injection.py",),
    "terminal": ("tests/rehearsal/test_terminal.py",),
    # These look through all of the code, which is read once.
    "code": ("tests/test_architecture.py", "tests/docs/test_texts.py", "tests/docs/test_places.py"),
    # Each of these looks at what is left of one long play.
    "ten weeks": ("tests/rehearsal/test_ten_weeks.py",),
    "two weeks": ("tests/rehearsal/test_story.py",),
    # One browser at a time is enough for two cores.
    "page": ("tests/page/",),
}


class Sharing(LoadScopeScheduling):  # type: ignore[misc]  # it ships no types
    """Gives each test to whichever worker is free, but those that belong together to one."""

    def _split_scope(self, nodeid: str) -> str:
        found = (name for name, places in _TOGETHER.items() if nodeid.startswith(places))
        return next(found, nodeid)
