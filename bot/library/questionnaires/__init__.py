"""Stub: replaced by the owner of the questionnaires."""


class Library:
    """The questionnaires that ship."""
