"""Reading one whole number out of what somebody typed: 10, day 10, 10 days."""

import re

NEVER = frozenset({"never", "none", "no", "off", "not at all", "no quiet hours"})
_ONE_NUMBER = re.compile(r"(?:[^\W\d]+ )?(\d{1,6})(?: ?[^\W\d]+){0,2}\.?")


def whole_number(text: str) -> int | None:
    """Return the one number that a short text names; None where it is not clearly one."""
    found = _ONE_NUMBER.fullmatch(" ".join(text.split()))
    return None if found is None else int(found[1])
