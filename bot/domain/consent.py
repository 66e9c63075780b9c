"""Agreeing to take part: which wording people agree to, and who has agreed to the one of today.

A new wording gets a new version. Whoever agreed to an earlier one is asked again before anything
more is stored or sent.
"""

from datetime import timedelta

from bot.domain.people import PersonState

CONSENT_VERSION = "4"

# How long what somebody wrote stays, sealed and unread, once they have withdrawn.
KEPT_FOR = timedelta(days=30)


def has_agreed(state: PersonState, version: str | None) -> bool:
    """Whether somebody who stands so, and agreed to `version` last, has agreed to today's text."""
    return state in (PersonState.JOINING, PersonState.ACTIVE) and version == CONSENT_VERSION
